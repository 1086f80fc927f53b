import type { Collection } from "../model/guidance.ts";
import type { ReadFile } from "../model/readFile.ts";
import type { Span } from "../model/span.ts";
import { ABSENT, type Stated } from "../model/stated.ts";
import type {
  Assumption,
  Mitigation,
  Threat,
  ThreatAspect,
  ThreatAsset,
  ThreatElement,
  ThreatFlow,
  ThreatModel,
  ThreatView,
} from "../model/threatModel.ts";
import { type CollectionAccess, opaque } from "./collectionAccess.ts";
import {
  flowAuthentication,
  flowByHand,
  flowEncryption,
  flowProtocol,
  flowVersion,
  flowVersioned,
} from "./flowFacts.ts";
import * as facts from "./threatFacts.ts";

/** An element with the model that it stands in. */
interface In<T> {
  readonly it: T;
  readonly model: ThreatModel;
}

interface Part {
  readonly id: string;
  readonly anchor: Span;
}

/** Every `threat.…` collection. */
export const THREAT_COLLECTIONS: {
  readonly [K in Extract<Collection, `threat.${string}`>]: CollectionAccess<unknown>;
} = {
  "threat.model": opaque(models()),
  "threat.view": opaque(parts((model) => model.views, viewFields(), "view")),
  "threat.element": opaque(parts((model) => model.elements, elementFields(), "element")),
  "threat.asset": opaque(parts((model) => model.assets, { name: ({ it }: In<ThreatAsset>) => it.name }, "asset")),
  "threat.flow": opaque(flows((model) => model.flows)),
  "threat.crossing": opaque(flows(crossings)),
  "threat.threat": opaque(parts((model) => model.threats, threatFields(), "threat")),
  "threat.mitigation": opaque(parts((model) => model.mitigations, mitigationFields(), "mitigation")),
  "threat.assumption": opaque(
    parts((model) => model.assumptions, { text: ({ it }: In<Assumption>) => it.text }, "assumption"),
  ),
};

/** Flows that are known to cross a trust boundary or to use a public network, without those that are out of scope or carried by hand. */
export function crossings(model: ThreatModel): ThreatFlow[] {
  return model.flows.filter((flow) => {
    const crosses = flow.crosses !== "unknown" && flow.crosses.length > 0;
    const open = flow.publicNetwork.state === "given" && flow.publicNetwork.value;
    return (crosses || open) && !flow.outOfScope;
  });
}

/** What a message calls a part of a threat model: its name or title, with the author's id before it. */
export function partName(part: { readonly id: string }, name: Stated<string>, kind: string): string {
  const isNumber = /^[A-Za-z][\w.-]{0,20}\d$/.test(part.id);
  if (name.state !== "given") return isNumber ? part.id : `a ${kind} without a name`;
  const short = name.value.length > 70 ? `${name.value.slice(0, 67)}...` : name.value;
  return isNumber && !short.startsWith(part.id) ? `${part.id} (${short})` : short;
}

/** What a message calls a flow: its name and the names of its ends. */
export function flowName(flow: ThreatFlow, model: ThreatModel): string {
  const ends = [flow.from, flow.to].map((end) => endName(end, model));
  const way = ends.every((end) => end === undefined) ? "" : `${ends[0] ?? "?"} to ${ends[1] ?? "?"}`;
  if (flow.name.state !== "given") return way === "" ? "a flow without a name" : `the flow from ${way}`;
  return way === "" ? flow.name.value : `${flow.name.value} (${way})`;
}

function endName(end: Stated<string>, model: ThreatModel): string | undefined {
  if (end.state !== "given") return undefined;
  const element = model.elements.find((one) => one.id === end.value);
  if (element?.name.state === "given") return element.name.value;
  return /^[0-9a-f-]{30,}$/i.test(end.value) ? undefined : end.value;
}

function lacks({ model }: { readonly model: ThreatModel | undefined }, needs: readonly ThreatAspect[]): boolean {
  return model !== undefined && needs.some((aspect) => !model.expresses.has(aspect));
}

function models(): CollectionAccess<facts.ThreatDocument> {
  const anchor = ({ model, prose }: facts.ThreatDocument) => model?.anchor ?? prose?.anchor ?? { start: 0, end: 0 };
  return {
    items: (file) => {
      const document = facts.threatDocumentOf(file);
      return document ? [document] : [];
    },
    fields: {
      owner: facts.owner,
      date: facts.date,
      edition: facts.edition,
      scope: facts.scope,
      methodology: facts.methodology,
      "methodology-reason": facts.methodologyReason,
      assets: facts.assets,
      actors: facts.actors,
      boundaries: facts.boundaries,
      assumptions: facts.assumptions,
      "score-before": (document) => facts.rated(document, "before"),
      "score-after": (document) => facts.rated(document, "after"),
      threats: ({ model }) => shown(model?.threats[0]?.anchor),
    },
    anchor,
    element: anchor,
    subject: () => "threat model",
    name: () => "the threat model",
    lacks: (document, needs) => document.prose === undefined && lacks(document, needs),
  };
}

