import type { Span } from "../../model/span.ts";
import type { Stated } from "../../model/stated.ts";
import { isDeclaredUnknown } from "./declaredUnknown.ts";
import type { NamedFact } from "./support.ts";
import { supportFact } from "./supportNames.ts";

/** Comments longer than this are prose and hold no support data. */
const LONGEST_COMMENT = 4000;

/** UTF-16 units in which the name of a pair has to end. */
const LONGEST_NAME = 101;

/**
 * `name=value` and `name: value` lines of an SPDX 2 comment whose name is one of support data (`cle:supportStatus=active`).
 * @param placeOf tells where a part of the comment stands
 */
export function* commentFacts(comment: string, placeOf: (part: string) => Span): Generator<NamedFact> {
  if (comment.length > LONGEST_COMMENT) return;
  for (const line of comment.includes("\n") ? comment.split("\n") : [comment]) {
    for (const { name, value } of pairsIn(line)) yield { name, read: () => stated(name, value, placeOf(value)) };
  }
}

function stated(name: string, value: string, span: Span): Stated<string> {
  return isDeclaredUnknown(value) ? { state: "unknown", raw: value, span } : { state: "given", value, span, via: name };
}

/** Several pairs may share a line, parted by semicolons; a part that is no pair belongs to the value before it. */
function pairsIn(line: string): { name: string; value: string }[] {
  const pairs: { name: string; value: string }[] = [];
  for (const part of line.includes(";") ? line.split(";") : [line]) {
    const pair = splitPair(part);
    const last = pairs.at(-1);
    if (pair) pairs.push(pair);
    else if (last) last.value = `${last.value};${part}`.trimEnd();
  }
  return pairs;
}

/** The name may hold colons itself, so every `=` and `:` is tried as the end of it. */
function splitPair(line: string): { name: string; value: string } | undefined {
  const reach = Math.min(line.length, LONGEST_NAME);
  for (let i = 0; i < reach; i++) {
    if (line[i] !== "=" && line[i] !== ":") continue;
    const name = line.slice(0, i).trim();
    if (supportFact(name)) return { name, value: line.slice(i + 1).trim() };
  }
  return undefined;
}
