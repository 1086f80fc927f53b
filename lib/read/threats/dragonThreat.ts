import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Threat } from "../../model/threatModel.ts";
import { BARE_THREAT } from "./bareParts.ts";
import { anchorOf } from "./dragonCells.ts";
import { referencesIn } from "./references.ts";
import { leadingThreatId } from "./threatId.ts";
import { statedStatus } from "./threatStatus.ts";
import type { ValueView } from "./valueView.ts";

/** What the application writes before anybody has typed anything. */
const DEFAULT_TEXT =
  /^(?:provide a description for this threat|provide remediation for this threat or a reason if status is n\/a|new .{0,20}\bthreat|tb[ad])\.?$/i;

/** One threat of a cell. */
export function readDragonThreat(threat: ValueView, on: string, position: number): Threat {
  const title = realText(threat.text("title"));
  const status = statedStatus(threat.text("status"));
  const mitigation = realText(threat.text("mitigation"));
  const description = realText(threat.text("description"));
  const needsReason = status.state === "given" && status.value !== "mitigated" && status.value !== "open";
  const own = title.state === "given" ? leadingThreatId(title.value) : undefined;
  const number = threat.string("number");
  const score = threat.textOrAbsent("score");
  const named = title.state === "given" ? title.value : undefined;
  return {
    ...BARE_THREAT,
    id: own ?? threat.string("id") ?? threat.string("threatId") ?? named ?? `threat ${number ?? position}`,
    title,
    anchor: anchorOf(threat, title),
    description,
    category: threat.text("type"),
    on: [on],
    status,
    severity: realText(threat.text("severity")),
    mitigation,
    // The application asks for the reason in the same field: "remediation for this threat or a reason if status is N/A".
    justification: needsReason ? mitigation : ABSENT,
    // A free text that teams use for CVSS vectors and for levels of their own.
    inherentRisk: score,
    ...(isVector(score) ? { likelihood: score, likelihoodKind: "exploitability" as const } : {}),
    owner: threat.textOrAbsent("owner"),
    generated: [title, description, mitigation].every((text) => text.state !== "given"),
    references: referencesIn(threat, ["title", "description", "mitigation"]),
  };
}

function isVector(text: Stated<string>): boolean {
  return text.state === "given" && /\bAV:[NALP]\b/.test(text.value);
}

/** Takes a default text of the application for what it is: a blank to fill in. */
function realText(text: Stated<string>): Stated<string> {
  if (text.state !== "given" || !DEFAULT_TEXT.test(text.value)) return text;
  return { state: "unknown", raw: text.value, span: text.span };
}
