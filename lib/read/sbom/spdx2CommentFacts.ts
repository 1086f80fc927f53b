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
  for (const { name, value } of rememberedPairs(comment))
    yield { name, read: () => stated(name, value, placeOf(value)) };
}

/** A huge SBOM repeats a handful of comments; a hostile one has a new one each time, so the memory is bounded. */
const remembered = new Map<string, readonly Pair[]>();

function rememberedPairs(comment: string): readonly Pair[] {
  const known = remembered.get(comment);
  if (known) return known;
  const pairs = (comment.includes("\n") ? comment.split("\n") : [comment]).flatMap(pairsIn);
  if (remembered.size < 200 && comment.length < 200) remembered.set(comment, pairs);
  return pairs;
}

interface Pair {
  readonly name: string;
  value: string;
}

function stated(name: string, value: string, span: Span): Stated<string> {
  return isDeclaredUnknown(value) ? { state: "unknown", raw: value, span } : { state: "given", value, span, via: name };
}

/** Several pairs may share a line, parted by semicolons; a part that is no pair belongs to the value before it. */
function pairsIn(line: string): Pair[] {
  const pairs: Pair[] = [];
  for (const part of line.includes(";") ? line.split(";") : [line]) {
    const pair = splitPair(part);
    const last = pairs.at(-1);
    if (pair) pairs.push(pair);
    else if (last) last.value = `${last.value};${part}`.trimEnd();
  }
  return pairs;
}

/** The name may hold colons itself, so every `=` and `:` is tried as the end of it. */
function splitPair(line: string): Pair | undefined {
  const reach = Math.min(line.length, LONGEST_NAME);
  for (let i = 0; i < reach; i++) {
    if (line[i] !== "=" && line[i] !== ":") continue;
    const name = line.slice(0, i).trim();
    if (supportFact(name)) return { name, value: line.slice(i + 1).trim() };
  }
  return undefined;
}
