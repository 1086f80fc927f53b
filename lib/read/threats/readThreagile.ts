import type { Problem } from "../../model/span.ts";
import { ABSENT } from "../../model/stated.ts";
import type { ThreatAspect, ThreatModel } from "../../model/threatModel.ts";
import { BARE_MODEL } from "./bareParts.ts";
import { ThreagileSystem } from "./threagileSystem.ts";
import { generatedRisk, threagileThreats } from "./threagileThreats.ts";
import type { ValueView } from "./valueView.ts";

/** Which statements each part of a model has a place for; a file that leaves a part out is a fragment for another file. */
const ASPECTS: Readonly<Record<string, readonly ThreatAspect[]>> = {
  author: ["owner"],
  date: ["date"],
  data_assets: ["assets"],
  technical_assets: [
    "elements",
    "actors",
    "flows",
    "flow-protocol",
    "flow-encryption",
    "flow-authentication",
    "out-of-scope-reason",
  ],
  trust_boundaries: ["boundaries"],
  threats: [
    "threats",
    "threat-target",
    "threat-category",
    "threat-status",
    "threat-severity",
    "threat-likelihood",
    "threat-mitigation",
    "threat-justification",
  ],
};

/** Members that a file must have to be a model of its own. */
const WHOLE = ["threagile_version", "title"];

/**
 * Reads a Threagile model or a part of one that another file includes. Threagile works its risks out from the model; the file holds
 * those that people added and what was decided of the others (`risk_tracking`).
 */
export function readThreagile(root: ValueView, serialization: "json" | "yaml"): ThreatModel {
  const title = root.text("title");
  const system = new ThreagileSystem(root);
  const { threats, mitigations } = threagileThreats(root);
  const first = root.entries()[0]?.keySpan ?? root.opening;
  return {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "Threagile",
    version: root.string("threagile_version") ?? "",
    serialization,
    expresses: expressed(root),
    anchor: title.state === "absent" ? first : title.span,
    title,
    owner: root.text("author", "name"),
    date: root.text("date"),
    description: root.text("application_description", "description"),
    assets: root.entries("data_assets").map(({ key, keySpan, view }) => ({
      id: view.string("id") ?? key,
      name: { state: "given", value: key, span: keySpan },
      anchor: keySpan,
      kind: "data",
    })),
    elements: system.elements(),
    flows: system.flows(),
    boundaries: system.boundaries(),
    threats,
    mitigations,
  };
}

function isFragment(root: ValueView): boolean {
  return WHOLE.every((name) => !root.has(name));
}

function expressed(root: ValueView): ReadonlySet<ThreatAspect> {
  const parts = Object.entries(ASPECTS);
  const asked = isFragment(root) ? parts.filter(([part]) => root.has(part) || isThreats(part, root)) : parts;
  return new Set(asked.flatMap(([, aspects]) => aspects));
}

function isThreats(part: string, root: ValueView): boolean {
  const members = ["risk_tracking", "individual_risk_categories", "custom_risk_categories"];
  return part === "threats" && members.some((name) => root.has(name));
}

/** What a reader of the findings must know of a model that is spread over several files. */
export function threagileNotes(root: ValueView): Problem[] {
  const notes: Problem[] = [];
  const includes = root.items("includes");
  if (isFragment(root)) {
    const message =
      "This is a part of a Threagile model, which another file includes; only what stands in it is checked.";
    notes.push({ message, span: root.entries()[0]?.keySpan ?? root.opening });
  }
  if (includes.length > 0) {
    const message =
      includes.length === 1
        ? "The model includes another file; what it says is not read here, so list it as a document too."
        : `The model includes ${includes.length} other files; what they say is not read here, so list them as documents too.`;
    notes.push({ message, span: root.get("includes")?.opening ?? root.opening });
  }
  return notes;
}

/** Reads the risks that Threagile has worked out (`risks.json`): threats alone, which a model in another file belongs to. */
export function readThreagileRisks(root: ValueView): ThreatModel {
  const risks = root.items();
  return {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "Threagile",
    serialization: "json",
    expresses: new Set(ASPECTS.threats),
    anchor: root.opening,
    title: ABSENT,
    threats: risks.map((risk, index) => generatedRisk(risk, index)),
  };
}
