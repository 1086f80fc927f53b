import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Mitigation, Threat } from "../../model/threatModel.ts";
import { BARE_MITIGATION, BARE_THREAT } from "./bareParts.ts";
import { statedStatus } from "./threatStatus.ts";
import type { ValueView, ViewEntry } from "./valueView.ts";

const MOST_RELEVANT = [
  "most_relevant_technical_asset",
  "most_relevant_communication_link",
  "most_relevant_trust_boundary",
] as const;

/** The risks that people added, and those that they decided about in `risk_tracking`. */
export function threagileThreats(root: ValueView): {
  readonly threats: readonly Threat[];
  readonly mitigations: readonly Mitigation[];
} {
  const categories = categoriesOf(root);
  const tracked = root.entries("risk_tracking");
  const used = new Set<ViewEntry>();
  const own = categories.flatMap((category) =>
    category.view.entries("risks_identified").map((risk) => {
      const entry = tracked.find(({ key }) => tracks(key, idOf(category), risk));
      if (entry) used.add(entry);
      return addedRisk(category, risk, entry);
    }),
  );
  const others = tracked.filter((entry) => !used.has(entry)).map(trackedRisk);
  const mitigations = categories.flatMap((category) => {
    const text = category.view.text("mitigation");
    const id = `${idOf(category)} mitigation`;
    return text.state === "given" ? [{ ...BARE_MITIGATION, id, text, anchor: text.span }] : [];
  });
  return { threats: [...own, ...others], mitigations };
}

interface Category {
  readonly view: ValueView;
  readonly title: Stated<string>;
}

/** A map by title in older files, a list in newer ones. */
function categoriesOf(root: ValueView): Category[] {
  return ["individual_risk_categories", "custom_risk_categories"].flatMap((name) => [
    ...root.entries(name).map(({ key, keySpan, view }) => ({
      view,
      title: { state: "given", value: key, span: keySpan } as const,
    })),
    ...root.items(name).map((view) => ({ view, title: view.text("title") })),
  ]);
}

function idOf({ view, title }: Category): string {
  return view.string("id") ?? (title.state === "given" ? title.value : "");
}

function addedRisk(category: Category, risk: ViewEntry, entry: ViewEntry | undefined): Threat {
  const { key, keySpan, view } = risk;
  const mitigation = category.view.text("mitigation");
  const cwe = category.view.get("cwe");
  return {
    ...BARE_THREAT,
    id: `${idOf(category)}@${view.string(MOST_RELEVANT[0]) ?? plainText(key)}`,
    title: { state: "given", value: plainText(key), span: keySpan },
    anchor: keySpan,
    description: category.view.text("description"),
    category: category.view.text("stride"),
    on: MOST_RELEVANT.flatMap((name) => view.string(name) ?? []).filter((id) => id !== ""),
    ...rated(view),
    mitigation,
    mitigationRefs: mitigation.state === "given" ? [`${idOf(category)} mitigation`] : [],
    ...decided(entry),
    references: cwe?.string() ? [{ id: `CWE-${cwe.string()}`, span: cwe.spot.inner }] : [],
  };
}

/** A decision about risks that Threagile works out itself: the rule, and the assets that it speaks of. */
function trackedRisk(entry: ViewEntry): Threat {
  const { key, keySpan } = entry;
  const [rule, ...parts] = key.split("@");
  return {
    ...BARE_THREAT,
    id: key,
    title: { state: "given", value: (rule ?? key).replaceAll("-", " "), span: keySpan },
    anchor: keySpan,
    on: parts.filter((part) => part !== "" && part !== "*"),
    ...decided(entry),
  };
}

function decided(entry: ViewEntry | undefined) {
  if (!entry) return {};
  return {
    status: statedStatus(entry.view.text("status")),
    justification: entry.view.text("justification"),
    owner: entry.view.text("checked_by"),
  };
}

function rated(view: ValueView) {
  const likelihood = view.text("exploitation_likelihood");
  return {
    severity: view.text("severity"),
    likelihood,
    likelihoodKind: likelihood.state === "given" ? ("probability" as const) : ("unknown" as const),
  };
}

/** `rule@asset@*`: a star between two signs stands for anything. */
function tracks(key: string, category: string, { view }: ViewEntry): boolean {
  const [rule, ...parts] = key.split("@");
  if (rule !== category) return false;
  const asset = view.string(MOST_RELEVANT[0]) ?? "";
  return parts.length === 0 || parts.some((part) => part === "*" || part === asset);
}

/** One risk as Threagile writes it out; nobody has looked at it before its status says so. */
export function generatedRisk(risk: ValueView, index: number): Threat {
  const written = risk.text("title");
  const title: Stated<string> = written.state === "given" ? { ...written, value: plainText(written.value) } : written;
  const status = risk.has("risk_status") ? statedStatus(risk.text("risk_status")) : ABSENT;
  return {
    ...BARE_THREAT,
    id: risk.string("synthetic_id") ?? `risk ${index + 1}`,
    title,
    anchor: title.state === "absent" ? risk.opening : title.span,
    category: risk.text("category"),
    on: MOST_RELEVANT.flatMap((name) => risk.string(name) ?? []).filter((id) => id !== ""),
    ...rated(risk),
    status: status.state === "absent" ? { state: "given", value: "untriaged", span: risk.opening } : status,
    mitigation: risk.text("mitigation"),
    generated: status.state !== "given" || status.value === "untriaged",
  };
}

/** Titles hold HTML marks. */
function plainText(text: string): string {
  return text
    .replace(/<\/?\w{1,10}\s{0,3}\/?>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
