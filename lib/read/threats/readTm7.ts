import type { Problem } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type {
  Assumption,
  Threat,
  ThreatAspect,
  ThreatElement,
  ThreatFlow,
  ThreatModel,
  ThreatView,
  TrustBoundary,
} from "../../model/threatModel.ts";
import type { XmlDocument, XmlElement } from "../../parse/xml.ts";
import { decodeEntities } from "../../parse/xmlText.ts";
import { BARE_ASSUMPTION, BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW, BARE_MITIGATION, BARE_MODEL } from "./bareParts.ts";
import { curve, Drawing, type Point } from "./drawing.ts";
import { authenticatedFlow, eitherEnd, encryptedFlow } from "./flowFacts.ts";
import { kindOfLabel, labelFacts } from "./labelFacts.ts";
import { Tm7Stencil } from "./tm7Stencil.ts";
import { readTm7Threat, touchedAt } from "./tm7Threat.ts";
import { statedElement, textOf } from "./tm7Xml.ts";

const EXPRESSES: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>([
  "owner",
  "date",
  "methodology",
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
  "threat-category",
  "threat-status",
  "threat-severity",
  "threat-mitigation",
  "threat-justification",
  "assumptions",
  "out-of-scope-reason",
]);

/**
 * Reads a model of the Microsoft Threat Modeling Tool. What stands inside which boundary is worked out from the drawing, as the
 * tool does. The first choice of a list and a box that is not ticked are the tool's, not the author's.
 */
export function readTm7(xml: XmlDocument): ThreatModel {
  const root = xml.root();
  const meta = root?.member("MetaInformation");
  const reader = new Tm7Reader();
  for (const surface of root?.member("DrawingSurfaceList")?.members("DrawingSurfaceModel") ?? [])
    reader.surface(surface);
  const entries = [...(root?.member("ThreatInstances")?.children() ?? [])];
  const threats = entries.map((entry, index) => readTm7Threat(entry, index + 1));
  const title = statedElement(meta?.member("ThreatModelName"));
  const start = root?.opening ?? { start: 0, end: 0 };
  return {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "Microsoft TMT",
    version: textOf(root?.member("Version")),
    serialization: "xml",
    expresses: EXPRESSES,
    anchor: title.state === "absent" ? (reader.views[0]?.anchor ?? start) : title.span,
    title,
    owner: statedElement(meta?.member("Owner")),
    reviewer: statedElement(meta?.member("Reviewer")),
    description: statedElement(meta?.member("HighLevelSystemDescription")),
    date: latest(entries),
    methodology: methodologyOf(threats),
    views: reader.views,
    elements: reader.elements,
    flows: reader.flows,
    boundaries: reader.boundaries,
    threats,
    mitigations: threats.flatMap(({ id, mitigation }) =>
      mitigation.state === "given"
        ? [{ ...BARE_MITIGATION, id: `${id} mitigation`, text: mitigation, anchor: mitigation.span }]
        : [],
    ),
    assumptions: assumptionsIn(meta?.member("Assumptions"), xml.text),
  };
}

class Tm7Reader {
  readonly views: ThreatView[] = [];
  readonly elements: ThreatElement[] = [];
  readonly flows: ThreatFlow[] = [];
  readonly boundaries: TrustBoundary[] = [];

  surface(surface: XmlElement): void {
    const page = new Tm7Stencil(surface);
    this.views.push({ id: page.guid, title: page.name, anchor: page.anchor, description: ABSENT });
    const stencils = ["Borders", "Lines"].flatMap((name) =>
      [...(surface.member(name)?.children() ?? [])].flatMap((entry) => {
        const value = entry.member("Value");
        return value ? [new Tm7Stencil(value)] : [];
      }),
    );
    const drawing = new Drawing();
    for (const stencil of stencils) {
      if (stencil.shape === "boundary box") drawing.addBoundaryBox(stencil.guid, stencil.box);
      else if (stencil.shape === "boundary line") drawing.addBoundaryLine(stencil.guid, pathOf(stencil));
      else if (stencil.shape !== "flow") drawing.addElement(stencil.guid, stencil.box);
    }
    for (const stencil of stencils) this.#take(stencil, drawing);
  }

