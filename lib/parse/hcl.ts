import type { Problem, Span } from "../model/span.ts";
import { HclScan } from "./hclScan.ts";

/** An HCL file as a tree with places. Expressions are kept as they are written; nothing is evaluated and nothing is fetched. */
export interface HclDocument {
  readonly text: string;
  /** Reading stops at the first problem; what stands before it is there. */
  readonly problems: readonly Problem[];
  readonly body: HclBody;
}

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: HclValue;
}

/** `threat "Crown theft" { ... }`. */
export interface HclBlock {
  readonly type: string;
  readonly typeSpan: Span;
  readonly labels: readonly HclLabel[];
  readonly body: HclBody;
  readonly span: Span;
}

export interface HclLabel {
  readonly text: string;
  /** The text between the quotes; an empty one with its quotes. */
  readonly span: Span;
}

export interface HclValue {
  /** `other` is an expression, whose text is its source. */
  readonly kind: "text" | "number" | "bool" | "null" | "list" | "map" | "other";
  /** The value as text; of a list or map its source. */
  readonly text: string;
  /** Of a text what stands between the quotes; an empty one with its quotes. */
  readonly span: Span;
  /** The values of a list; empty for anything else. */
  readonly items: readonly HclValue[];
}

const MAX_DEPTH = 64;

/** Reads HCL into a tree. Never throws for bad content. */
export function parseHcl(text: string): HclDocument {
  const parser = new HclParser(text);
  const body = parser.body(0);
  return { text, problems: parser.problems, body };
}

class HclParser {
  readonly problems: Problem[] = [];
  readonly #scan: HclScan;

  constructor(text: string) {
    this.#scan = new HclScan(text);
  }

  /** What stands up to the closing brace, or up to the end of the file. */
  body(depth: number): HclBody {
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    const scan = this.#scan;
    while (this.problems.length === 0) {
      scan.skipSpace();
      if (scan.atEnd || (depth > 0 && scan.sees("}"))) break;
      const name = scan.word();
      if (!name) {
        this.#fail("A name should stand here; HCL holds `name = value` and `block { ... }`.", scan.here(1));
        break;
      }
      scan.skipBlanks();
      const isAttribute = scan.sees("=") && !scan.sees("==");
      if (isAttribute) {
        scan.at++;
        const value = this.#value(depth);
        if (value) attributes.push({ name: name.text, nameSpan: name.span, value });
      } else {
        const block = this.#block(name, depth);
        if (block) blocks.push(block);
      }
    }
    return { attributes, blocks };
  }

  #block(type: HclLabel, depth: number): HclBlock | undefined {
    const scan = this.#scan;
    const labels: HclLabel[] = [];
    for (scan.skipBlanks(); !scan.sees("{"); scan.skipBlanks()) {
      const label = scan.sees('"') ? scan.quoted() : scan.word();
      if (!label) {
        this.#fail(`\`${type.text}\` is followed neither by \`=\` nor by \`{\`.`, type.span);
        return undefined;
      }
      labels.push(label);
    }
    const brace = scan.here(1);
    scan.at++;
    if (depth >= MAX_DEPTH) {
      this.#fail(
        `Blocks are nested more than ${MAX_DEPTH} levels deep here; Premarket does not read such a file.`,
        brace,
      );
      return undefined;
    }
    const body = this.body(depth + 1);
    if (this.problems.length === 0 && !scan.sees("}"))
      this.#fail("The file ends inside the block that opens here.", brace);
    const span = { start: type.span.start, end: Math.min(scan.at + 1, scan.text.length) };
    scan.at++;
    return { type: type.text, typeSpan: type.span, labels, body, span };
  }

  #value(depth: number): HclValue | undefined {
    const scan = this.#scan;
    scan.skipBlanks();
    if (depth >= MAX_DEPTH) {
      this.#fail(
        `Values are nested more than ${MAX_DEPTH} levels deep here; Premarket does not read such a file.`,
        scan.here(1),
      );
      return undefined;
    }
    const start = scan.at;
    if (scan.sees('"')) {
      const quoted = scan.quoted();
      if (!quoted) {
        this.#fail("The text that begins here has no closing quote.", { start, end: start + 1 });
        return undefined;
      }
      return scan.endsValue() ? { kind: "text", ...quoted, items: [] } : this.#expression(start);
    }
    if (scan.sees("<<")) return this.#heredoc();
    if (scan.sees("[")) return this.#list(depth);
    return this.#expression(start);
  }

  #heredoc(): HclValue | undefined {
    const start = this.#scan.at;
    const heredoc = this.#scan.heredoc();
    if (!heredoc) {
      this.#fail("The text that begins here has no closing mark.", { start, end: start + 2 });
      return undefined;
    }
    return { kind: "text", ...heredoc, items: [] };
  }

  #list(depth: number): HclValue | undefined {
    const scan = this.#scan;
    const start = scan.at++;
    const items: HclValue[] = [];
    for (scan.skipSpace(); !scan.sees("]"); scan.skipSpace()) {
      const before = scan.at;
      const item = scan.atEnd ? undefined : this.#value(depth + 1);
      if (!item || scan.at === before) {
        this.#fail("The list that opens here is not closed.", { start, end: start + 1 });
        return undefined;
      }
      items.push(item);
      scan.skipSpace();
      if (scan.sees(",")) scan.at++;
    }
    scan.at++;
    return { kind: "list", text: scan.text.slice(start, scan.at), span: { start, end: scan.at }, items };
  }

  /** A number, a word, a map, or anything that has to be computed. */
  #expression(start: number): HclValue | undefined {
    const span = this.#scan.expression(start);
    const text = this.#scan.text.slice(span.start, span.end);
    if (text === "") {
      this.#fail("A value should stand here.", this.#scan.here(1));
      return undefined;
    }
    const kind = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)
      ? "number"
      : text === "true" || text === "false"
        ? "bool"
        : text === "null"
          ? "null"
          : text.startsWith("{")
            ? "map"
            : "other";
    return { kind, text, span, items: [] };
  }

  #fail(message: string, span: Span): void {
    if (this.problems.length === 0) this.problems.push({ message, span });
  }
}
