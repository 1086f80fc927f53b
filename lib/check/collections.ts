import type { Collection } from "../model/guidance.ts";
import type { ReadFile } from "../model/readFile.ts";
import type { Component, Sbom } from "../model/sbom.ts";
import type { Scan, ScanFinding } from "../model/scan.ts";
import type { Span } from "../model/span.ts";
import { ABSENT, type Stated } from "../model/stated.ts";
import type { Vex, Vulnerability } from "../model/vex.ts";
import { type CollectionAccess, opaque } from "./collectionAccess.ts";
import { THREAT_COLLECTIONS } from "./threatCollections.ts";

/** Every collection that `each:` may name. */
export const COLLECTIONS: { readonly [K in Collection]: CollectionAccess<unknown> } = {
  "sbom.document": opaque(sbomDocument()),
  "sbom.product": opaque({ ...components(), items: (file) => products(file) }),
  "sbom.component": opaque(components()),
  "sbom.vulnerability": opaque(vulnerabilities((file) => sbomOf(file)?.vulnerabilities ?? [])),
  "vex.document": opaque(vexDocument()),
  "vex.statement": opaque(vulnerabilities((file) => vexOf(file)?.vulnerabilities ?? [])),
  ...THREAT_COLLECTIONS,
  "scan.document": opaque(scanDocument()),
  "scan.finding": opaque(scanFindings()),
};

/** The SBOM that a file holds, if it holds one. */
export function sbomOf(file: ReadFile): Sbom | undefined {
  return file.models.find((model): model is Sbom => model.kind === "sbom");
}

/** The VEX that a file holds, if it holds one. */
export function vexOf(file: ReadFile): Vex | undefined {
  return file.models.find((model): model is Vex => model.kind === "vex");
}

/** The scanner result that a file holds, if it holds one. */
export function scanOf(file: ReadFile): Scan | undefined {
  return file.models.find((model): model is Scan => model.kind === "scan");
}

/** purl, else name and version, else the local id. */
export function componentSubject(component: Component): string {
  if (component.purl.state === "given") return component.purl.value;
  if (component.name.state === "given") return `${component.name.value}@${valueOr(component.version, "")}`;
  return valueOr(component.id, "unnamed component");
}

/** Name and version as a person would say them. */
export function componentName(component: Component): string {
  const name = valueOr(component.name, valueOr(component.id, "an unnamed component"));
  return component.version.state === "given" ? `${name} ${component.version.value}` : name;
}

export function valueOr(stated: Stated<string>, otherwise: string): string {
  return stated.state === "given" ? stated.value : otherwise;
}

/** The components without the product itself, which SPDX lists among its packages and CycloneDX does not. */
function partsOf(sbom: Sbom | undefined): Iterable<Component> {
  const product = sbom?.product?.id;
  if (sbom?.format !== "SPDX" || product?.state !== "given") return sbom?.components ?? [];
  return without(sbom.components, product.value);
}

function* without(components: Iterable<Component>, id: string): Iterable<Component> {
  for (const component of components) {
    if (component.id.state !== "given" || component.id.value !== id) yield component;
  }
}

function products(file: ReadFile): Component[] {
  const product = sbomOf(file)?.product;
  return product ? [product] : [];
}

function components(): CollectionAccess<Component> {
  return {
    items: (file) => partsOf(sbomOf(file)),
    fields: {
      id: (component) => component.id,
      name: (component) => component.name,
      version: (component) => component.version,
      supplier: (component) => component.supplier,
      purl: (component) => component.purl,
      cpe: (component) => component.cpe,
      swid: (component) => component.swid,
      identifier,
      hashes: (component) => component.hashes,
      license: (component) => component.license,
      producer: (component) => component.producer,
      copyright: (component) => component.copyright,
      type: (component) => (component.type === undefined ? ABSENT : new TypeFact(component.type, component)),
      "support.level": (component) => component.support.level,
      "support.end": (component) => component.support.end,
      "support.end-of-life": (component) => component.support.endOfLife,
      "support.justification": (component) => component.support.justification,
      "support.level-justification": (component) => component.support.levelJustification,
      "support.end-justification": (component) => component.support.endJustification,
      "support.plan": (component) => component.support.plan,
      "support.assessed": (component) => component.support.assessed,
    },
    anchor: (component) => component.anchor,
    element: (component) => component.span,
    subject: componentSubject,
    name: componentName,
    supplier: ({ supplier }) => (supplier.state === "given" ? supplier.value : undefined),
  };
}

/** Many checks look at the type and none shows where it stands, so its place is worked out only when somebody asks. */
class TypeFact {
  readonly state = "given";
  readonly value: string;
  readonly #component: Component;

