import type { AnsweredCheck } from "../model/guidance.ts";
import { assessedVulnerabilities } from "./assessedVulnerabilities.ts";
import { exploitedVulnerabilities } from "./exploitedVulnerabilities.ts";
import type { CheckInput, Probe } from "./probe.ts";

const KINDS: { readonly [K in AnsweredCheck["answered"]]: (input: CheckInput) => Probe } = {
  "scan.finding": (input) => assessedVulnerabilities(input, "scan"),
  "sbom.vulnerability": (input) => assessedVulnerabilities(input, "sbom"),
  "kev.vulnerability": exploitedVulnerabilities,
};

/** `answered`: what one document finds, another one answers. */
export function answeredProbe(check: AnsweredCheck, input: CheckInput): Probe {
  return KINDS[check.answered](input);
}
