import type { ThreatElement, ThreatModel } from "../model/threatModel.ts";
import { oneFor } from "./gatherGaps.ts";
import { type CheckInput, type Observation, Tally } from "./probe.ts";
import { partName } from "./threatCollections.ts";
import { modelsToJudge, type OwedModel } from "./threatModels.ts";

/** People and systems of others are there for what they do to the device; what the maker builds is asked for threats. */
const ASKED: ReadonlySet<ThreatElement["kind"]> = new Set(["process", "store", "component", "device"]);

/**
 * `elements-covered`: each process, store, component and device in scope has a threat, on itself, on a flow that it is an end of, or in the words of
 * one. One gap a model. Source: V.A.1, "inclusive of all medical device system elements".
 */
export function elementsCovered(input: CheckInput): Observation {
  const models = modelsToJudge(input, ["threat-target", "elements"]);
  if (!Array.isArray(models)) return models;
  const tally = new Tally();
  const said = models
    .flatMap(({ model }) => model.threats.flatMap(wordsOf))
    .join("\n")
    .toLowerCase();
  for (const owed of models) judge(owed, said, tally);
  return tally.observation("No model has elements that threats are said of.");
}

function judge({ document, model }: OwedModel, said: string, tally: Tally): void {
  // A text may list threats without ever tying one to an element; then nothing is known about any of them.
  const reached = reachedBy(model);
  if (reached.size === 0) return;
  const asked = model.elements.filter((one) => ASKED.has(one.kind) && !one.outOfScope);
  const bare = new Set(asked.filter((one) => !reached.has(one.id) && !isNamed(one, said)));
  for (const one of asked) {
    if (!bare.has(one) && tally.pass())
      tally.show({ path: document.path, span: one.anchor, says: `${partName(one, one.name, "element")} has a threat` });
  }
  const gaps = [...bare].map((one) => {
    const element = partName(one, one.name, "element");
    return {
      path: document.path,
      span: one.anchor,
      subject: element,
      data: { element, document: document.path },
      related: [],
    };
  });
  const [first] = gaps;
  if (!first) return;
  if (gaps.length === 1) tally.fail(first);
  else tally.fail(oneFor(gaps, first, asked.length), gaps.length);
}

/** Elements that a threat is said of, and both ends of flows that one is said of. */
function reachedBy(model: ThreatModel): ReadonlySet<string> {
  const reached = new Set(model.threats.flatMap(({ on }) => on));
  for (const flow of model.flows) {
    if (!reached.has(flow.id)) continue;
    for (const end of [flow.from, flow.to]) if (end.state === "given") reached.add(end.value);
  }
  return reached;
}

function isNamed({ name }: ThreatElement, said: string): boolean {
  return name.state === "given" && name.value.length > 2 && said.includes(name.value.toLowerCase());
}

function wordsOf({ title, description }: ThreatModel["threats"][number]): string[] {
  return [title, description].flatMap((one) => (one.state === "given" ? [one.value] : []));
}
