import type { Stated } from "../../model/stated.ts";
import type { VexState } from "../../model/vex.ts";

/** A format's word for a status in the neutral words; a word that the format does not know says nothing. */
export function statedState(stated: Stated<string>, words: Readonly<Record<string, VexState>>): Stated<VexState> {
  if (stated.state !== "given") return stated;
  const word = stated.value.toLowerCase();
  const state = Object.hasOwn(words, word) ? words[word] : undefined;
  if (state) return { ...stated, value: state, via: stated.value };
  return { state: "unknown", raw: stated.value, span: stated.span };
}
