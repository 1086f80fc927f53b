import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { statedAgent } from "./spdx3Artifact.ts";
import { lastPart, references, type Spdx3Graph, type Spdx3Node } from "./spdx3Graph.ts";
import { firstGiven, nameAnchor, own, ownText, statedMember, statedText } from "./statedJson.ts";

/** Types that say who speaks for a person or an organisation; a `SoftwareAgent` is a tool. */
const PEOPLE: ReadonlySet<string> = new Set(["Agent", "Person", "Organization"]);
const COLLECTIONS: ReadonlySet<string> = new Set(["software_Sbom", "Bom", "Bundle", "SpdxDocument"]);

/** The version that the document's creation information states; else the first that any states. */
export function spdx3Version(graph: Spdx3Graph): string {
  return ownText(creationInfo(graph)?.value, "specVersion") ?? "";
}

/** The first person or organisation that created the document, else one whose name is declared unknown. */
export function spdx3Author(graph: Spdx3Graph): Stated<string> {
  const creation = creationInfo(graph);
  const people = (creation ? references(creation, "createdBy") : []).filter((reference) => {
    const agent = graph.resolve(reference);
    return !agent || PEOPLE.has(agent.type);
  });
  return firstGiven(...people.map((reference) => () => statedAgent(graph, reference, "createdBy")));
}

/** The tools that were used, and the software that wrote the document by itself. */
export function spdx3Tools(graph: Spdx3Graph): Stated<string>[] {
  const creation = creationInfo(graph);
  if (!creation) return [];
  const agents = references(creation, "createdBy").filter(
    (reference) => graph.resolve(reference)?.type === "SoftwareAgent",
  );
  return [...references(creation, "createdUsing"), ...agents]
    .map((reference) => statedAgent(graph, reference, "creationInfo"))
    .filter(({ state }) => state !== "absent");
}

export function spdx3Created(graph: Spdx3Graph): Stated<string> {
  const creation = creationInfo(graph);
  return creation ? statedMember(creation.value, creation.spot, "created") : ABSENT;
}

/** The first type that an SBOM of the document gives itself. */
export function spdx3Context(graph: Spdx3Graph): Stated<string> {
  for (const node of graph.elements().values()) {
    const types = own(node.value, "software_sbomType");
    const type = [types].flat()[0];
    if (typeof type !== "string") continue;
    const spot = node.spot.child("software_sbomType");
    return statedText(lastPart(type), Array.isArray(types) ? spot.child(0) : spot, "software_sbomType");
  }
  return ABSENT;
}

/** The IRI of the document, else of the first collection. */
export function spdx3Serial(graph: Spdx3Graph): Stated<string> {
  const document = collection(graph);
  return firstGiven(
    () => (document ? statedMember(document.value, document.spot, "spdxId") : ABSENT),
    () => (document ? statedMember(document.value, document.spot, "@id") : ABSENT),
  );
}

/** What the document says that it can be verified with. */
export function spdx3Signature(graph: Spdx3Graph): Stated<string> {
  const document = collection(graph);
  if (document?.type !== "SpdxDocument" || references(document, "verifiedUsing").length === 0) return ABSENT;
  return { state: "given", value: "verifiedUsing", span: document.spot.child("verifiedUsing") };
}

/** The document's name, else its opening brace, else that of the first element. */
export function spdx3Anchor(graph: Spdx3Graph): Span {
  const document = collection(graph);
  if (document) return nameAnchor(document.value, document.spot, "name");
  for (const { spot } of graph.nodes()) return spot.opening;
  return { start: 0, end: 1 };
}

/** Ids of elements that the document says stand in other files. */
export function importedIds(graph: Spdx3Graph): string[] {
  const imports: string[] = [];
  for (const node of graph.elements().values()) {
    if (node.type !== "SpdxDocument") continue;
    for (const reference of references(node, "import")) {
      const id = ownText(graph.resolve(reference)?.value, "externalSpdxId");
      if (id !== undefined) imports.push(id);
    }
  }
  return imports;
}

/** Elements share blank nodes of creation information, and different ones may have different ones: the document's own counts. */
function creationInfo(graph: Spdx3Graph): Spdx3Node | undefined {
  const document = collection(graph);
  const [reference] = document ? references(document, "creationInfo") : [];
  const own = reference && graph.resolve(reference);
  if (own) return own;
  for (const node of graph.nodes()) if (node.type === "CreationInfo") return node;
  return undefined;
}

/** The document; a graph without one may still hold an SBOM. */
function collection(graph: Spdx3Graph): Spdx3Node | undefined {
  let found: Spdx3Node | undefined;
  for (const node of graph.elements().values()) {
    if (node.type === "SpdxDocument") return node;
    if (COLLECTIONS.has(node.type)) found ??= node;
  }
  return found;
}

/** Roots of the document, with those of the SBOMs among them; then those of SBOMs that are no root. */
export function spdx3Roots(graph: Spdx3Graph): string[] {
  const roots: string[] = [];
  const seen = new Set<string>();
  const follow = (start: Spdx3Node) => {
    const stack = [start];
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (seen.has(node.id)) continue;
      seen.add(node.id);
      const inside: Spdx3Node[] = [];
      for (const { ref } of references(node, "rootElement")) {
        const root = graph.elements().get(ref);
        if (root && COLLECTIONS.has(root.type)) inside.push(root);
        else roots.push(ref);
      }
      stack.push(...inside.reverse());
    }
  };
  for (const type of ["SpdxDocument", "software_Sbom", "Bom"]) {
    for (const node of graph.elements().values()) if (node.type === type) follow(node);
  }
  return roots;
}
