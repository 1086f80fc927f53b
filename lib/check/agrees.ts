import type { AgreesCheck } from "../model/guidance.ts";
import { elementSoftware } from "./elementSoftware.ts";
import { interfacesAgree } from "./interfacesAgree.ts";
import { listedSoftware } from "./listedSoftware.ts";
import { noOtsClaim } from "./noOtsClaim.ts";
import type { CheckInput, Observation } from "./probe.ts";
import { productAgrees } from "./productAgrees.ts";
import { qualitySystemCitation } from "./qualitySystemCitation.ts";

const KINDS: { readonly [K in AgreesCheck["agrees"]]: (input: CheckInput) => Observation } = {
  "product-version": (input) => productAgrees(input, "version"),
  "product-name": (input) => productAgrees(input, "name"),
  "no-ots-claim": noOtsClaim,
  "listed-software": (input) => listedSoftware(input, "name"),
  "tested-version": (input) => listedSoftware(input, "version"),
  "quality-system-citation": qualitySystemCitation,
  interfaces: interfacesAgree,
  "element-software": elementSoftware,
};

/** `agrees`: two documents say the same. */
export function agrees(check: AgreesCheck, input: CheckInput): Observation {
  return KINDS[check.agrees](input);
}
