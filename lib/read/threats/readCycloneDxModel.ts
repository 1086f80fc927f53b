import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatAspect, ThreatElement, ThreatFlow, ThreatModel } from "../../model/threatModel.ts";
import { BARE_ASSUMPTION, BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW, BARE_MITIGATION, BARE_MODEL } from "./bareParts.ts";
import { cycloneDxThreats } from "./cycloneDxThreats.ts";
import { authenticatedFlow, encryptedFlow } from "./flowFacts.ts";
import { anchorAt, type ValueView } from "./valueView.ts";
import { crossing, Zones } from "./zones.ts";

/** Members that make a CycloneDX 2.0 file a threat model. */
export const MODEL_MEMBERS = ["blueprints", "threats", "risks", "controls"] as const;

/** What each member has a place for; a file holds one of them or all. */
const ASPECTS: Readonly<Record<(typeof MODEL_MEMBERS)[number], readonly ThreatAspect[]>> = {
  blueprints: [
    "owner",
    "date",
    "scope",
    "assets",
    "actors",
    "elements",
    "flows",
    "boundaries",
    "flow-protocol",
    "flow-encryption",
    "flow-authentication",
    "assumptions",
  ],
  threats: ["methodology", "threats", "threat-target", "threat-category", "threat-likelihood", "threat-mitigation"],
  risks: [
    "threats",
    "threat-target",
    "threat-status",
    "threat-severity",
    "threat-likelihood",
    "threat-justification",
    "residual-risk",
  ],
  controls: ["threat-mitigation"],
};

/** Reads blueprints, threats, risks and controls of CycloneDX 2.0, which is not released yet. */
export function readCycloneDxModel(root: ValueView): ThreatModel {
  const blueprints = root.items("blueprints");
  const [first] = blueprints;
  const title = first?.text("name") ?? ABSENT;
  const systems = blueprints.map((blueprint) => new Blueprint(blueprint));
  const about = first?.get("metadata");
  return {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "CycloneDX",
    version: root.string("specVersion") ?? "",
    serialization: "json",
    expresses: new Set(MODEL_MEMBERS.filter((member) => root.has(member)).flatMap((member) => ASPECTS[member])),
    anchor: title.state === "absent" ? (first ?? root).opening : title.span,
    title,
    owner: partyIn(about?.items("authors")[0]),
    reviewer: partyIn(about?.get("reviewer")),
    description: first?.textOrAbsent("description") ?? ABSENT,
    scope: first?.textOrAbsent("scope", "description") ?? ABSENT,
    date: [about?.text("approvalDate"), about?.text("reviewDate"), about?.text("timestamp")].find(isSaid) ?? ABSENT,
    methodology: root
      .items("threats", "methodologies")
      .map((one) => (one.string() === undefined ? one.text("name") : one.text())),
    views: blueprints.flatMap((blueprint) =>
      blueprint.items("visualizations").map((view, index) => ({
        id: view.string("bom-ref") ?? `view ${index + 1}`,
        title: view.textOrAbsent("name"),
        anchor: anchorAt(view, "name"),
        description: view.textOrAbsent("description"),
      })),
    ),
    assets: blueprints.flatMap((blueprint) =>
      blueprint.items("dataSets").map((set, index) => ({
        id: set.string("bom-ref") ?? `data set ${index + 1}`,
        name: set.text("name"),
        anchor: anchorAt(set, "name"),
        kind: "data" as const,
      })),
    ),
    elements: systems.flatMap((system) => system.elements()),
    flows: systems.flatMap((system) => system.flows()),
    boundaries: blueprints.flatMap((blueprint) =>
      blueprint.items("zones").map((zone, index) => ({
        ...BARE_BOUNDARY,
        id: zone.string("bom-ref") ?? `zone ${index + 1}`,
        name: zone.text("name"),
        anchor: anchorAt(zone, "name"),
        trust: zone.textOrAbsent("trustLevel"),
        parent: zone.text("parent"),
      })),
    ),
    threats: cycloneDxThreats(root),
    mitigations: root.items("controls").map((control, index) => ({
      ...BARE_MITIGATION,
      id: control.string("bom-ref") ?? `control ${index + 1}`,
      text: control.text("name"),
      anchor: anchorAt(control, "name"),
      status: control.text("status"),
    })),
    assumptions: blueprints.flatMap((blueprint) =>
      blueprint.items("assumptions").map((one, index) => ({
        ...BARE_ASSUMPTION,
        id: one.string("bom-ref") ?? `assumption ${index + 1}`,
        text: one.text("description"),
        anchor: anchorAt(one, "description"),
        validity: one.text("validity"),
      })),
    ),
  };
}