  constructor(value: string, component: Component) {
    this.value = value;
    this.#component = component;
  }

  get span(): Span {
    return this.#component.anchor;
  }
}

/** purl, else CPE, else SWID tag; a stand-in only when no real one is there. */
function identifier(component: Component): Stated<string> {
  const all = [component.purl, component.cpe, component.swid];
  return all.find((one) => one.state === "given") ?? all.find((one) => one.state === "unknown") ?? ABSENT;
}

function sbomDocument(): CollectionAccess<Sbom> {
  return {
    items: (file) => one(sbomOf(file)),
    fields: {
      author: (sbom) => sbom.author,
      timestamp: (sbom) => sbom.timestamp,
      context: (sbom) => sbom.context,
      serial: (sbom) => sbom.serial,
      signature: (sbom) => sbom.signature,
      tool: (sbom) => sbom.tools.find((tool) => tool.state === "given") ?? ABSENT,
      completeness: (sbom) => sbom.completeness,
      product: (sbom) => (sbom.product ? told("product", sbom.product.anchor) : ABSENT),
      components: (sbom) => told(isEmpty(sbom.components) ? undefined : "components", sbom.anchor),
      graph: (sbom) => told(hasEdge(sbom) ? "edges" : undefined, sbom.anchor),
    },
    anchor: (sbom) => sbom.anchor,
    element: (sbom) => sbom.anchor,
    subject: () => "document",
    name: (sbom) => (sbom.product ? componentName(sbom.product) : "the SBOM"),
  };
}

/** An SPDX document that contains its packages, one by one, says nothing of what they have to do with each other. */
function hasEdge(sbom: Sbom): boolean {
  for (const { from, to } of sbom.dependencies) if (from !== to && from !== "SPDXRef-DOCUMENT") return true;
  return false;
}

function vexDocument(): CollectionAccess<Vex> {
  return {
    items: (file) => one(vexOf(file)),
    fields: {
      author: (vex) => vex.author,
      timestamp: (vex) => vex.timestamp,
      updated: (vex) => (vex.updated?.state === "given" ? vex.updated : vex.timestamp),
    },
    anchor: (vex) => vex.anchor,
    element: (vex) => vex.anchor,
    subject: () => "document",
    name: () => "the VEX document",
  };
}

function vulnerabilities(items: (file: ReadFile) => Iterable<Vulnerability>): CollectionAccess<Vulnerability> {
  return {
    items,
    fields: {
      id: (vulnerability) => vulnerability.id,
      state: (vulnerability) => vulnerability.state,
      justification: (vulnerability) => vulnerability.justification,
      detail: (vulnerability) => vulnerability.detail,
      action: (vulnerability) => vulnerability.action,
      affects: (vulnerability) => {
        const first = vulnerability.affects[0];
        return first ? { state: "given", value: first.ref, span: first.span } : ABSENT;
      },
    },
    anchor: (vulnerability) => vulnerability.anchor,
    element: (vulnerability) => vulnerability.span,
    subject: (vulnerability) => valueOr(vulnerability.id, "unnamed vulnerability"),
    name: (vulnerability) => valueOr(vulnerability.id, "a vulnerability without an id"),
  };
}

function scanDocument(): CollectionAccess<Scan> {
  return {
    items: (file) => one(scanOf(file)),
    fields: { tool: (scan) => scan.tool, version: (scan) => scan.version, timestamp: (scan) => scan.timestamp },
    anchor: (scan) => scan.anchor,
    element: (scan) => scan.anchor,
    subject: () => "document",
    name: (scan) => `the result of ${valueOr(scan.tool, scan.format)}`,
  };
}

function scanFindings(): CollectionAccess<ScanFinding> {
  return {
    items: (file) => scanOf(file)?.findings ?? [],
    fields: {
      id: (finding) => finding.id,
      component: (finding) => finding.component,
      version: (finding) => finding.version,
      purl: (finding) => finding.purl,
      severity: (finding) => finding.severity,
    },
    anchor: (finding) => finding.anchor,
    element: (finding) => finding.span,
    subject: (finding) => valueOr(finding.id, "unnamed vulnerability"),
    name: (finding) => valueOr(finding.id, "a vulnerability without an id"),
  };
}

function told(value: string | undefined, span: Span): Stated<string> {
  return value === undefined ? ABSENT : { state: "given", value, span };
}

function one<T>(model: T | undefined): T[] {
  return model === undefined ? [] : [model];
}

/** True without walking further than the first item. */
export function isEmpty(items: Iterable<unknown>): boolean {
  for (const _ of items) return false;
  return true;
}
