import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatAspect, ThreatElement, ThreatFlow, ThreatModel } from "../../model/threatModel.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW, BARE_MODEL } from "./bareParts.ts";
import { authenticatedFlow, encryptedFlow } from "./flowFacts.ts";
import { kindOfLabel, labelFacts } from "./labelFacts.ts";
import { OtmThreats } from "./otmThreats.ts";
import { anchorAt, type ValueView } from "./valueView.ts";
import { crossing, Zones } from "./zones.ts";

const EXPRESSES: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>([
  "owner",
  "assets",
  "elements",
  "flows",
  "boundaries",
  "threats",
  "threat-target",
  "threat-category",
  "threat-status",
  "threat-severity",
  "threat-likelihood",
  "threat-mitigation",
]);

/**
 * Reads an Open Threat Model. It has no field for protocol, encryption or authentication: what is known of them stands in free
 * attributes and tags. A model without threats is one of architecture only; tools make the threats from it.
 */
export function readOtm(root: ValueView, serialization: "json" | "yaml"): ThreatModel {
  const title = root.text("project", "name");
  const reader = new OtmReader(root);
  const threats = new OtmThreats(root);
  return {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "OTM",
    version: root.string("otmVersion") ?? "",
    serialization,
    expresses: EXPRESSES,
    anchor: title.state === "absent" ? root.opening : title.span,
    title,
    owner: root.textOrAbsent("project", "owner"),
    description: root.textOrAbsent("project", "description"),
    views: root
      .items("representations")
      .filter((view) => view.string("type") === "diagram")
      .map((view, index) => ({
        id: view.string("id") ?? `diagram ${index + 1}`,
        title: view.textOrAbsent("name"),
        anchor: anchorAt(view, "name"),
        description: view.textOrAbsent("description"),
      })),
    assets: root.items("assets").map((asset, index) => ({
      id: asset.string("id") ?? `asset ${index + 1}`,
      name: asset.text("name"),
      anchor: anchorAt(asset, "name"),
      kind: "data",
    })),
    elements: reader.elements(),
    flows: reader.flows(),
    boundaries: root.items("trustZones").map((zone, index) => ({
      ...BARE_BOUNDARY,
      id: zone.string("id") ?? `zone ${index + 1}`,
      name: zone.text("name"),
      anchor: anchorAt(zone, "name"),
      trust: zone.text("risk", "trustRating"),
      parent: zone.text("parent", "trustZone"),
    })),
    threats: threats.threats(),
    mitigations: threats.mitigations(),
  };
}

class OtmReader {
  readonly #root: ValueView;
  readonly #zones = new Zones();
  /** A zone's own id, or a component's: what stands in a component stands in its zones. */
  readonly #boundaries = new Set<string>();
  readonly #assets = new Map<string, string>();

  constructor(root: ValueView) {
    this.#root = root;
    for (const name of ["trustZones", "components"]) {
      for (const item of root.items(name)) {
        const id = item.string("id");
        if (id === undefined) continue;
        if (name === "trustZones") this.#boundaries.add(id);
        const zone = item.string("parent", "trustZone");
        if (zone !== undefined) this.#boundaries.add(zone);
        this.#zones.put(id, zone ?? item.string("parent", "component"));
      }
    }
    for (const asset of root.items("assets")) {
      this.#assets.set(asset.string("id") ?? "", asset.string("name") ?? "");
    }
  }

  elements(): ThreatElement[] {
    return this.#root.items("components").map((component, index) => {
      const name = component.text("name");
      const scope = component.flag("attributes", "Out Of Scope");
      return {
        ...BARE_ELEMENT,
        id: component.string("id") ?? `component ${index + 1}`,
        name,
        kind: kindOf(component.string("type") ?? "", name),
        anchor: anchorAt(component, "name"),
        outOfScope: scope.state === "given" && scope.value,
        zones: this.#around(component.string("id")) ?? "unknown",
      };
    });
  }

  flows(): ThreatFlow[] {
    return this.#root.items("dataflows").map((flow, index) => {
      const name = flow.text("name");
      const protocol = protocolOf(flow, name);
      const [from, to] = [flow.text("source"), flow.text("destination")];
      return {
        ...BARE_FLOW,
        id: flow.string("id") ?? `dataflow ${index + 1}`,
        name,
        anchor: anchorAt(flow, "name"),
        from,
        to,
        protocol,
        port: attributeOf(flow, /^port$/i),
        encrypted: encryptedFlow(yesOrNo(attributeOf(flow, /encrypt|confidential/i)), protocol),
        authentication: authenticatedFlow(attributeOf(flow, /authentica/i), protocol),
        bidirectional: flow.flag("bidirectional").state === "given" && flow.get("bidirectional")?.value !== false,
        data: this.#data(flow),
        crosses: crossing(this.#around(flow.string("source")), this.#around(flow.string("destination"))),
      };
    });
  }

  #around(id: string | undefined): string[] | undefined {
    if (id === undefined) return undefined;
    return this.#zones.around(id).filter((zone) => this.#boundaries.has(zone));
  }

  #data(flow: ValueView): Stated<string> {
    const ids = flow.strings("assets");
    const list = flow.list("assets");
    if (list.state !== "given") return list;
    return { ...list, value: ids.map((id) => this.#assets.get(id) ?? id).join(", ") };
  }
}

function kindOf(type: string, name: Stated<string>): ThreatElement["kind"] {
  if (/data-?(?:store|base)|storage|\bsql|\brds\b|\bs3\b|redis|mongo|postgres/i.test(type)) return "store";
  if (/\b(?:user|actor|human)\b/i.test(type)) return "actor";
  if (/\b(?:client|browser|external)\b/i.test(type)) return "external";
  return name.state === "given" ? kindOfLabel(name.value) : "component";
}

/** A free attribute or property by its name. */
function attributeOf(flow: ValueView, name: RegExp): Stated<string> {
  for (const place of ["attributes", "properties"]) {
    const found = flow.entries(place).find(({ key }) => name.test(key));
    if (found) return found.view.text();
  }
  return ABSENT;
}

/** From an attribute, a tag or the name of the flow, in this order. */
function protocolOf(flow: ValueView, name: Stated<string>): Stated<string> {
  const written = attributeOf(flow, /protocol/i);
  if (written.state === "given") return written;
  const tags = flow.items("tags").map((tag) => labelFacts(tag.text()).protocol);
  return [...tags, labelFacts(name).protocol].find((one) => one.state === "given") ?? written;
}

function yesOrNo(text: Stated<string>): Stated<boolean> {
  if (text.state !== "given") return text;
  return { ...text, value: !/^(?:no|none|false|not selected|select)$/i.test(text.value) };
}
