import type { Dependency } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import type { Stated } from "../../model/stated.ts";
import { inner } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import { completenessOf, describedBy, edgesOf, graphEntriesOf, type Spdx2Relationship } from "./spdx2Edges.ts";
import type { SpdxElement, SpdxSource } from "./spdxSource.ts";
import { asObject, ownText } from "./statedJson.ts";

/** Edges of the dependency graph of an SPDX 2 document, of its relationships. */
export function spdx2Edges(elements: Iterable<SpdxElement>): Iterable<Dependency> {
  return edgesOf(relationships(elements));
}

/** Elements that its graph speaks of as the depending side. */
export function spdx2GraphEntries(source: SpdxSource): Iterable<string> {
  return graphEntriesOf(relationships(source.elements("relationships")));
}

/** What the relationships of a document say besides its graph. */
export interface Spdx2Statements {
  /** The elements that the document is about, of its DESCRIBES relationships. */
  readonly described: readonly string[];
  /** What edges to NONE and NOASSERTION say. */
  readonly completeness: Stated<string>;
}

/** Gathers both in one sweep; the other relationships, nearly all of them, are passed over unparsed. */
export function spdx2Statements(source: SpdxSource): Spdx2Statements {
  const described: string[] = [];
  const firsts: Spdx2Relationship[] = [];
  const open = new Set<string>();
  for (const one of relationships(source.elementsWith("relationships", "DESCRIBE", '"NOASSERTION"', '"NONE"'))) {
    described.push(...describedBy([one]));
    // The first of each kind says it for all.
    const said = completenessOf([one]);
    if (said.state !== "given" || open.has(said.value)) continue;
    open.add(said.value);
    firsts.push(one);
  }
  return { described, completeness: completenessOf(firsts) };
}

/** What `documentDescribes` lists. */
export function spdx2ListedIds(source: SpdxSource): string[] {
  const listed: string[] = [];
  for (const { value } of source.elements("documentDescribes")) if (typeof value === "string") listed.push(value);
  return listed;
}

function* relationships(elements: Iterable<SpdxElement>): Generator<Spdx2Relationship> {
  for (const { value, spot } of elements) {
    const object = asObject(value);
    const from = ownText(object, "spdxElementId");
    const type = ownText(object, "relationshipType");
    const to = ownText(object, "relatedSpdxElement");
    if (from === undefined || type === undefined || to === undefined) continue;
    yield new WrittenRelationship({ from, type: type.toUpperCase(), to }, spot);
  }
}

/** Looks for the places of its ends when somebody asks for them. */
class WrittenRelationship implements Spdx2Relationship {
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly #spot: Spot;

  constructor({ from, type, to }: { readonly from: string; readonly type: string; readonly to: string }, spot: Spot) {
    this.from = from;
    this.type = type;
    this.to = to;
    this.#spot = spot;
  }

  get fromSpan(): Span {
    return inner(this.#spot.child("spdxElementId"));
  }

  get toSpan(): Span {
    return inner(this.#spot.child("relatedSpdxElement"));
  }
}
