import type { ThreatsCheck } from "../model/guidance.ts";
import type { CheckInput, Observation } from "./probe.ts";
import { copiedText } from "./threatsCopied.ts";
import { elementsCovered } from "./threatsElements.ts";
import { exploitability } from "./threatsExploitability.ts";
import { handedOver } from "./threatsHandedOver.ts";
import { strideCategories } from "./threatsStride.ts";

const KINDS: { readonly [K in ThreatsCheck["threats"]]: (input: CheckInput) => Observation } = {
  "elements-covered": elementsCovered,
  "stride-categories": strideCategories,
  "copied-text": copiedText,
  exploitability,
  "handed-over": handedOver,
};

/** `threats`: what is asked of a threat model as a whole. */
export function threats(check: ThreatsCheck, input: CheckInput): Observation {
  return KINDS[check.threats](input);
}