function isSaid(text: Stated<string> | undefined): text is Stated<string> {
  return text !== undefined && text.state !== "absent";
}

/** A person or an organisation. */
function partyIn(party: ValueView | undefined): Stated<string> {
  if (!party) return ABSENT;
  const names = [party.text("person", "name"), party.text("organization", "name"), party.text("name"), party.text()];
  return names.find(isSaid) ?? ABSENT;
}

const LISTS = { assets: "component", actors: "actor", dataStores: "store" } as const;

class Blueprint {
  readonly #view: ValueView;
  readonly #zones = new Zones();
  readonly #zoneIds: ReadonlySet<string>;
  readonly #known = new Set<string>();

  constructor(view: ValueView) {
    this.#view = view;
    this.#zoneIds = new Set(view.items("zones").flatMap((zone) => zone.string("bom-ref") ?? []));
    for (const zone of view.items("zones")) this.#zones.put(zone.string("bom-ref") ?? "", zone.string("parent"));
    for (const item of Object.keys(LISTS).flatMap((list) => view.items(list))) {
      const id = item.string("bom-ref") ?? "";
      this.#known.add(id);
      this.#zones.put(id, item.string("zone") ?? item.string("parent"));
    }
  }

  elements(): ThreatElement[] {
    return (Object.keys(LISTS) as (keyof typeof LISTS)[]).flatMap((list) =>
      this.#view.items(list).map((item, index) => {
        const id = item.string("bom-ref") ?? `${list} ${index + 1}`;
        return {
          ...BARE_ELEMENT,
          id,
          name: item.text("name"),
          kind: kindOf(item.string("type") ?? "", LISTS[list]),
          anchor: anchorAt(item, "name"),
          zones: this.#around(id) ?? "unknown",
          encryptedAtRest: item.flag("encrypted"),
          software: item.text("componentRef"),
        };
      }),
    );
  }

  flows(): ThreatFlow[] {
    return this.#view.items("flows").map((flow, index) => {
      const protocol = listed(flow, "protocols");
      return {
        ...BARE_FLOW,
        id: flow.string("bom-ref") ?? `flow ${index + 1}`,
        name: flow.text("name"),
        anchor: anchorAt(flow, "name"),
        from: flow.text("source"),
        to: flow.text("destination"),
        protocol,
        encrypted: encryptedFlow(flow.flag("encrypted"), protocol),
        authentication: authenticatedFlow(listed(flow, "authentication"), protocol),
        bidirectional: flow.ticked("bidirectional").state === "given",
        data: flow.list("dataObjects"),
        crosses: crossing(this.#around(flow.string("source")), this.#around(flow.string("destination"))),
      };
    });
  }

  #around(id: string | undefined): string[] | undefined {
    if (id === undefined || !this.#known.has(id)) return undefined;
    return this.#zones.around(id).filter((zone) => this.#zoneIds.has(zone));
  }
}

/** A list of words, one of which alone is shown at itself; `none` says no. */
function listed(flow: ValueView, name: string): Stated<string> {
  const [first, ...more] = flow.items(name);
  const one = first && more.length === 0 ? first.text() : flow.list(name);
  return one.state === "given" && one.value === "none" ? { ...one, value: "false" } : one;
}

function kindOf(type: string, otherwise: ThreatElement["kind"]): ThreatElement["kind"] {
  if (/data-?store|database|storage/i.test(type)) return "store";
  if (/device|hardware|sensor|actuator/i.test(type)) return "device";
  if (/external|third-party/i.test(type)) return "external";
  return /service|process|application|function/i.test(type) ? "process" : otherwise;
}
