import type { Problem } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type {
  Mitigation,
  Threat,
  ThreatAspect,
  ThreatElement,
  ThreatFlow,
  ThreatModel,
  TrustBoundary,
} from "../../model/threatModel.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW, BARE_MITIGATION, BARE_MODEL, BARE_THREAT } from "./bareParts.ts";
import { authenticatedFlow, encryptedFlow } from "./flowFacts.ts";
import { labelFacts } from "./labelFacts.ts";
import type { ThreatclBlock } from "./threatclBlock.ts";
import { crossing } from "./zones.ts";

const EXPRESSES: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>([
  "owner",
  "date",
  "scope",
  "assets",
  "elements",
  "flows",
  "boundaries",
  "flow-protocol",
  "flow-protocol-version",
  "threats",
  "threat-category",
  "threat-status",
  "threat-severity",
  "threat-likelihood",
  "threat-mitigation",
]);

const CONTROLS = ["control", "expanded_control", "proposed_control"];
const DIAGRAMS = ["data_flow_diagram_v2", "data_flow_diagram"];
const KINDS = { process: "process", data_store: "store", external_element: "external" } as const;

/**
 * Reads the threat models of a threatcl file; there may be several, and each is a model of its own. What a file includes or imports
 * is not looked at: the address may be anywhere. Whether a threat is mitigated follows from its controls.
 */
export function readThreatcl(root: ThreatclBlock, version: string, serialization: "hcl" | "json"): ThreatModel[] {
  return root.blocks("threatmodel").map((block) => readOne(block, { version, serialization }));
}

/** What a model takes from elsewhere is told, not fetched: the address may be anywhere. */
export function threatclNotes(root: ThreatclBlock): Problem[] {
  return root.blocks("threatmodel").flatMap((block) => {
    const taken = [block.text("including"), ...block.texts("imports")].find((one) => one.state === "given");
    if (taken?.state !== "given") return [];
    const message = `The model takes a part from \`${taken.value.slice(0, 80)}\`; what that says is not read here.`;
    return [{ message, span: taken.span }];
  });
}

function readOne(
  block: ThreatclBlock,
  about: { readonly version: string; readonly serialization: "hcl" | "json" },
): ThreatModel {
  const diagrams = block.blocks(...DIAGRAMS);
  const systems = diagrams.map((diagram) => readDiagram(diagram));
  const threats = block.blocks("threat").map(readThreat);
  return {
    ...BARE_MODEL,
    ...about,
    kind: "threat-model",
    format: "threatcl",
    expresses: EXPRESSES,
    anchor: block.anchor,
    title: block.label,
    owner: block.text("author"),
    description: block.text("description"),
    date: dateOf(block),
    scope: block.blocks("exclusion")[0]?.text("description") ?? ABSENT,
    views: diagrams.map((diagram, index) => ({
      id: diagram.label.state === "given" ? diagram.label.value : `diagram ${index + 1}`,
      title: diagram.label,
      anchor: diagram.anchor,
      description: ABSENT,
    })),
    assets: block.blocks("information_asset").map((asset) => ({
      id: nameOf(asset),
      name: asset.label,
      anchor: asset.anchor,
      kind: "data",
    })),
    elements: [...systems.flatMap((system) => system.elements), ...thirdParties(block)],
    flows: systems.flatMap((system) => system.flows),
    boundaries: systems.flatMap((system) => system.boundaries),
    threats,
    mitigations: block.blocks("threat").flatMap(mitigationsOf),
  };
}

function nameOf(block: ThreatclBlock): string {
  return block.label.state === "given" ? block.label.value : "";
}

/** Seconds since 1970, as the tool writes them. */
function dateOf(block: ThreatclBlock): Stated<string> {
  const written = [block.text("updated_at"), block.text("created_at")].find((one) => one.state !== "absent") ?? ABSENT;
  if (written.state !== "given" || !/^\d{9,10}$/.test(written.value)) return written;
  return { ...written, value: new Date(Number(written.value) * 1000).toISOString().slice(0, 10) };
}

/** Software and services of others stand beside the diagram and in no zone. */
function thirdParties(block: ThreatclBlock): ThreatElement[] {
  return block.blocks("third_party_dependency").map((one) => ({
    ...BARE_ELEMENT,
    id: nameOf(one),
    name: one.label,
    kind: "external",
    anchor: one.anchor,
    software: one.label,
  }));
}

function readThreat(block: ThreatclBlock): Threat {
  const risk = block.blocks("risk")[0];
  const likelihood = risk?.text("likelihood") ?? ABSENT;
  const controls = block.blocks(...CONTROLS);
  const severity = risk?.text("severity") ?? ABSENT;
  const direct = block.text("control");
  return {
    ...BARE_THREAT,
    id: nameOf(block),
    title: block.label,
    anchor: block.anchor,
    description: block.text("description"),
    category: joined(block.texts("stride")),
    status: statusOf(controls),
    severity: severity.state === "absent" ? (risk?.text("impact") ?? ABSENT) : severity,
    likelihood,
    likelihoodKind: likelihood.state === "given" ? "probability" : "unknown",
    justification: risk?.text("rationale") ?? ABSENT,
    mitigation: controls.length > 0 ? namesOf(controls) : direct,
    mitigationRefs: controls.map((control) => mitigationId(block, control)),
  };
}

