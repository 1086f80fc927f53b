import type { Dependency } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Vulnerability } from "../../model/vex.ts";
import type { XmlDocument, XmlElement, XmlText } from "../../parse/xml.ts";
import { CycloneDxXmlVulnerability } from "./cycloneDxXmlVulnerability.ts";
import { firstGiven } from "./statedJson.ts";
import { gathered, statedXmlChild, xmlAnchor } from "./statedXml.ts";

/** The dependency graph of CycloneDX 1.1 files stood in an extension. */
const OLD_GRAPH = "http://cyclonedx.org/schema/ext/dependency-graph/1.0";

/** Vulnerabilities of files up to CycloneDX 1.3 stood in an extension. */
const OLD_VULNERABILITIES = "http://cyclonedx.org/schema/ext/vulnerability/1.0";

/** The version in a namespace such as `http://cyclonedx.org/schema/bom/1.6`; XML files have no other place for it. */
export function cycloneDxXmlVersion(xml: XmlDocument): string {
  return /^https?:\/\/cyclonedx\.org\/schema\/bom\/(.{1,20})$/.exec(xml.root()?.namespace ?? "")?.[1] ?? "";
}

/** Name of the product, else the format mark. */
export function cycloneDxXmlAnchor(xml: XmlDocument): Span {
  const product = xml.root()?.along("metadata", "component");
  return product?.child("name")?.text?.value ? xmlAnchor(product, "name") : cycloneDxXmlMark(xml);
}

/** The namespace, which marks the format and its version; else the opening token. */
export function cycloneDxXmlMark(xml: XmlDocument): Span {
  const root = xml.root();
  if (!root) return { start: 0, end: 0 };
  const prefix = root.name.slice(0, -root.local.length - 1);
  const mark = root.attribute(prefix === "" ? "xmlns" : `xmlns:${prefix}`);
  return mark ? spanOf(mark) : root.opening;
}

/** Who wrote the data: `metadata/authors`, else (1.6) `metadata/manufacturer`. `manufacture` is the maker of the product and does not count. */
export function cycloneDxXmlAuthor(xml: XmlDocument): Stated<string> {
  const metadata = xml.root()?.child("metadata");
  if (!metadata) return ABSENT;
  const authors: Stated<string>[] = [];
  for (const author of gathered(metadata, "authors", "author")) authors.push(statedXmlChild(author, "name", "authors"));
  return firstGiven(...authors.map((author) => () => author), () =>
    statedXmlChild(metadata.child("manufacturer"), "name", "manufacturer"),
  );
}

/** The entries of `vulnerabilities`, and of the old extension inside components. */
export function cycloneDxXmlVulnerabilities(xml: XmlDocument): Iterable<Vulnerability> {
  return {
    *[Symbol.iterator]() {
      for (const element of vulnerabilityElements(xml)) yield new CycloneDxXmlVulnerability(element);
    },
  };
}

/** The elements behind `cycloneDxXmlVulnerabilities`. */
export function* vulnerabilityElements(xml: XmlDocument): Generator<XmlElement> {
  const root = xml.root();
  if (!root) return;
  yield* gathered(root, "vulnerabilities", "vulnerability");
  if (!xml.knowsNamespace(OLD_VULNERABILITIES)) return;
  for (const element of root.within()) {
    if (element.local === "vulnerabilities" && element.namespace === OLD_VULNERABILITIES) {
      yield* element.all("vulnerability");
    }
  }
}

/** One `dependency` with its reference and, where it stands in another one, that one's. */
interface GraphStep {
  readonly ref: XmlText;
  readonly from: XmlText | undefined;
  readonly hasOwn: boolean;
}

/** Edges of the dependency graph; entries may nest, though nearly all files write each as an entry of its own. */
export function* cycloneDxXmlEdges(xml: XmlDocument): Generator<Dependency> {
  for (const { ref, from } of graphSteps(xml)) {
    if (from) yield { from: from.value, fromSpan: spanOf(from), to: ref.value, toSpan: spanOf(ref) };
  }
}

/** References that have an entry of their own, with or without edges. */
export function* cycloneDxXmlGraphEntries(xml: XmlDocument): Generator<string> {
  for (const { ref, from, hasOwn } of graphSteps(xml)) if (!from || hasOwn) yield ref.value;
}

function* graphSteps(xml: XmlDocument): Generator<GraphStep> {
  const graph = graphOf(xml);
  if (!graph) return;
  const stack: { readonly entries: Iterator<XmlElement>; readonly from: XmlText | undefined }[] = [
    { entries: graph.all("dependency"), from: undefined },
  ];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const { value: entry, done } = top.entries.next();
    if (done) {
      stack.pop();
      continue;
    }
    const ref = entry.attribute("ref");
    if (!ref) continue;
    yield { ref, from: top.from, hasOwn: entry.hasChildren };
    if (entry.hasChildren) stack.push({ entries: entry.all("dependency"), from: ref });
  }
}

function graphOf(xml: XmlDocument): XmlElement | undefined {
  const root = xml.root();
  const graph = root?.child("dependencies");
  if (!root || graph || !xml.knowsNamespace(OLD_GRAPH)) return graph;
  for (const child of root.children()) {
    if (child.local === "dependencies" && child.namespace === OLD_GRAPH) return child;
  }
  return undefined;
}

function spanOf({ start, end }: XmlText): Span {
  return { start, end };
}
