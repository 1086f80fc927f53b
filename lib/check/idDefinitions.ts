import type { TraceKind } from "../model/guidance.ts";
import type { Prose, Section, Table, TableRow } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { Role } from "../model/vocabulary.ts";
import { idAtStart, idsIn } from "./idShape.ts";
import { proseOf } from "./prose.ts";
import { threatModelOf } from "./threatFacts.ts";

/** What an id stands for; `document` for the number of a document itself. */
export type IdKind = TraceKind | "document" | "other";

/** A place that looks as if it defined an id. The best of all documents is taken, the others are uses. */
export interface Candidate {
  readonly id: string;
  readonly kind: IdKind;
  readonly span: Span;
  /** How much it looks like a definition: the front matter 4, a heading or an entry of a tool 3, a row that describes 2, a row of ids only 1. */
  readonly rank: number;
}

/** Documents that list ids of others; what stands there is a use as soon as any other document has the id. */
const LINKING: ReadonlySet<Role> = new Set<Role>(["traceability", "change-assessment"]);

const BY_WORD: readonly (readonly [IdKind, RegExp])[] = [
  ["threat", /\bthreats?\b/i],
  ["risk", /\brisks?\b/i],
  ["test", /\btests?\b|\btest ?case|\bverification\b/i],
  ["control", /\b(?:controls?|measures?|mitigations?|countermeasures?|requirements?|req|safeguards?)\b/i],
  ["element", /\b(?:elements?|assets?|components?|interfaces?|boundar(?:y|ies)|items?)\b/i],
];
const ID_HEADER = /^(?:id|#|no\.?|nr\.?|number|ref(?:erence)?|identifier|key)$/i;

/** Every place of a document that may define an id. */
export function candidatesIn(document: SubmissionDocument): Candidate[] {
  const prose = proseOf(document.file);
  const found = prose ? inProse(prose, document) : inModel(document);
  const linking = document.roles.some((role) => LINKING.has(role));
  return found.map((one) => {
    // `[SEC-101](requirements.md)` says itself that the definition is elsewhere.
    const away = document.file.text.slice(one.span.end, one.span.end + 2) === "](";
    return linking || away ? { ...one, rank: one.rank - 3 } : one;
  });
}

function inProse(prose: Prose, document: SubmissionDocument): Candidate[] {
  const found: Candidate[] = [...documentNumber(prose, document)];
  const threats = new Set(threatModelOf(document.file)?.threats.map(({ id }) => id));
  const kindOf = (id: string, header: string, section: Section) => kind({ id, header, section, document, threats });
  for (const section of prose.sections) {
    const id = idAtStart(section.heading);
    if (id !== undefined) {
      const span = placeOf(id, section.headingSpan, document);
      if (span) found.push({ id, span, rank: 3, kind: kindOf(id, "", section) });
    }
    for (const block of section.blocks()) {
      if (block.kind === "table") {
        for (const one of inTable(block, document))
          found.push({ id: one.id, span: one.span, rank: one.rank, kind: kindOf(one.id, one.header, section) });
      } else if (block.kind === "list-item" || (block.kind === "paragraph" && isBold(block.span, document))) {
        const own = idAtStart(block.text);
        const span = own === undefined ? undefined : placeOf(own, block.span, document);
        if (own !== undefined && span) found.push({ id: own, span, rank: 2, kind: kindOf(own, "", section) });
      }
    }
  }
  return found;
}

/** A paragraph that begins in bold type stands under a heading in all but name. */
function isBold({ start }: Span, { file }: SubmissionDocument): boolean {
  return /^(?:\*\*|__)/.test(file.text.slice(start, start + 2));
}

function* documentNumber(prose: Prose, document: SubmissionDocument): Iterable<Candidate> {
  for (const key of ["document", ITEM_KEY, "document-id", "number"]) {
    const entry = prose.frontMatter.get(key);
    const id = entry && idAtStart(entry.value);
    if (!entry || id !== entry.value.trim()) continue;
    const item = key === ITEM_KEY ? ITEM_ROLES.find(([role]) => document.roles.includes(role))?.[1] : undefined;
    yield { id, span: entry.span, rank: 4, kind: item ?? "document" };
  }
}

/** Sets that keep one threat, risk or requirement a file name it here. */
const ITEM_KEY = "id";

const ITEM_ROLES: readonly (readonly [Role, IdKind])[] = [
  ["threat-model", "threat"],
  ["security-risk-assessment", "risk"],
  ["security-requirements", "control"],
  ["security-test-report", "test"],
];

/** The id of the one thing that a document is about, where it is about one. */
export function itemId(prose: Prose): string | undefined {
  const entry = prose.frontMatter.get(ITEM_KEY);
  const id = entry && idAtStart(entry.value);
  return id === entry?.value.trim() ? id : undefined;
}

function* inTable(table: Table, document: SubmissionDocument) {
  const column = Math.max(
    table.header.findIndex(({ text }) => ID_HEADER.test(text.trim())),
    0,
  );
  for (const row of table.rows) {
    const cell = row.cells[column];
    const id = cell && idAtStart(cell.text);
    const span = cell && id !== undefined ? placeOf(id, cell.span, document) : undefined;
    if (id === undefined || !span) continue;
    yield { id, span, header: table.header[column]?.text ?? "", rank: describes(row, column, id) ? 2 : 1 };
  }
}

/** A row that says something in words beside ids describes what its id is. */
function describes(row: TableRow, column: number, id: string): boolean {
  return row.cells.some((cell, at) => {
    let text = at === column ? cell.text.replace(id, "") : cell.text;
    for (const other of idsIn(text)) text = text.replace(other.id, "");
    return text.split(/\s+/).filter((word) => /\p{L}{2}/u.test(word)).length >= 3;
  });
}

interface Naming {
  readonly id: string;
  readonly header: string;
  readonly section: Section;
  readonly document: SubmissionDocument;
  readonly threats: ReadonlySet<string>;
}

function kind({ id, header, section, document, threats }: Naming): IdKind {
  const { roles } = document;
  const worded = (text: string) => BY_WORD.find(([, words]) => words.test(text))?.[0];
  if (header !== "" && !ID_HEADER.test(header.trim())) return worded(header) ?? "other";
  if (roles.includes("threat-model")) return threats.has(id) ? "threat" : (worded(section.heading) ?? "other");
  if (roles.includes("security-risk-assessment")) return "risk";
  if (roles.includes("security-requirements")) return "control";
  if (roles.includes("security-test-report") || roles.includes("penetration-test-report"))
    return worded(section.heading) ?? "test";
  return worded(section.heading) ?? "other";
}

function inModel(document: SubmissionDocument): Candidate[] {
  const model = threatModelOf(document.file);
  if (!model) return [];
  const lists: readonly (readonly [IdKind, readonly { readonly id: string; readonly anchor: Span }[]])[] = [
    ["threat", model.threats],
    ["control", model.mitigations],
    ["element", model.elements],
    ["other", model.assumptions],
  ];
  return lists.flatMap(([as, parts]) =>
    parts.flatMap(({ id, anchor }) => {
      const span = idAtStart(id) === id ? placeOf(id, anchor, document) : undefined;
      return span ? [{ id, span, rank: 3, kind: as }] : [];
    }),
  );
}

/** The id itself inside a larger place, so that a rename touches nothing else. */
function placeOf(id: string, within: Span, { file }: SubmissionDocument): Span | undefined {
  const at = file.text.slice(within.start, within.end).indexOf(id);
  return at < 0 ? undefined : { start: within.start + at, end: within.start + at + id.length };
}
