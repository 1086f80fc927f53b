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

/** The element that the document is about: `documentDescribes`, else a DESCRIBES relationship. */
export function spdx2DescribedIds(source: SpdxSource): string[] {
  const described: string[] = [];
  for (const { value } of source.elements("documentDescribes")) if (typeof value === "string") described.push(value);
  if (described.length > 0) return described;
  return describedBy(relationships(source.elementsWith("relationships", "DESCRIBE")));
}

/** What edges to NONE and NOASSERTION say; the other relationships are passed over unparsed. */
export function spdx2Completeness(source: SpdxSource): Stated<string> {
  const open = completenessOf(relationships(source.elementsWith("relationships", '"NOASSERTION"')));
  return open.state === "given" ? open : completenessOf(relationships(source.elementsWith("relationships", '"NONE"')));
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
