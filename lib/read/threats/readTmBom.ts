import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatAspect, ThreatElement, ThreatFlow, ThreatModel } from "../../model/threatModel.ts";
import { BARE_ASSUMPTION, BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW, BARE_MODEL } from "./bareParts.ts";
import { tmBomThreats } from "./tmBomThreats.ts";
import { anchorAt, type ValueView } from "./valueView.ts";
import { crossing, Zones } from "./zones.ts";

const EXPRESSES: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>([
  "date",
  "edition",
  "scope",
  "assets",
  "actors",
  "elements",
  "flows",
  "boundaries",
  "flow-encryption",
  "flow-authentication",
  "threats",
  "threat-target",
  "threat-status",
  "threat-severity",
  "threat-likelihood",
  "threat-mitigation",
  "assumptions",
]);

const KINDS = { actors: "actor", components: "component", data_stores: "store" } as const;
const LISTS = ["actors", "components", "data_stores"] as const;

/**
 * Reads a model of the OWASP Threat Model Library. Its booleans are mandatory, so `false` is a statement. What parts two zones is a
 * pair of zones; the zones are the boundaries here, and the pair says how one gets across.
 */
export function readTmBom(root: ValueView, serialization: "json" | "yaml"): ThreatModel {
  const title = root.text("scope", "title");
  const system = new TmBomSystem(root);
  const schema = root.string("$schema") ?? "";
  return {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "TM-BOM",
    version: /\/v(\d+(?:\.\d+)*)\//.exec(schema)?.[1] ?? "",
    serialization,
    expresses: EXPRESSES,
    anchor: title.state === "absent" ? root.opening : title.span,
    title,
    description: root.textOrAbsent("description"),
    scope: root.textOrAbsent("scope", "description"),
    edition: root.text("version"),
    date: root.text("reviewed_at"),
    views: root.items("diagrams").map((view, index) => ({
      id: `diagram ${index + 1}`,
      title: view.textOrAbsent("title"),
      anchor: anchorAt(view, "title"),
      description: view.textOrAbsent("description"),
    })),
    assets: root.items("data_sets").map((set, index) => ({
      id: set.string("symbolic_name") ?? `data set ${index + 1}`,
      name: set.text("title"),
      anchor: anchorAt(set, "title"),
      kind: set.strings("data_sensitivity").includes("cred") ? "credential" : "data",
    })),
    elements: system.elements(),
    flows: system.flows(),
    boundaries: root.items("trust_zones").map((zone, index) => ({
      ...BARE_BOUNDARY,
      id: zone.string("symbolic_name") ?? `zone ${index + 1}`,
      name: zone.text("title"),
      anchor: anchorAt(zone, "title"),
    })),
    ...tmBomThreats(root),
    assumptions: root.items("assumptions").map((one, index) => ({
      ...BARE_ASSUMPTION,
      id: `assumption ${index + 1}`,
      text: one.text("description"),
      anchor: anchorAt(one, "description"),
      validity: one.text("validity"),
    })),
  };
}

class TmBomSystem {
  readonly #root: ValueView;
  readonly #zones = new Zones();
  readonly #zoneIds: ReadonlySet<string>;
  readonly #known = new Set<string>();

  constructor(root: ValueView) {
    this.#root = root;
    this.#zoneIds = new Set(root.items("trust_zones").flatMap((zone) => zone.string("symbolic_name") ?? []));
    for (const item of LISTS.flatMap((list) => root.items(list))) {
      const id = item.string("symbolic_name") ?? "";
      this.#known.add(id);
      this.#zones.put(id, item.string("trust_zone") ?? item.string("parent_component"));
    }
  }

  elements(): ThreatElement[] {
    return LISTS.flatMap((list) =>
      this.#root.items(list).map((item, index) => {
        const id = item.string("symbolic_name") ?? `${list} ${index + 1}`;
        return {
          ...BARE_ELEMENT,
          id,
          name: item.text("title"),
          kind: KINDS[list],
          anchor: anchorAt(item, "title"),
          zones: this.#around(id) ?? "unknown",
          encryptedAtRest: list === "data_stores" ? this.#encrypted(id) : ABSENT,
          storesCredentials: list === "data_stores" ? this.#credentials(id) : ABSENT,
          software: item.textOrAbsent("product"),
        };
      }),
    );
  }

  flows(): ThreatFlow[] {
    return this.#root.items("data_flows").map((flow, index) => {
      const [from, to] = [flow.text("source", "object"), flow.text("destination", "object")];
      const ends = [flow.string("source", "object"), flow.string("destination", "object")] as const;
      return {
        ...BARE_FLOW,
        id: flow.string("symbolic_name") ?? `data flow ${index + 1}`,
        name: flow.text("title"),
        anchor: anchorAt(flow, "title"),
        from,
        to,
        encrypted: flow.flag("encrypted"),
        authentication: this.#authentication(ends),
        crosses: crossing(this.#around(ends[0]), this.#around(ends[1])),
      };
    });
  }

  #around(id: string | undefined): string[] | undefined {
    if (id === undefined || !this.#known.has(id)) return undefined;
    return this.#zones.around(id).filter((zone) => this.#zoneIds.has(zone));
  }

  /** What is asked of whoever passes between the zones of the two ends. */
  #authentication(ends: readonly [string | undefined, string | undefined]): Stated<string> {
    const [a, b] = [this.#around(ends[0])?.[0], this.#around(ends[1])?.[0]];
    if (a === undefined || b === undefined || a === b) return ABSENT;
    const gate = this.#root.items("trust_boundaries").find((one) => {
      const pair = [one.string("trust_zone_a"), one.string("trust_zone_b")];
      return pair.includes(a) && pair.includes(b);
    });
    const methods = gate?.list("authentication_methods") ?? ABSENT;
    return methods.state === "given" && methods.value === "none" ? { ...methods, value: "false" } : methods;
  }

  #placements(store: string): ValueView[] {
    const sets = this.#root.items("data_sets").flatMap((set) => set.items("placements"));
    return sets.filter((placement) => placement.string("data_store") === store);
  }

  /** No where one set of data lies in the clear. */
  #encrypted(store: string): Stated<boolean> {
    const flags = this.#placements(store).map((placement) => placement.flag("encrypted"));
    return (
      flags.find((flag) => flag.state === "given" && !flag.value) ??
      flags.find((flag) => flag.state === "given") ??
      ABSENT
    );
  }

  #credentials(store: string): Stated<boolean> {
    for (const set of this.#root.items("data_sets")) {
      const here = set.items("placements").some((placement) => placement.string("data_store") === store);
      const sensitivity = set.list("data_sensitivity");
      if (here && sensitivity.state === "given" && set.strings("data_sensitivity").includes("cred")) {
        return { ...sensitivity, value: true };
      }
    }
    return ABSENT;
  }
}
