import type { Gap, Place } from "../model/assessment.ts";
import type { TraceCheck, TraceKind } from "../model/guidance.ts";
import { gatherGaps } from "./gatherGaps.ts";
import type { IdKind } from "./idDefinitions.ts";
import { type DefinedId, type IdIndex, indexIds } from "./idIndex.ts";
import { schemeOf } from "./idShape.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";

const NAMES: Readonly<Record<TraceKind, string>> = {
  threat: "threat",
  risk: "row of the risk assessment",
  control: "control or requirement",
  test: "test",
  element: "element",
};

type Chain = Extract<TraceCheck, { readonly to: TraceKind }>;

/** `trace`: ids of one kind are joined to ids of another. A link counts only when both of its ends are defined. */
export function trace(check: TraceCheck, input: CheckInput): Observation {
  const index = indexIds(input.submission.documents);
  return check.to === "definitions" ? resolves(index) : chains(check, index, input);
}

function resolves(index: IdIndex): Observation {
  const tally = new Tally();
  for (const { id, definition, places } of index.defined.values()) {
    if (places.length > 1 && tally.pass()) tally.show({ ...definition, says: `${id} is defined here` });
  }
  for (const [id, places] of index.undefinedIds) {
    const [first] = places;
    if (!first) continue;
    tally.count(first.path);
    const near = nearest(id, index);
    const related = places.slice(1, 10).map((place) => ({ ...place, says: `${id} stands here too` }));
    if (near) related.unshift({ ...near.definition, says: `${near.id} is the nearest that is defined` });
    tally.fail({ ...first, subject: id, data: { element: id, reference: id, document: first.path }, related });
  }
  const observation = tally.observation("No document of the run defines an id that another place uses.");
  return { ...observation, gaps: gatherGaps(observation.gaps, tally.byPath) };
}

/** The id of the same numbering whose number is next to it. */
function nearest(id: string, index: IdIndex): DefinedId | undefined {
  const number = (of: string) => Number(/(\d+)\D*$/.exec(of)?.[1] ?? 0);
  const same = [...index.defined.values()].filter((one) => schemeOf(one.id) === schemeOf(id));
  const far = (one: DefinedId) => Math.abs(number(one.id) - number(id));
  return same.reduce<DefinedId | undefined>((best, one) => (best && far(best) <= far(one) ? best : one), undefined);
}

function chains(check: Chain, index: IdIndex, input: CheckInput): Observation {
  const all = [...index.defined.values()];
  const from = all.filter(({ kind }) => kind === check.trace);
  for (const kind of [check.trace, check.to]) {
    if (!all.some((one) => one.kind === kind))
      return notEvaluated(`No document of the run defines an id of a ${NAMES[kind]}, so nothing can be followed.`);
  }
  const tally = new Tally();
  for (const start of from) {
    const walk = follow(start, check, index);
    if (!walk.reached && walk.seen.some((id) => index.dangles(id))) continue;
    tally.count(start.definition.path);
    if (walk.reached) {
      if (tally.pass()) tally.show({ ...start.definition, says: walk.path.map(({ id }) => id).join(" → ") });
    } else tally.fail(brokenAt(start, walk.path, check, input));
  }
  const observation = tally.observation(`No ${NAMES[check.trace]} with an id was found.`);
  return { ...observation, gaps: gatherGaps(observation.gaps, tally.byPath) };
}

/** Breadth first over the kinds between; where no end is reached, the path to the last id that was. */
function follow(start: DefinedId, check: Chain, index: IdIndex) {
  const over = new Set<IdKind>(check.over);
  const seen = new Set([start.id]);
  let last: readonly DefinedId[] = [start];
  const waiting: (readonly DefinedId[])[] = [last];
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    last = path;
    for (const next of index.linked(path.at(-1)?.id ?? "")) {
      if (next.kind === check.to) return { reached: true, path: [...path, next], seen: [...seen] };
      if (!over.has(next.kind) || seen.has(next.id)) continue;
      seen.add(next.id);
      waiting.push([...path, next]);
    }
  }
  return { reached: false, path: last, seen: [...seen] };
}

/** Shown where a person follows the chain, in the traceability document when it lists the id; the other end and the definition are linked. */
function brokenAt(start: DefinedId, path: readonly DefinedId[], check: Chain, input: CheckInput): Gap {
  const matrices = new Set(
    input.submission.documents.filter(({ roles }) => roles.includes("traceability")).map((document) => document.path),
  );
  const listed = start.places.find((place) => matrices.has(place.path));
  const at: Place = listed ?? start.definition;
  const end = path.at(-1);
  const related: Gap["related"][number][] = [];
  if (end && end.id !== start.id)
    related.push({ ...end.definition, says: `${end.id} is as far as it goes; no ${NAMES[check.to]} stands with it` });
  if (listed) related.push({ ...start.definition, says: `${start.id} is defined here` });
  const data = { element: start.id, missing: NAMES[check.to], document: at.path };
  return { ...at, subject: start.id, data, related };
}
