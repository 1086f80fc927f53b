import { ABSENT, type Stated } from "../../model/stated.ts";
import type {
  Assumption,
  Mitigation,
  Threat,
  ThreatAspect,
  ThreatAsset,
  ThreatModel,
} from "../../model/threatModel.ts";
import { BARE_ASSUMPTION, BARE_MITIGATION, BARE_MODEL, BARE_THREAT } from "./bareParts.ts";
import { referencesIn } from "./references.ts";
import { statedStatus } from "./threatStatus.ts";
import type { ValueView } from "./valueView.ts";

const EXPRESSES: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>([
  "assets",
  "threats",
  "threat-category",
  "threat-status",
  "threat-severity",
  "threat-mitigation",
  "threat-justification",
  "assumptions",
]);

const STRIDE: Readonly<Record<string, string>> = {
  S: "Spoofing",
  T: "Tampering",
  R: "Repudiation",
  I: "Information disclosure",
  D: "Denial of service",
  E: "Elevation of privilege",
};

/**
 * Reads an export of Threat Composer. Its architecture is a picture and a text, so there are no elements or flows. People cite
 * its numbers (`T12`, `M4`, `A3`), not the long ids that links use; `Priority` stands for the severity, which it has no field for.
 */
export function readThreatComposer(root: ValueView): ThreatModel {
  const title = root.textOrAbsent("applicationInfo", "name");
  const links = new Links(root);
  return {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "Threat Composer",
    version: root.string("schema") ?? "",
    serialization: "json",
    expresses: EXPRESSES,
    anchor: title.state === "absent" ? root.opening : title.span,
    title,
    description: root.textOrAbsent("applicationInfo", "description"),
    assets: assetsOf(root),
    views: root
      .entries()
      .filter(
        ({ key, view }) =>
          /^(?:architecture|dataflow)$/.test(key) && (isFilled(view, "image") || isFilled(view, "description")),
      )
      .map(({ key, keySpan, view }) => ({
        id: key,
        title: { state: "given", value: key === "dataflow" ? "Dataflow" : "Architecture", span: keySpan },
        anchor: keySpan,
        description: view.textOrAbsent("description"),
      })),
    threats: root.items("threats").map((threat, index) => readThreat(threat, index, links)),
    mitigations: root.items("mitigations").map(readMitigation),
    assumptions: root.items("assumptions").map(readAssumption),
  };
}

function isFilled(view: ValueView, name: string): boolean {
  const value = view.get(name)?.value;
  return typeof value === "string" && value !== "";
}

/** The number that people cite, behind the letter of its kind. */
function citedId(view: ValueView, letter: "T" | "M" | "A", index: number): string {
  const number = view.string("numericId");
  return number === undefined ? (view.string("id") ?? `${letter}${index + 1}`) : `${letter}${number}`;
}

/** Which mitigations answer which threat. */
class Links {
  readonly #mitigations = new Map<string, { readonly id: string; readonly text: string }>();
  readonly #byThreat = new Map<string, ValueView[]>();

  constructor(root: ValueView) {
    for (const [index, one] of root.items("mitigations").entries()) {
      const text = (one.string("content") ?? "").replace(/\s+/g, " ").trim();
      this.#mitigations.set(one.string("id") ?? "", { id: citedId(one, "M", index), text });
    }
    for (const link of root.items("mitigationLinks")) {
      const threat = link.string("linkedId") ?? "";
      this.#byThreat.set(threat, [...(this.#byThreat.get(threat) ?? []), link]);
    }
  }

  /** What answers a threat, shown at the first link; a link to nothing keeps the id that it names. */
  of(threat: ValueView): { readonly mitigation: Stated<string>; readonly mitigationRefs: readonly string[] } {
    const links = this.#byThreat.get(threat.string("id") ?? "") ?? [];
    const ids = links.map((link) => link.string("mitigationId") ?? "");
    const found = ids.map((id) => this.#mitigations.get(id)).filter((one) => one !== undefined);
    const [first] = links;
    const text = found.map((one) => one.text).filter((one) => one !== "");
    const span = first?.get("mitigationId")?.spot.inner;
    return {
      mitigation: span === undefined || text.length === 0 ? ABSENT : { state: "given", value: text.join(" "), span },
      mitigationRefs: ids.map((id) => this.#mitigations.get(id)?.id ?? id),
    };
  }
}

function readThreat(threat: ValueView, index: number, links: Links): Threat {
  const title = statementOf(threat);
  const status = statedStatus(threat.textOrAbsent("status"));
  const id = citedId(threat, "T", index);
  const pack = metadataOf(threat, "source");
  return {
    ...BARE_THREAT,
    id,
    title,
    anchor: title.state === "absent" ? (threat.get("numericId")?.spot ?? threat.opening) : title.span,
    category: strideOf(threat),
    status,
    severity: metadataOf(threat, "Priority")?.text("value") ?? ABSENT,
    justification: metadataOf(threat, "Comments")?.text("value") ?? ABSENT,
    ...links.of(threat),
    generated: status.state === "absent" && pack?.string("value") === "threatPack",
    references: referencesIn(threat, ["statement"]),
  };
}

const PARTS = ["threatSource", "prerequisites", "threatAction", "threatImpact"] as const;

/** The sentence, which the application builds from its parts; a file without it has the parts. */
function statementOf(threat: ValueView): Stated<string> {
  const statement = threat.text("statement");
  if (statement.state === "given") return statement;
  const parts = PARTS.map((name) => threat.text(name)).filter((part) => part.state === "given");
  const action = threat.text("threatAction");
  const shown = action.state === "given" ? action : parts[0];
  return shown ? { ...shown, value: parts.map((part) => part.value).join(" ") } : statement;
}

function metadataOf(view: ValueView, key: string): ValueView | undefined {
  return view.items("metadata").find((entry) => entry.string("key") === key);
}

function strideOf(threat: ValueView): Stated<string> {
  const entry = metadataOf(threat, "STRIDE");
  const value = entry?.get("value");
  const letters = entry?.strings("value") ?? [];
  if (!value || letters.length === 0) return ABSENT;
  return { state: "given", value: letters.map((one) => STRIDE[one] ?? one).join(", "), span: value.spot };
}

function readMitigation(mitigation: ValueView, index: number): Mitigation {
  const text = mitigation.text("content");
  return {
    ...BARE_MITIGATION,
    id: citedId(mitigation, "M", index),
    text,
    anchor: text.state === "absent" ? mitigation.opening : text.span,
    status: mitigation.textOrAbsent("status"),
  };
}

function readAssumption(assumption: ValueView, index: number): Assumption {
  const text = assumption.text("content");
  const anchor = text.state === "absent" ? assumption.opening : text.span;
  return { ...BARE_ASSUMPTION, id: citedId(assumption, "A", index), text, anchor };
}

/** Assets have no list of their own: each stands where a threat names it first. */
function assetsOf(root: ValueView): ThreatAsset[] {
  const assets = new Map<string, ThreatAsset>();
  for (const asset of root.items("threats").flatMap((threat) => threat.items("impactedAssets"))) {
    const name = asset.text();
    const id = name.state === "given" ? name.value.toLowerCase() : "";
    if (id !== "" && !assets.has(id) && name.state === "given") {
      assets.set(id, { id: name.value, name, anchor: name.span, kind: "other" });
    }
  }
  return [...assets.values()];
}