/** Open as long as one of its controls is only proposed; without any nobody has said anything. */
function statusOf(controls: readonly ThreatclBlock[]): Threat["status"] {
  const flags = controls.map((control) => ({ control, flag: control.flag("implemented") }));
  const open = flags.find(({ flag }) => flag.state !== "given" || !flag.value);
  const done = flags[0]?.flag;
  if (open) {
    const span = open.flag.state === "given" ? open.flag.span : open.control.anchor;
    return { state: "given", value: "open", span };
  }
  return done?.state === "given" ? { state: "given", value: "mitigated", span: done.span } : ABSENT;
}

function mitigationId(threat: ThreatclBlock, control: ThreatclBlock): string {
  return `${nameOf(threat)}: ${nameOf(control)}`;
}

function mitigationsOf(threat: ThreatclBlock): Mitigation[] {
  return threat.blocks(...CONTROLS).map((control) => {
    const flag = control.flag("implemented");
    return {
      ...BARE_MITIGATION,
      id: mitigationId(threat, control),
      text: control.label,
      anchor: control.anchor,
      status: flag.state === "given" ? { ...flag, value: flag.value ? "implemented" : "not implemented" } : ABSENT,
    };
  });
}

/** What answers a threat, shown at the first. */
function namesOf(controls: readonly ThreatclBlock[]): Stated<string> {
  const given = controls.map((control) => control.label).filter((label) => label.state === "given");
  const [first] = given;
  return first ? { ...first, value: given.map((label) => label.value).join(", ") } : ABSENT;
}

function joined(texts: readonly Stated<string>[]): Stated<string> {
  const given = texts.filter((text) => text.state === "given");
  const [first] = given;
  const last = given.at(-1);
  if (!first || !last) return ABSENT;
  const span = given.length === 1 ? first.span : { start: first.span.start, end: last.span.end };
  return { state: "given", value: given.map((text) => text.value).join(", "), span };
}

interface System {
  readonly elements: readonly ThreatElement[];
  readonly flows: readonly ThreatFlow[];
  readonly boundaries: readonly TrustBoundary[];
}

/** Elements stand inside a zone's block or name their zone; a zone that is only named is a zone all the same. */
function readDiagram(diagram: ThreatclBlock): System {
  const zones = new Map<string, TrustBoundary>();
  const zone = (name: Stated<string>): string | undefined => {
    if (name.state !== "given") return undefined;
    if (!zones.has(name.value)) {
      zones.set(name.value, { ...BARE_BOUNDARY, id: name.value, name, anchor: name.span });
    }
    return name.value;
  };
  const elements = [{ holder: diagram, zone: undefined as string | undefined }]
    .concat(diagram.blocks("trust_zone").map((one) => ({ holder: one, zone: zone(one.label) })))
    .flatMap(({ holder, zone: outer }) => elementsIn(holder, (own) => zone(own) ?? outer));
  const around = new Map(elements.map((one) => [one.id, one.zones]));
  const flows = diagram.blocks("flow").map((flow) => readFlow(flow, around));
  return { elements, flows, boundaries: [...zones.values()] };
}

function elementsIn(holder: ThreatclBlock, zoneOf: (own: Stated<string>) => string | undefined): ThreatElement[] {
  return (["process", "data_store", "external_element"] as const).flatMap((type) =>
    holder.blocks(type).map((one) => {
      const zone = zoneOf(one.text("trust_zone"));
      return {
        ...BARE_ELEMENT,
        id: nameOf(one),
        name: one.label,
        kind: KINDS[type],
        anchor: one.anchor,
        zones: zone === undefined ? [] : [zone],
      };
    }),
  );
}

/** Names of flows repeat, so their ends belong to what they are known by. The name is often the protocol. */
function readFlow(flow: ThreatclBlock, around: ReadonlyMap<string, ThreatElement["zones"]>): ThreatFlow {
  const [from, to] = [flow.text("from"), flow.text("to")];
  const stated = flow.text("protocol");
  const protocol = stated.state === "absent" ? labelFacts(flow.label).protocol : stated;
  const ends = [from, to].map((end) => (end.state === "given" ? around.get(end.value) : undefined));
  const words = [from, to].map((end) => (end.state === "given" ? end.value : "?"));
  return {
    ...BARE_FLOW,
    id: `${nameOf(flow)} (${words.join(" -> ")})`,
    name: flow.label,
    anchor: flow.anchor,
    from,
    to,
    protocol,
    encrypted: encryptedFlow(ABSENT, protocol),
    authentication: authenticatedFlow(ABSENT, protocol),
    crosses: crossing(ends[0], ends[1]),
  };
}
