import type { Block } from "../model/prose.ts";
import { readCsvTable, readListTable } from "./rstDirectiveTables.ts";
import { fieldAt } from "./rstFields.ts";
import { plainRst } from "./rstInline.ts";
import { isBlank, type RstLine } from "./rstLines.ts";
import { literal, movedLine, type RstContext, spanOfLines } from "./rstPieces.ts";

/** A directive taken apart. */
export interface Directive {
  readonly name: string;
  /** What stands behind the two colons; blank where nothing does. */
  readonly argument: RstLine;
  readonly options: ReadonlyMap<string, string>;
  readonly content: readonly RstLine[];
}

const NOTES: ReadonlySet<string> = new Set(
  "note warning danger caution attention important hint tip error seealso admonition todo versionadded versionchanged deprecated".split(
    " ",
  ),
);
const CODE: ReadonlySet<string> = new Set(
  "code code-block sourcecode parsed-literal prompt literalinclude productionlist doctest testcode".split(" "),
);
/** Directives whose content is a drawing, with the language that it is written in. */
const DRAWINGS: ReadonlyMap<string, string> = new Map([
  ["uml", "plantuml"],
  ["plantuml", "plantuml"],
  ["mermaid", "mermaid"],
  ["graphviz", "graphviz"],
  ["digraph", "graphviz"],
  ["graph", "graphviz"],
  ["blockdiag", "blockdiag"],
  ["seqdiag", "seqdiag"],
]);
/** Nothing a reader sees, or nothing that the file says itself. */
const SILENT: ReadonlySet<string> = new Set(
  "toctree contents index include highlight default-role role default-domain meta sectnum section-numbering header footer target-notes math tabularcolumns currentmodule module automodule autoclass autofunction replace unicode date".split(
    " ",
  ),
);
const QUOTES: ReadonlySet<string> = new Set(["epigraph", "pull-quote", "highlights"]);

/** The blocks of an explicit markup block: a directive; nothing for comments, link targets and substitutions. */
export function readDirective(lines: readonly RstLine[], context: RstContext): Block[] {
  const directive = takeApart(lines);
  if (!directive || SILENT.has(directive.name)) return [];
  const { name, argument, options, content } = directive;
  if (NOTES.has(name)) return note(directive, lines, context);
  if (CODE.has(name)) return literal(content, plainWord(argument.text));
  const drawing = DRAWINGS.get(name);
  if (drawing) return literal(content, drawing);
  if (name === "raw") return html(content, context);
  if (name === "list-table") return readListTable(directive, context);
  if (name === "csv-table") return readCsvTable(directive, context);
  if (name === "image") return picture(argument, options);
  const own = name === "figure" ? picture(argument, options) : caption(directive);
  return [...own, ...quoted(name, context.parse(content, { ...context, nesting: context.nesting + 1 }))];
}

function takeApart(lines: readonly RstLine[]): Directive | undefined {
  const [first, ...below] = lines;
  const match = first && /^\.\.\s+(?:\|[^|]{1,80}\|\s+)?([A-Za-z][\w:.+-]{0,60})::(?:\s+|$)/.exec(first.text);
  if (!first || !match || first.text.startsWith(".. |")) return undefined;
  const options = new Map<string, string>();
  let from = 0;
  for (; from < below.length; from++) {
    const line = below[from];
    const field = line && !isBlank(line) ? fieldAt(line) : undefined;
    if (!field) break;
    options.set(field.name.toLowerCase(), line?.text.slice(field.value.start - line.at) ?? "");
  }
  return {
    name: (match[1] ?? "").toLowerCase(),
    argument: movedLine(first, match[0].length),
    options,
    content: below.slice(from),
  };
}

/** The first paragraph of a note is the note; whatever else stands in it follows as it is. */
function note(
  { name, argument, options, content }: Directive,
  lines: readonly RstLine[],
  context: RstContext,
): Block[] {
  const titled = name === "admonition" || name.startsWith("version") || name === "deprecated";
  const indent = content.find((line) => !isBlank(line))?.indent;
  const lead = isBlank(argument) || titled ? [] : [{ ...argument, indent: indent ?? argument.indent }];
  const inner = context.parse([...lead, ...content], { ...context, nesting: context.nesting + 1 });
  const [own, ...rest] = inner;
  const type = titled && name === "admonition" ? (options.get("class") ?? "note") : name;
  if (own?.kind === "paragraph") return [{ kind: "admonition", span: own.span, type, text: own.text }, ...rest];
  const [first] = lines;
  const span = first ? { start: first.at, end: first.end } : { start: 0, end: 0 };
  return [{ kind: "admonition", span, type, text: plainRst(argument.text) }, ...inner];
}

function html(content: readonly RstLine[], context: RstContext): Block[] {
  const span = spanOfLines(content);
  const text = plainRst(context.source.slice(span.start, span.end).replace(/<[^<>]*>/g, " "));
  return text === "" ? [] : [{ kind: "html", span, text }];
}

/** A picture says what its alternative text says. */
function picture(argument: RstLine, options: ReadonlyMap<string, string>): Block[] {
  if (isBlank(argument)) return [];
  return [{ kind: "paragraph", span: { start: argument.at, end: argument.end }, text: options.get("alt") ?? "" }];
}

/** The title of a table, a topic, or of a directive that is not known. */
function caption({ argument }: Directive): Block[] {
  const text = plainRst(argument.text);
  return text === "" ? [] : [{ kind: "paragraph", span: { start: argument.at, end: argument.end }, text }];
}

function quoted(name: string, blocks: readonly Block[]): readonly Block[] {
  if (!QUOTES.has(name)) return blocks;
  return blocks.map((block) => (block.kind === "paragraph" ? { ...block, kind: "quote" as const } : block));
}

function plainWord(text: string): string {
  return (/^[^\s{,]+/.exec(text)?.[0] ?? "").toLowerCase();
}
