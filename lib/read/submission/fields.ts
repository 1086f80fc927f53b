import type { Problem, Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from "../../parse/yaml.ts";
import { nearestWord } from "./nearestWord.ts";

const STAND_IN = /^(?:|\?+|unknown|tbd|tbc|todo|n\/?a|none|xxx+)$/i;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Reads typed members out of a YAML map and collects what is wrong with them, each at its place. */
export class Fields {
  readonly problems: Problem[] = [];

  /** The map's entries by key; keys that are not known are reported with the nearest known one. */
  entries(map: YamlMap, known: readonly string[], where: string): Map<string, YamlEntry> {
    const found = new Map<string, YamlEntry>();
    for (const entry of map.entries) {
      if (known.includes(entry.key)) found.set(entry.key, entry);
      else {
        const hint = suggestion(entry.key, known) ?? `the keys are ${known.join(", ")}.`;
        this.report(`\`${entry.key}\` is not a key of ${where}; ${hint}`, entry.keySpan);
      }
    }
    return found;
  }

  map(entry: YamlEntry | undefined, example: string): YamlMap | undefined {
    if (!entry || isEmpty(entry.value)) return undefined;
    if (entry.value.kind === "map") return entry.value;
    this.report(`\`${entry.key}\` needs keys below it, such as \`${example}\`.`, entry.value.span);
    return undefined;
  }

  /** A text or number; a stand-in such as `TBD`, or a key with nothing behind it, is declared unknown. */
  text(entry: YamlEntry | undefined): Stated<string> {
    if (!entry) return ABSENT;
    const scalar = this.#scalar(entry.value, entry.key);
    if (!scalar) return ABSENT;
    if (scalar.value === null || STAND_IN.test(scalar.text.trim())) {
      return { state: "unknown", raw: scalar.text, span: scalar.span };
    }
    return { state: "given", value: scalar.text.trim(), span: scalar.span };
  }

  date(entry: YamlEntry | undefined): Stated<string> {
    const text = this.text(entry);
    if (text.state !== "given" || isDate(text.value)) return text;
    this.report(`\`${text.value}\` is not a date; write it as year-month-day, such as 2026-12-31.`, text.span);
    return ABSENT;
  }

  truth(entry: YamlEntry | undefined): Stated<boolean> {
    if (!entry || isEmpty(entry.value)) return ABSENT;
    const { value } = entry;
    if (value.kind === "scalar" && typeof value.value === "boolean") {
      return { state: "given", value: value.value, span: value.span };
    }
    this.report(`\`${entry.key}\` is either true or false, without quotes.`, value.span);
    return ABSENT;
  }

  /** One of a closed set of words. */
  word<W extends string>(entry: YamlEntry | undefined, known: readonly W[], kind: string): Stated<W> {
    const text = this.text(entry);
    if (text.state !== "given") return text;
    const word = this.#known(text, known, kind);
    return word === undefined ? ABSENT : { state: "given", value: word, span: text.span };
  }

  /** A list of words of a closed set, or one such word. */
  words<W extends string>(entry: YamlEntry | undefined, known: readonly W[], kind: string): W[] {
    const found = this.texts(entry).map((text) => this.#known(text, known, kind));
    return [...new Set(found.filter((word) => word !== undefined))];
  }

  /** A list of texts, or one text. */
  texts(entry: YamlEntry | undefined): { readonly value: string; readonly span: Span }[] {
    if (!entry || isEmpty(entry.value)) return [];
    const nodes = entry.value.kind === "seq" ? entry.value.items : [entry.value];
    return nodes.flatMap((node) => {
      const scalar = this.#scalar(node, entry.key);
      return scalar && scalar.value !== null ? [{ value: scalar.text.trim(), span: scalar.span }] : [];
    });
  }

  report(message: string, span: Span): void {
    this.problems.push({ message, span });
  }

  #scalar(node: YamlNode, key: string): YamlScalar | undefined {
    if (node.kind === "scalar") return node;
    this.report(`\`${key}\` takes one text here, not a ${node.kind === "seq" ? "list" : "map of keys"}.`, node.span);
    return undefined;
  }

  #known<W extends string>(text: { value: string; span: Span }, known: readonly W[], kind: string): W | undefined {
    const word = known.find((one) => one === text.value);
    if (word !== undefined) return word;
    const list = `use one of ${known.join(", ")}.`;
    this.report(`\`${text.value}\` is not a ${kind}; ${suggestion(text.value, known) ?? list}`, text.span);
    return undefined;
  }
}

function suggestion(written: string, known: readonly string[]): string | undefined {
  const near = nearestWord(written, known);
  return near === undefined ? undefined : `did you mean \`${near}\`?`;
}

/** A key with nothing behind it says nothing. */
export function isEmpty(node: YamlNode): boolean {
  return node.kind === "scalar" && node.value === null;
}

/** A day that exists, as `YYYY-MM-DD`. */
function isDate(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
