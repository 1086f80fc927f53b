import { ABSENT, type Stated } from "../../model/stated.ts";
import type {
  Assumption,
  Threat,
  ThreatAspect,
  ThreatElement,
  ThreatFlow,
  ThreatModel,
} from "../../model/threatModel.ts";
import {
  BARE_ASSUMPTION,
  BARE_BOUNDARY,
  BARE_ELEMENT,
  BARE_FLOW,
  BARE_MITIGATION,
  BARE_MODEL,
  BARE_THREAT,
} from "./bareParts.ts";
import { authenticatedFlow, eitherEnd, encryptedFlow } from "./flowFacts.ts";
import { referencesIn } from "./references.ts";
import { normalStatus } from "./threatStatus.ts";
import { anchorAt, type ValueView } from "./valueView.ts";
import { crossing, Zones } from "./zones.ts";

const EXPRESSES: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>([
  "assets",
  "actors",
  "elements",
  "flows",
  "boundaries",
  "flow-protocol",
  "flow-protocol-version",
  "flow-encryption",
  "flow-authentication",
  "threats",
  "threat-target",
  "threat-status",
  "threat-severity",
  "threat-likelihood",
  "threat-mitigation",
  "threat-justification",
  "assumptions",
]);

const KINDS: Readonly<Record<string, ThreatElement["kind"]>> = {
  Actor: "actor",
  ExternalEntity: "external",
  Datastore: "store",
  Server: "process",
  Process: "process",
  SetOfProcesses: "process",
  Lambda: "process",
  Boundary: "component",
};

/**
 * Reads what pytm writes with `--json`, or the JSON that it takes in, which holds no findings. Things are known by their names. A
 * control that is `false` was not set by anybody, and a finding without a response has not been looked at.
 */
export function readPytm(root: ValueView): ThreatModel {
  const title = root.text("name");
  const zones = new Zones();
  const elements = root.items("elements").filter((one) => one.string("__class__") !== "Boundary");
  const boundaries = root.items("boundaries");
  for (const one of [...elements, ...boundaries]) zones.put(one.string("name") ?? "", one.string("inBoundary"));
  const known = new Set(elements.map((one) => one.string("name")));
  const around = (name: string | undefined) =>
    name === undefined || !known.has(name) ? undefined : zones.around(name);
  const threats = root.items("findings").map(readFinding);
  return {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "pytm",
    serialization: "json",
    expresses: EXPRESSES,
    anchor: title.state === "absent" ? root.opening : title.span,
    title,
    description: root.textOrAbsent("description"),
    assets: root.items("data").map((data, index) => ({
      id: data.string("name") ?? `data ${index + 1}`,
      name: data.text("name"),
      anchor: anchorAt(data, "name"),
      kind: data.ticked("isCredentials").state === "given" ? "credential" : "data",
    })),
    elements: elements.map((one, index) => readElement(one, index, around)),
    flows: flowsOf(root, around),
    boundaries: boundaries.map((one, index) => ({
      ...BARE_BOUNDARY,
      id: one.string("name") ?? `boundary ${index + 1}`,
      name: one.text("name"),
      anchor: anchorAt(one, "name"),
      parent: one.textOrAbsent("inBoundary"),
    })),
    threats,
    mitigations: threats.flatMap(({ id, mitigation }) =>
      mitigation.state === "given"
        ? [{ ...BARE_MITIGATION, id: `${id} mitigation`, text: mitigation, anchor: mitigation.span }]
        : [],
    ),
    assumptions: root.items("assumptions").map(readAssumption),
  };
}

type Around = (name: string | undefined) => string[] | undefined;

function readElement(one: ValueView, index: number, around: Around): ThreatElement {
  const name = one.text("name");
  const scope = one.flag("inScope");
  return {
    ...BARE_ELEMENT,
    id: one.string("name") ?? `element ${index + 1}`,
    name,
    kind: KINDS[one.string("__class__") ?? ""] ?? "component",
    anchor: anchorAt(one, "name"),
    outOfScope: scope.state === "given" && !scope.value,
    zones: around(one.string("name")) ?? "unknown",
    encryptedAtRest: one.ticked("controls", "isEncryptedAtRest"),
    software: one.textOrAbsent("OS"),
  };
}