type Fields<T> = Readonly<Record<string, (element: In<T>) => Stated<unknown>>>;

function parts<T extends Part>(
  of: (model: ThreatModel) => readonly T[],
  fields: Fields<T>,
  kind: string,
): CollectionAccess<In<T>> {
  const name = (element: In<T>) => partName(element.it, nameOf(element, fields), kind);
  return {
    items: (file) => inModel(file, of),
    fields,
    anchor: ({ it }) => it.anchor,
    element: ({ it }) => it.anchor,
    subject: (element) => (/^[0-9a-f-]{30,}$/i.test(element.it.id) ? name(element) : element.it.id),
    name,
    lacks,
  };
}

function nameOf<T>(element: In<T>, fields: Fields<T>): Stated<string> {
  const stated = (fields.name ?? fields.title ?? fields.text)?.(element);
  return stated?.state === "given" && typeof stated.value === "string" ? (stated as Stated<string>) : ABSENT;
}

function* inModel<T>(file: ReadFile, of: (model: ThreatModel) => readonly T[]): Iterable<In<T>> {
  const model = facts.threatModelOf(file);
  if (model) for (const it of of(model)) yield { it, model };
}

function flows(of: (model: ThreatModel) => readonly ThreatFlow[]): CollectionAccess<In<ThreatFlow>> {
  const fields: Fields<ThreatFlow> = {
    name: ({ it }) => it.name,
    from: ({ it }) => it.from,
    to: ({ it }) => it.to,
    port: ({ it }) => it.port,
    data: ({ it }) => it.data,
    protocol: ({ it }) => flowProtocol(it),
    "protocol-version": ({ it }) => flowVersion(it),
    versioned: ({ it }) => flowVersioned(it),
    encryption: ({ it }) => flowEncryption(it),
    authentication: ({ it }) => flowAuthentication(it),
    "by-hand": ({ it }) => flowByHand(it),
  };
  return { ...parts(of, fields, "flow"), name: ({ it, model }) => flowName(it, model) };
}

function viewFields(): Fields<ThreatView> {
  return { title: ({ it }) => it.title, description: ({ it }) => it.description };
}

function elementFields(): Fields<ThreatElement> {
  return {
    name: ({ it }) => it.name,
    kind: ({ it }) => ({ state: "given", value: it.kind, span: it.anchor }),
    software: ({ it }) => it.software,
    "out-of-scope": ({ it }) => shown(it.outOfScope ? it.anchor : undefined),
    "out-of-scope-reason": ({ it }) => it.outOfScopeReason,
  };
}

function threatFields(): Fields<Threat> {
  return {
    title: ({ it }) => it.title,
    description: ({ it }) => it.description,
    category: ({ it }) => it.category,
    status: ({ it }) => it.status,
    severity: ({ it }) => it.severity,
    mitigation: ({ it }) => it.mitigation,
    "mitigation-refs": ({ it }) => shown(it.mitigationRefs.length > 0 ? it.anchor : undefined),
    justification: ({ it }) => it.justification,
    likelihood: ({ it }) => it.likelihood,
    "score-before": ({ it }) => it.inherentRisk,
    "score-after": ({ it }) => it.residualRisk,
    verification: ({ it }) => it.verification,
    // A model that names no test at all has another place for them; one that names some has forgotten the others.
    "verification-wanted": ({ it, model }) => shown(namesTests(model) ? it.anchor : undefined),
    owner: ({ it }) => it.owner,
  };
}

const NAMES_TESTS = new WeakMap<ThreatModel, boolean>();

/** Asked for each of thousands of threats, so it is worked out once a model. */
function namesTests(model: ThreatModel): boolean {
  const known = NAMES_TESTS.get(model);
  if (known !== undefined) return known;
  const names = model.threats.some(({ verification }) => verification.state === "given");
  NAMES_TESTS.set(model, names);
  return names;
}

function mitigationFields(): Fields<Mitigation> {
  return {
    text: ({ it }) => it.text,
    status: ({ it }) => it.status,
    references: ({ it }) => shown(it.references[0]?.span),
  };
}

function shown(span: Span | undefined): Stated<string> {
  return span === undefined ? ABSENT : { state: "given", value: "given", span };
}
