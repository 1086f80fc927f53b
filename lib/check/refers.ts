import type { RefersCheck } from "../model/guidance.ts";
import { dependencyReferences } from "./dependencyReferences.ts";
import { flatGraph } from "./flatGraph.ts";
import type { CheckInput, Probe } from "./probe.ts";
import { reachable } from "./reachable.ts";
import { supportRows } from "./supportRows.ts";
import { uniqueIds } from "./uniqueIds.ts";
import { vexAnswersAgree } from "./vexAnswersAgree.ts";
import { vexReferences } from "./vexReferences.ts";

const KINDS: { readonly [K in RefersCheck["refers"]]: (input: CheckInput) => Probe } = {
  "sbom.dependency": dependencyReferences,
  "sbom.duplicate-id": uniqueIds,
  "sbom.reachable": reachable,
  "vex.affects": vexReferences,
  "sbom.flat": flatGraph,
  "vex.answers": vexAnswersAgree,
  "support.component": supportRows,
};

/** `refers`: references resolve to something that exists, and to one thing only. */
export function refersProbe(check: RefersCheck, input: CheckInput): Probe {
  return KINDS[check.refers](input);
}
