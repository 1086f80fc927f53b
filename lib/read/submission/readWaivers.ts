import type { Problem } from "../../model/span.ts";
import type { Waiver, WaiverFile } from "../../model/waiver.ts";
import type { YamlDocument, YamlMap } from "../../parse/yaml.ts";
import { Fields, isEmpty } from "./fields.ts";
import { firstText } from "./firstText.ts";

const WAIVER_KEYS = ["requirement", "subject", "document", "reason", "by", "until"] as const;

/**
 * Reads `premarket-waivers.yaml`. An entry that cannot be understood is left out and reported at its place. Whether its requirement exists,
 * its reason is one and its day is past is judged later: that is a finding, not a fault of the file.
 */
export function readWaivers(yaml: YamlDocument): { file: WaiverFile; problems: Problem[] } {
  const fields = new Fields();
  const anchor = firstText(yaml);
  const map = yaml.root?.kind === "map" ? yaml.root : undefined;
  if (!map && yaml.root && !isEmpty(yaml.root)) {
    fields.report("premarket-waivers.yaml starts with something else than the key `waivers:`.", anchor);
  }
  const entry = map && fields.entries(map, ["waivers"], "premarket-waivers.yaml").get("waivers");
  const waivers: Waiver[] = [];
  if (entry && !isEmpty(entry.value)) {
    if (entry.value.kind !== "seq") {
      fields.report("`waivers` is a list; start each entry with `- requirement:`.", entry.value.span);
    } else {
      for (const node of entry.value.items) {
        if (node.kind === "map") waivers.push(...readWaiver(fields, node));
        else
          fields.report(
            "This entry waives nothing; write `- requirement:` with `subject:`, `reason:` and `by:`.",
            node.span,
          );
      }
    }
  }
  const file: WaiverFile = { kind: "waivers", format: "premarket-waivers.yaml", anchor, waivers };
  return { file, problems: [...yaml.problems, ...fields.problems] };
}

function readWaiver(fields: Fields, node: YamlMap): Waiver[] {
  const of = fields.entries(node, WAIVER_KEYS, "a waiver");
  const requirement = fields.text(of.get("requirement"));
  const place = node.entries[0]?.keySpan ?? node.span;
  if (requirement.state !== "given") {
    fields.report("This waiver names no requirement; add `requirement:` with the id that the finding shows.", place);
    return [];
  }
  const subjects = fields.texts(of.get("subject")).map(({ value }) => value);
  if (subjects.length === 0) {
    const missing =
      "names no subject; add `subject:` with what the finding is about (`premarket check --format json` shows it).";
    fields.report(`The waiver of ${requirement.value} ${missing}`, requirement.span);
    return [];
  }
  const document = fields.text(of.get("document"));
  return [
    {
      requirement: requirement.value,
      subjects,
      document: document.state === "given" ? document.value : undefined,
      scope: undefined,
      reason: fields.text(of.get("reason")),
      by: fields.text(of.get("by")),
      until: fields.date(of.get("until")),
      anchor: requirement.span,
    },
  ];
}
