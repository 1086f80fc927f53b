import type { Block, Paragraph, Quote } from "../model/prose.ts";
import { plainInline } from "./markdownInline.ts";

/** `[!NOTE]` of GitHub, and `**Note:**` as the first words of a quote. */
const NOTE_MARK = /^\[!([a-z]{3,20})\]\s*/i;
const NOTE_LABEL =
  /^(?:⚠️?|ℹ️?|💡|📝)?\s*(note|notes|warning|caution|important|attention|danger|tip|hint|info)\s*[:!–—-]\s*/i;
/** `!!! note "Title"` of MkDocs, `:::warning Title` of Docusaurus. */
const FENCED_NOTE = /^(?:!!!|\?\?\?\+?|:{3,})[ \t]*\{?([A-Za-z][\w-]{0,30})\}?[^\n]{0,200}(?:\n|$)/;
const CLOSING = /^:{3,}$/;
/** The line of a definition list under its term. */
const DEFINITION = /\n {0,3}:[ \t]+/;
const LONGEST_TERM = 120;

/** A quote that is a note in truth becomes one. */
export function noteOrQuote(quote: Quote): Block {
  const mark = NOTE_MARK.exec(quote.text) ?? NOTE_LABEL.exec(quote.text);
  if (!mark) return quote;
  return {
    kind: "admonition",
    span: quote.span,
    type: (mark[1] ?? "note").toLowerCase(),
    text: quote.text.slice(mark[0].length),
  };
}

/** A paragraph that is a note or a definition list in truth becomes that; a lone closing mark of a note becomes nothing. */
export function paragraphBlocks(paragraph: Paragraph, piece: string): readonly Block[] {
  const source = piece.slice(paragraph.span.start, paragraph.span.end);
  const first = source.charCodeAt(0);
  // `!`, `?` and `:` are the marks of notes; a definition has its own line.
  if (first === 33 || first === 63 || first === 58) {
    if (CLOSING.test(source.trim())) return [];
    const note = FENCED_NOTE.exec(source);
    if (note) return [noteOf(paragraph, source, note)];
  }
  return DEFINITION.test(source) ? definitions(paragraph, source) : [paragraph];
}

function noteOf(paragraph: Paragraph, source: string, note: RegExpExecArray): Block {
  const body = source.slice(note[0].length).replace(/\n:{3,}[ \t]*$/, "");
  return { kind: "admonition", span: paragraph.span, type: (note[1] ?? "").toLowerCase(), text: plainInline(body) };
}

/** `Term`, and below it `: what it means`, the form of Pandoc, kramdown and PHP Markdown Extra. */
function definitions(paragraph: Paragraph, source: string): readonly Block[] {
  const found: Block[] = [];
  let term: { start: number; text: string } | undefined;
  let at = 0;
  for (const line of source.split("\n")) {
    const mark = /^ {0,3}:[ \t]+/.exec(line);
    if (mark && term) {
      const start = paragraph.span.start + at + mark[0].length;
      const termStart = paragraph.span.start + term.start;
      found.push({
        kind: "definition",
        span: { start: termStart, end: start + line.length - mark[0].length },
        term: plainInline(term.text),
        termSpan: { start: termStart, end: termStart + term.text.length },
        text: plainInline(line.slice(mark[0].length)),
        textSpan: { start, end: start + line.length - mark[0].length },
      });
    } else if (mark || line.length > LONGEST_TERM) return [paragraph];
    else {
      const text = line.trim();
      term = { start: at + line.indexOf(text), text };
    }
    at += line.length + 1;
  }
  return found.length > 0 ? found : [paragraph];
}
