import type { Place } from "../model/assessment.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { type Candidate, candidatesIn, type IdKind } from "./idDefinitions.ts";
import { linksIn } from "./idLinks.ts";
import { idsIn, schemeOf } from "./idShape.ts";
import { stretchesOf } from "./matters.ts";
import { proseOf } from "./prose.ts";

/** An id that some document defines. */
export interface DefinedId {
  readonly id: string;
  readonly kind: IdKind;
  readonly definition: Place;
  /** Every place where it stands, the definition included, in the order of the documents. */
  readonly places: readonly Place[];
}

/** So many ids of one numbering make a scheme, so that another number of it is a reference and no accident. */
const SCHEME = 3;

const TRACED: ReadonlySet<IdKind> = new Set<IdKind>(["threat", "risk", "control", "test", "element"]);

/** Ids over all documents of a submission: where each is defined and used, which are used but defined nowhere, and which stand together. */
export class IdIndex {
  readonly defined: ReadonlyMap<string, DefinedId>;
  /** Ids of a numbering that is defined, which no document defines, with their places. */
  readonly undefinedIds: ReadonlyMap<string, readonly Place[]>;
  readonly #links = new Map<string, Set<string>>();

  /** Documents that list software or vulnerabilities, and files that are not read, hold no ids of this kind. */
  constructor(all: readonly SubmissionDocument[]) {
    const documents = all.filter(({ file }) => file.kind !== "sbom" && file.kind !== "vex" && file.kind !== "scan");
    const best = new Map<string, Candidate & { readonly path: string }>();
    for (const document of documents) {
      for (const candidate of candidatesIn(document)) {
        if (candidate.rank > (best.get(candidate.id)?.rank ?? Number.NEGATIVE_INFINITY))
          best.set(candidate.id, { ...candidate, path: document.path });
      }
    }
    // Where no document defines an id, nothing that looks like one is a use of it.
    const places = best.size === 0 ? new Map<string, Place[]>() : placesOf(documents, best);
    this.defined = new Map(
      [...best.values()].map(({ id, kind, span, path }) => {
        const definition = { path, span };
        const others = (places.get(id) ?? []).filter((place) => !sameStart(place, definition));
        return [id, { id, kind, definition, places: inOrder([definition, ...others], documents) }];
      }),
    );
    this.undefinedIds = undefinedOf(places, this.defined);
    const known = { has: (id: string) => this.defined.has(id) || this.undefinedIds.has(id) };
    if (best.size === 0) return;
    for (const document of documents) for (const ids of linksIn(document, known)) this.#join(ids);
  }

  /** Ids that stand in one row, entry or section with it. */
  linked(id: string): readonly DefinedId[] {
    return [...(this.#links.get(id) ?? [])].flatMap((other) => this.defined.get(other) ?? []);
  }

  /** True when an id stands with it that nobody defines: its chain breaks there, which is told where that id stands. */
  dangles(id: string): boolean {
    return [...(this.#links.get(id) ?? [])].some((other) => this.undefinedIds.has(other));
  }

  /** The defined id at an offset of a document. */
  at(path: string, offset: number): DefinedId | undefined {
    for (const one of this.defined.values()) {
      const here = one.places.some((place) => place.path === path && within(place, offset));
      if (here) return one;
    }
    return undefined;
  }

  #join(ids: readonly string[]): void {
    for (const id of ids) {
      const known = this.#links.get(id) ?? new Set<string>();
      for (const other of ids) if (other !== id) known.add(other);
      this.#links.set(id, known);
    }
  }
}

function placesOf(documents: readonly SubmissionDocument[], best: ReadonlyMap<string, Candidate>) {
  const places = new Map<string, Place[]>();
  // `REQ 4.2` is two words of prose until some document defines it.
  const spaced = [...best.keys()].filter((id) => id.includes(" "));
  for (const document of documents) {
    for (const { text, start } of stretchesOf(document)) {
      for (const found of [...idsIn(text), ...literal(text, spaced)]) {
        const at = start + found.start;
        // In a text that is escaped in its file the place is another; better none than a wrong one.
        if (document.file.text.slice(at, at + found.id.length) !== found.id) continue;
        const known = places.get(found.id) ?? [];
        known.push({ path: document.path, span: { start: at, end: at + found.id.length } });
        places.set(found.id, known);
      }
    }
  }
  return places;
}

function* literal(text: string, ids: readonly string[]) {
  for (const id of ids) {
    for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + id.length)) {
      if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? "") && !/^(?:\d|\.\d)/.test(text.slice(at + id.length)))
        yield { id, start: at };
    }
  }
}

function undefinedOf(places: ReadonlyMap<string, readonly Place[]>, defined: ReadonlyMap<string, DefinedId>) {
  const schemes = new Map<string, number>();
  for (const { id, kind } of defined.values()) {
    const scheme = schemeOf(id);
    // One letter and a number (`S4`, `E1`) is a level as often as an id.
    if (TRACED.has(kind) && scheme.length > 1) schemes.set(scheme, (schemes.get(scheme) ?? 0) + 1);
  }
  return new Map([...places].filter(([id]) => !defined.has(id) && (schemes.get(schemeOf(id)) ?? 0) >= SCHEME));
}

function inOrder(places: readonly Place[], documents: readonly SubmissionDocument[]): Place[] {
  const order = new Map(documents.map(({ path }, at) => [path, at]));
  return [...places].sort((a, b) => (order.get(a.path) ?? 0) - (order.get(b.path) ?? 0) || a.span.start - b.span.start);
}

function sameStart(a: Place, b: Place): boolean {
  return a.path === b.path && a.span.start === b.span.start;
}

function within({ span }: Place, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

const INDEXES = new WeakMap<readonly SubmissionDocument[], IdIndex>();

/** The index of a submission's documents; made once for a run, however many checks ask for it. */
export function indexIds(documents: readonly SubmissionDocument[]): IdIndex {
  const known = INDEXES.get(documents);
  if (known) return known;
  const index = new IdIndex(documents);
  INDEXES.set(documents, index);
  return index;
}

/** True where ids may be defined or used: text, and threat models. */
export function mayHoldIds({ file }: SubmissionDocument): boolean {
  return proseOf(file) !== undefined || file.kind === "threat-model";
}
