import type { Block } from "../model/prose.ts";
import { readDirective } from "./rstDirectives.ts";
import { fieldAt } from "./rstFields.ts";
import { gridTableEnd, readGridTable } from "./rstGridTable.ts";
import { plainRst } from "./rstInline.ts";
import { isAdornment, isBlank, type RstLine, rstLines } from "./rstLines.ts";
import { indentedEnd, literal, movedLine, type RstContext, spanOfLines } from "./rstPieces.ts";
import { readSimpleTable, simpleTableEnd } from "./rstSimpleTable.ts";

/** Nesting deeper than this is not looked into; nobody reads it either. */
const MAX_DEPTH = 40;

const BULLET = /^[-*+•‣⁃](?:\s+|$)/;
const ENUMERATOR =
  /^(?:\(?(?:\d{1,4}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,7}|#)\)|(?:\d{1,4}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,7}|#)\.)(?:\s+|$)/;
const OPTION =
  /^(?:-[A-Za-z0-9]|--[\w-]{1,40}|\/[A-Z])(?:[ =]<?[\w-]{1,40}>?)?(?:, (?:-[A-Za-z0-9]|--[\w-]{1,40})(?:[ =]<?[\w-]{1,40}>?)?){0,4}(?: {2,}|$)/;
const BOX = /^\[([ xX])\]\s+/;

/** The blocks of a stretch of reStructuredText in order, flattened; spans are offsets into it. */
export function parseRstBlocks(text: string): Block[] {
  const lines = rstLines(text, { start: 0, end: text.length });
  const context: RstContext = {
    source: text,
    listDepth: -1,
    nesting: 0,
    parse: (inner, at) => new Reader(inner, at).read(),
  };
  return new Reader(lines, context).read();
}

class Reader {
  readonly #lines: readonly RstLine[];
  readonly #context: RstContext;
  readonly #blocks: Block[] = [];
  readonly #base: number;

  constructor(lines: readonly RstLine[], context: RstContext) {
    this.#lines = lines;
    this.#context = context;
    this.#base = Math.min(
      ...lines.slice(0, 2000).map((line) => (isBlank(line) ? Number.POSITIVE_INFINITY : line.indent)),
    );
  }

  read(): Block[] {
    if (this.#context.nesting > MAX_DEPTH) return [];
    for (let i = 0; i < this.#lines.length; ) {
      const line = this.#lines[i];
      i = !line || isBlank(line) ? i + 1 : this.#element(line, i);
    }
    return this.#blocks;
  }

  /** Reads the element that starts at a line; returns the index behind it. */
  #element(line: RstLine, i: number): number {
    const { text } = line;
    if (/^\.\.(?:\s|$)/.test(text)) return this.#explicit(line, i);
    if (/^__(?:\s|$)/.test(text)) return i + 1;
    const code = text.charCodeAt(0);
    if (code === 43 || code === 61) {
      const end = this.#table(i);
      if (end > i) return end;
    }
    const bullet = BULLET.exec(text) ?? (this.#isEnumerated(i) ? ENUMERATOR.exec(text) : null);
    if (bullet && !isAdornment(text.length > 1 ? text : "x")) return this.#item(line, i, bullet[0]);
    if (code === 58) {
      const field = fieldAt(line);
      if (field) return this.#defined(i, { start: field.nameSpan.start, end: field.nameSpan.end }, field.value.start);
    }
    const option = OPTION.exec(text);
    if (option)
      return this.#defined(
        i,
        { start: line.at, end: line.at + option[0].trimEnd().length },
        line.at + option[0].length,
      );
    if (/^>>>\s/.test(text)) return this.#fence(i, this.#paragraphEnd(i), "pycon");
    if (isAdornment(text) && text.length >= 4) return i + 1;
    return this.#text(line, i);
  }

  #explicit(line: RstLine, i: number): number {
    const end = indentedEnd(this.#lines, i + 1, line.indent);
    const footnote = /^\.\.\s+\[([^\]\s]{1,60})\]\s+/.exec(line.text);
    if (footnote) this.#nested([movedLine(line, footnote[0].length), ...this.#lines.slice(i + 1, end)]);
    else this.#blocks.push(...readDirective(this.#lines.slice(i, end), this.#context));
    return end;
  }

  #table(i: number): number {
    const { source } = this.#context;
    const grid = gridTableEnd(this.#lines, i);
    if (grid > i) {
      this.#blocks.push(...readGridTable(this.#lines.slice(i, grid), source));
      return grid;
    }
    const simple = simpleTableEnd(this.#lines, i);
    if (simple > i) this.#blocks.push(...readSimpleTable(this.#lines.slice(i, simple), source));
    return simple;
  }

  /** An enumerated item goes on indented, or is followed by another or a blank line; "A. Roe wrote" over two lines is text. */
  #isEnumerated(i: number): boolean {
    const [line, next] = [this.#lines[i], this.#lines[i + 1]];
    if (!line || !ENUMERATOR.test(line.text)) return false;
    // "J. Roe" is a name; a list begins with its first letter or number.
    if (/^[B-HJ-Zb-hj-z]\./.test(line.text) && !this.#blocks.some((block) => block.kind === "list-item")) return false;
    return (
      isBlank(next) || !next || next.indent > line.indent || next.indent < line.indent || ENUMERATOR.test(next.text)
    );
  }

  #item(line: RstLine, i: number, marker: string): number {
    const end = indentedEnd(this.#lines, i + 1, line.indent);
    const below = this.#lines[i + 1];
    // Behind a tab the column of the text is that of the line below.
    const indent = marker.includes("\t") && below && !isBlank(below) ? below.indent : undefined;
    const first = movedLine(line, marker.length, indent);
    const rest = isBlank(first) ? [] : [first];
    const depth = this.#context.listDepth + 1;
    const inner = this.#parse([...rest, ...this.#lines.slice(i + 1, end)], depth);
    const [own, ...children] = inner;
    if (own?.kind === "paragraph") {
      const box = BOX.exec(own.text);
      const text = box ? own.text.slice(box[0].length) : own.text;
      const lead = box ? (BOX.exec(this.#context.source.slice(own.span.start, own.span.end))?.[0].length ?? 0) : 0;
      const ticked = box ? box[1] !== " " : undefined;
      this.#blocks.push(
        { kind: "list-item", span: { start: own.span.start + lead, end: own.span.end }, text, depth, ticked },
        ...children,
      );
      return end;
    }
    const span = { start: line.at, end: line.at + marker.trimEnd().length };
    this.#blocks.push({ kind: "list-item", span, text: "", depth, ticked: undefined }, ...inner);
    return end;
  }

  /** A term with what is said of it, behind it on the line and indented below. */
  #defined(i: number, termSpan: { start: number; end: number }, from: number): number {
    const line = this.#lines[i];
    if (!line) return i + 1;
    const end = indentedEnd(this.#lines, i + 1, line.indent);
    const below = this.#lines.slice(i + 1, end);
    const rest = from < line.end ? [movedLine(line, from - line.at, below.find((one) => !isBlank(one))?.indent)] : [];
    const [own, ...children] = this.#parse([...rest, ...below], this.#context.listDepth);
    const said = own?.kind === "paragraph" ? own : undefined;
    const textSpan = said?.span ?? { start: termSpan.end, end: termSpan.end };
    this.#blocks.push({
      kind: "definition",
      span: { start: termSpan.start, end: Math.max(textSpan.end, termSpan.end) },
      term: plainRst(this.#context.source.slice(termSpan.start, termSpan.end)),
      termSpan,
      text: said?.text ?? "",
      textSpan,
    });
    if (own && !said) this.#blocks.push(own);
    this.#blocks.push(...children);
    return end;
  }

  #paragraphEnd(i: number): number {
    const indent = this.#lines[i]?.indent ?? 0;
    let end = i + 1;
    while (end < this.#lines.length && !isBlank(this.#lines[end]) && this.#lines[end]?.indent === indent) end++;
    return end;
  }

  #text(line: RstLine, i: number): number {
    const next = this.#lines[i + 1];
    const isTerm = next && !isBlank(next) && next.indent > line.indent && !line.text.endsWith("::");
    if (isTerm && !line.text.startsWith("|")) {
      const term = /^(.{1,200}?)(?: : .{1,100})?$/.exec(line.text)?.[1] ?? line.text;
      return this.#defined(i, { start: line.at, end: line.at + term.length }, line.end);
    }
    const end = this.#lineBlockEnd(line, i) ?? this.#paragraphEnd(i);
    return this.#paragraph(i, end);
  }

  /** Lines with a bar in front of each keep their breaks; they go on indented. */
  #lineBlockEnd(line: RstLine, i: number): number | undefined {
    if (!/^\|(?:\s|$)/.test(line.text)) return undefined;
    let end = i + 1;
    while (!isBlank(this.#lines[end])) end++;
    return end;
  }

  #paragraph(i: number, end: number): number {
    const { source } = this.#context;
    const span = spanOfLines(this.#lines.slice(i, end));
    const raw = source.slice(span.start, span.end);
    const opensLiteral = raw.endsWith("::");
    // Of two colons one is left, and none where a blank stands before them.
    const said = opensLiteral ? raw.replace(/\s+::$/, "").replace(/::$/, ":") : raw;
    if (said.replace(/^:$/, "") !== "") {
      const kind = (this.#lines[i]?.indent ?? 0) > this.#base ? "quote" : "paragraph";
      const place = { start: span.start, end: span.start + said.length };
      this.#blocks.push({ kind, span: place, text: plainRst(said.replace(/^\s*\|\s/gm, "")) });
    }
    return opensLiteral ? this.#literal(end, this.#lines[i]?.indent ?? 0) : end;
  }

  #literal(from: number, indent: number): number {
    let start = from;
    while (start < this.#lines.length && isBlank(this.#lines[start])) start++;
    const end = Math.max(indentedEnd(this.#lines, start, indent), this.#quotedEnd(start, indent));
    return end > start ? this.#fence(start, end, "") : from;
  }

  /** Lines that are not indented but begin with the same mark are literal as well. */
  #quotedEnd(start: number, indent: number): number {
    const mark = this.#lines[start]?.text[0] ?? "";
    let end = start;
    if (!/[!-/:-@[-`{-~]/.test(mark)) return end;
    while (this.#lines[end]?.indent === indent && this.#lines[end]?.text.startsWith(mark)) end++;
    return end;
  }

  #fence(start: number, end: number, language: string): number {
    this.#blocks.push(...literal(this.#lines.slice(start, end), language));
    return end;
  }

  #nested(lines: readonly RstLine[]): void {
    this.#blocks.push(...this.#parse(lines, this.#context.listDepth));
  }

  #parse(lines: readonly RstLine[], listDepth: number): Block[] {
    return this.#context.parse(lines, { ...this.#context, listDepth, nesting: this.#context.nesting + 1 });
  }
}