/** Names repeat where a request has a response of the same name; such flows are told apart by their ends. */
function flowsOf(root: ValueView, around: Around): ThreatFlow[] {
  const seen = new Set<string>();
  return root.items("flows").map((flow, index) => {
    const name = flow.string("name") ?? `flow ${index + 1}`;
    const id = seen.has(name) ? `${name} (${flow.string("source")} -> ${flow.string("sink")})` : name;
    seen.add(name);
    return readFlow(flow, id, around);
  });
}

function readFlow(flow: ValueView, id: string, around: Around): ThreatFlow {
  const protocol = flow.textOrAbsent("protocol");
  const port = flow.number("dstPort") ?? -1;
  const ticked = ["isEncrypted", "usesVPN"].map((name) => flow.ticked("controls", name));
  const encrypted = ticked.find((one) => one.state === "given") ?? ABSENT;
  const scheme = flow.textOrAbsent("controls", "authenticationScheme");
  const ends = ["authenticatesSource", "authenticatesDestination"].map((name) => flow.ticked("controls", name));
  const scope = flow.flag("inScope");
  return {
    ...BARE_FLOW,
    id,
    name: flow.text("name"),
    anchor: anchorAt(flow, "name"),
    from: flow.text("source"),
    to: flow.text("sink"),
    protocol,
    protocolVersion: tlsVersion(flow.text("tlsVersion")),
    port: port > 0 ? flow.text("dstPort") : ABSENT,
    encrypted: encryptedFlow(encrypted, protocol),
    authentication:
      scheme.state === "given" ? scheme : authenticatedFlow(eitherEnd(ends[0] ?? ABSENT, ends[1] ?? ABSENT), protocol),
    data: flow.list("data"),
    crosses: crossing(around(flow.string("source")), around(flow.string("sink"))),
    outOfScope: scope.state === "given" && !scope.value,
  };
}

/** `TLSVersion.TLSv13`, or `TLSVersion.NONE` where nobody set one. */
function tlsVersion(written: Stated<string>): Stated<string> {
  if (written.state !== "given" || /NONE$/.test(written.value)) return ABSENT;
  return { ...written, value: written.value.replace(/^TLSVersion\./, "") };
}

/** The mitigations of a finding are those of pytm's library; what the team does about it stands in its response. */
function readFinding(finding: ValueView, index: number): Threat {
  const title = finding.text("description");
  const response = finding.textOrAbsent("response");
  const status = response.state === "given" ? normalStatus(response.value) : "untriaged";
  const threatId = finding.string("threat_id") ?? `finding ${index + 1}`;
  const target = finding.string("target");
  const likelihood = finding.textOrAbsent("likelihood");
  const place = finding.get("threat_id")?.spot.inner ?? finding.opening;
  const stated: Stated<NonNullable<typeof status>> =
    status === undefined
      ? { state: "unknown", raw: finding.string("response") ?? "", span: place }
      : { state: "given", value: status, span: response.state === "given" ? response.span : place };
  return {
    ...BARE_THREAT,
    id: target === undefined ? threatId : `${threatId} ${target}`,
    title,
    anchor: anchorAt(finding, "description"),
    on: target === undefined ? [] : [target],
    status: stated,
    severity: finding.text("severity"),
    likelihood,
    likelihoodKind: likelihood.state === "given" ? "probability" : "unknown",
    inherentRisk: finding.textOrAbsent("cvss"),
    mitigation: status === "mitigated" ? response : ABSENT,
    justification: response,
    generated: response.state === "absent",
    references: referencesIn(finding, ["description", "references"]),
  };
}

/** A text, or an object with a name and the threats that it excludes. */
function readAssumption(one: ValueView, index: number): Assumption {
  const plain = one.text();
  const text = plain.state === "absent" ? one.text("name") : plain;
  const anchor = text.state === "absent" ? one.opening : text.span;
  return { ...BARE_ASSUMPTION, id: `assumption ${index + 1}`, text, anchor };
}
