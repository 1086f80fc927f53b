import type { Assessment, WaivedFinding } from "../../model/assessment.ts";
import { controlId, oscalUuid, ours } from "../oscalCatalog.ts";
import { placesOf } from "../placesOf.ts";
import { uriOf } from "../sarif.ts";
import { oneLine } from "./oneLine.ts";
import { oscalMetadata, oscalTime, type Saying } from "./oscalResults.ts";

/**
 * The waived findings as an OSCAL plan of action and milestones, an item a finding. There has to be at least one item, so a run without
 * waivers gives nothing.
 */
export function* oscalPoamPieces(assessment: Assessment): Generator<string> {
  if (assessment.waived.length === 0) return;
  yield `${JSON.stringify(oscalPoam(assessment), undefined, 2)}\n`;
}

export function oscalPoam(assessment: Assessment): object {
  const key = `poam ${assessment.asOf} ${assessment.waived.map(({ finding }) => finding.fingerprint).join(" ")}`;
  const said: Saying = { assessment, places: placesOf(assessment), time: oscalTime(assessment), key };
  const items = assessment.waived.map((one, at) => itemOf(one, at, said));
  return {
    "plan-of-action-and-milestones": {
      uuid: oscalUuid(key),
      metadata: oscalMetadata("Premarket: waived findings", said),
      "system-id": { "identifier-type": "https://ietf.org/rfc/rfc4122", id: oscalUuid(`${key} system`) },
      observations: items.map(({ observation }) => observation),
      "poam-items": items.map(({ item }) => item),
    },
  };
}

function itemOf({ finding, waiver }: WaivedFinding, at: number, said: Saying) {
  const uuid = oscalUuid(`${said.key} observation ${at}`);
  const { line } = said.places.range(finding.path, finding.span).start;
  const observation = {
    uuid,
    description: oneLine(finding.message),
    methods: ["EXAMINE"],
    types: ["discovery"],
    "relevant-evidence": [{ href: `${uriOf(finding.path)}#L${line}`, description: `${finding.path}, line ${line}` }],
    collected: said.time,
    ...(waiver.until !== "" && { expires: `${waiver.until}T23:59:59Z` }),
  };
  const item = {
    uuid: oscalUuid(`${said.key} item ${at}`),
    title: finding.requirement.title,
    description: oneLine(`${finding.message} Accepted because: ${waiver.reason}`),
    props: [
      ours("control", controlId(finding.requirement.id)),
      ours("subject", finding.subject),
      ...(waiver.by === "" ? [] : [ours("accepted-by", waiver.by)]),
      ...(waiver.until === "" ? [] : [ours("until", waiver.until)]),
    ],
    "related-observations": [{ "observation-uuid": uuid }],
  };
  return { observation, item };
}