  #take(stencil: Tm7Stencil, drawing: Drawing): void {
    const { shape } = stencil;
    if (shape === "flow") this.#flow(stencil, drawing);
    else if (shape === "boundary box" || shape === "boundary line") this.#boundary(stencil, drawing);
    else if (shape !== "other") this.#element(stencil, drawing.zonesOf(stencil.guid));
  }

  #element(stencil: Tm7Stencil, zones: ThreatElement["zones"]): void {
    const isStore = stencil.shape === "store";
    this.elements.push({
      ...BARE_ELEMENT,
      id: stencil.guid,
      name: stencil.name,
      kind: kindOf(stencil),
      anchor: stencil.anchor,
      outOfScope: stencil.outOfScope,
      outOfScopeReason: stencil.outOfScopeReason,
      zones,
      encryptedAtRest: isStore ? stencil.answer("encrypted") : ABSENT,
      storesCredentials: stencil.answer("storescredentials", "stores credentials"),
      isLog: stencil.answer("storeslogdata", "stores log data"),
    });
  }

  #boundary(stencil: Tm7Stencil, drawing: Drawing): void {
    const parent = drawing.parentOf(stencil.guid);
    this.boundaries.push({
      ...BARE_BOUNDARY,
      id: stencil.guid,
      name: stencil.name,
      anchor: stencil.anchor,
      parent: parent === undefined ? ABSENT : { state: "given", value: parent, span: stencil.anchor },
    });
  }

  #flow(stencil: Tm7Stencil, drawing: Drawing): void {
    const [from, to] = [stencil.end("SourceGuid"), stencil.end("TargetGuid")];
    const protocol = protocolOf(stencil);
    const authenticated = eitherEnd(stencil.answer("authenticatessource"), stencil.answer("authenticatesdestination"));
    this.flows.push({
      ...BARE_FLOW,
      id: stencil.guid,
      name: stencil.name,
      anchor: stencil.anchor,
      from,
      to,
      protocol,
      port: stencil.property("port"),
      encrypted: encryptedFlow(stencil.answer("providesconfidentiality"), protocol),
      authentication: authenticatedFlow(authenticated, protocol),
      data: dataOf(stencil),
      crosses: drawing.crosses({ from: given(from), to: given(to), via: pathOf(stencil), whole: true }),
      outOfScope: stencil.outOfScope,
    });
  }
}

/** A line is drawn as a curve from end to end, pulled by a handle. */
function pathOf(stencil: Tm7Stencil): readonly Point[] {
  const [from, handle, to] = [stencil.point("Source"), stencil.point("Handle"), stencil.point("Target")];
  if (!from || !to) return [];
  // Files of other tools leave the handle at zero, which means a straight line.
  const isStraight = !handle || (handle.x === 0 && handle.y === 0);
  return isStraight ? [from, to] : curve(from, handle, to);
}

function kindOf(stencil: Tm7Stencil): ThreatElement["kind"] {
  if (stencil.shape === "process" || stencil.shape === "store") return stencil.shape;
  const isHuman = [stencil.typeName, stencil.property("type")].some(
    (text) => text.state === "given" && /\b(?:human|user|person)\b/i.test(text.value),
  );
  const isPerson = stencil.name.state === "given" && kindOfLabel(stencil.name.value) === "actor";
  return isHuman || isPerson ? "actor" : "external";
}

/** The stencil of a flow names its protocol (`HTTPS`, `DICOM TLS`), unless it is a general one; else its label may. */
function protocolOf(stencil: Tm7Stencil): Stated<string> {
  const answered = stencil.property("protocol");
  if (answered.state === "given") return answered;
  const { typeName, name } = stencil;
  const isGeneral = typeName.state !== "given" || /^generic|^request$|^response$|^data ?flow/i.test(typeName.value);
  if (!isGeneral) return typeName;
  const named = labelFacts(name).protocol;
  return named.state === "given" ? named : answered;
}

function dataOf(stencil: Tm7Stencil): Stated<string> {
  const type = stencil.property("datatype", "data type");
  return type.state === "given" ? type : stencil.answeredYes(/\bphi\b|health information|personal data/i);
}

/** The tool asks for STRIDE threats; what it finds says so. */
function methodologyOf(threats: readonly Threat[]): Stated<string>[] {
  const stride = threats.find(
    ({ category }) =>
      category.state === "given" && /^(?:spoofing|tampering|repudiation|elevation of priv)/i.test(category.value),
  )?.category;
  return stride?.state === "given" ? [{ ...stride, value: "STRIDE" }] : [];
}

/** The last day on which somebody touched a threat. */
function latest(entries: readonly XmlElement[]): Stated<string> {
  let last: Stated<string> = ABSENT;
  for (const entry of entries) {
    const at = touchedAt(entry);
    if (at.state === "given" && (last.state !== "given" || at.value > last.value)) last = at;
  }
  return last.state === "given" ? { ...last, value: last.value.slice(0, 10) } : last;
}

/** Line ends are written as they are or as entities. */
const LINE = /(?:(?!&#x(?:d|a);)[^\r\n])+/gi;

/** The tool has one field for all assumptions; people write one a line. */
function assumptionsIn(element: XmlElement | undefined, text: string): Assumption[] {
  const whole = statedElement(element);
  if (whole.state !== "given") return [];
  const { start, end } = whole.span;
  const lines = [...text.slice(start, end).matchAll(LINE)].flatMap((match) => {
    const words = match[0].replace(/^\s*(?:[-*•]|\d{1,3}[.)])?\s*/, "").trim();
    const at = start + match.index + match[0].indexOf(words);
    return words === "" ? [] : [{ value: decodeEntities(words), span: { start: at, end: at + words.length } }];
  });
  return lines.map(({ value, span }, index) => ({
    ...BARE_ASSUMPTION,
    id: `assumption ${index + 1}`,
    text: { state: "given", value, span },
    anchor: span,
  }));
}

function given(text: Stated<string>): string | undefined {
  return text.state === "given" ? text.value : undefined;
}

/** A file of the tool without a diagram says nothing of a system, and silence would look like a clean file. */
export function tm7Notes(xml: XmlDocument): Problem[] {
  const root = xml.root();
  const list = root?.member("DrawingSurfaceList");
  if (!root || list?.hasChildren) return [];
  const message = "The model has no diagram, so no element or flow of it is read; draw the system in the tool.";
  return [{ message, span: (list ?? root).opening }];
}
