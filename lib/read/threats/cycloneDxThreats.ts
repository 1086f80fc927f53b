import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Threat, ThreatStatus } from "../../model/threatModel.ts";
import { BARE_THREAT } from "./bareParts.ts";
import { referencesIn } from "./references.ts";
import { worstStatus } from "./threatStatus.ts";
import { anchorAt, type ValueView } from "./valueView.ts";

const STRATEGIES: Readonly<Record<string, ThreatStatus>> = {
  avoid: "avoided",
  transfer: "transferred",
  accept: "accepted",
};

/** The threats of a CycloneDX 2.0 file with the risks that rate them. A risk that names no threat of the file stands for itself. */
export function cycloneDxThreats(root: ValueView): Threat[] {
  const threats = root.items("threats", "threats");
  const scenarios = root.items("threats", "scenarios");
  const risks = root.items("risks", "risks");
  const ids = new Set(threats.flatMap((threat) => threat.string("bom-ref") ?? []));
  const lone = risks.filter((risk) => !risk.strings("relatedThreats").some((id) => ids.has(id)));
  return [
    ...threats.map((threat, index) => readThreat(threat, index, { scenarios, risks })),
    ...lone.map((risk, index) => readRisk(risk, index)),
  ];
}

function readThreat(
  threat: ValueView,
  index: number,
  { scenarios, risks }: { readonly scenarios: readonly ValueView[]; readonly risks: readonly ValueView[] },
): Threat {
  const id = threat.string("bom-ref") ?? `threat ${index + 1}`;
  const risk = risks.find((one) => one.strings("relatedThreats").includes(id));
  const scenario = scenarios.find((one) => one.strings("threats").includes(id));
  const exploitability = scenario?.text("exploitability", "level") ?? ABSENT;
  const [category] = threat.items("categories");
  const mitigations = threat.list("mitigations");
  return {
    ...BARE_THREAT,
    id,
    title: threat.text("name"),
    anchor: anchorAt(threat, "name"),
    description: threat.textOrAbsent("description"),
    category: category ? said(category.text("category"), category.text("name"), category.text()) : ABSENT,
    on: threat.strings("affectedAssets"),
    mitigation: mitigations,
    mitigationRefs: threat.strings("mitigations"),
    ...(risk ? rated(risk) : {}),
    ...(exploitability.state === "given"
      ? { likelihood: exploitability, likelihoodKind: "exploitability" as const }
      : {}),
    references: referencesIn(threat, ["name", "description"]),
  };
}

function readRisk(risk: ValueView, index: number): Threat {
  const title = said(risk.text("name"), risk.text("statement"));
  return {
    ...BARE_THREAT,
    id: risk.string("bom-ref") ?? `risk ${index + 1}`,
    title,
    anchor: title.state === "absent" ? risk.opening : title.span,
    description: risk.textOrAbsent("statement"),
    on: risk.strings("affects"),
    ...rated(risk),
    references: referencesIn(risk, ["statement", "description"]),
  };
}

function rated(risk: ValueView) {
  const likelihood = risk.text("inherentRisk", "likelihood", "level");
  const responses = risk.items("responses");
  return {
    severity: risk.text("inherentRisk", "impact", "level"),
    likelihood,
    likelihoodKind: likelihood.state === "given" ? ("probability" as const) : ("unknown" as const),
    inherentRisk: scoreOf(risk, "inherentRisk"),
    residualRisk: scoreOf(risk, "residualRisk"),
    status: worstStatus(responses.map(statusOf)),
    justification: responses[0]?.textOrAbsent("description") ?? ABSENT,
    owner: risk.textOrAbsent("owner"),
  };
}

/** A score as a number or a level, else the level of the impact. */
function scoreOf(risk: ValueView, name: string): Stated<string> {
  return said(
    risk.text(name, "score"),
    risk.text(name, "score", "level"),
    risk.text(name, "score", "value"),
    risk.text(name, "impact", "level"),
  );
}

/** A risk that is being reduced is mitigated once somebody has done it. */
function statusOf(response: ValueView): Stated<ThreatStatus> {
  const strategy = response.text("strategy");
  if (strategy.state !== "given") return strategy;
  const decided = STRATEGIES[strategy.value];
  if (decided !== undefined) return { ...strategy, value: decided };
  const done = /^(?:implemented|verified|completed?|closed|effective)$/i.test(response.string("status") ?? "");
  return { ...strategy, value: done ? "mitigated" : "open" };
}

function said(...texts: readonly Stated<string>[]): Stated<string> {
  return texts.find((text) => text.state !== "absent") ?? ABSENT;
}
