import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Mitigation, ThreatAspect, ThreatModel } from "../../model/threatModel.ts";
import { BARE_MITIGATION, BARE_MODEL } from "./bareParts.ts";
import { anchorAt, type ValueView } from "./valueView.ts";

const EXPRESSES: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>(["owner", "threat-mitigation", "verification"]);

/**
 * Reads the declarations of a CycloneDX 1.6 or 1.7 file: each claim is something that is done about security, with the requirements
 * that it is held against and the evidence that it names. Such a file lists no threats and draws no system.
 */
export function readCycloneDxClaims(root: ValueView): ThreatModel {
  const [attestation] = root.items("declarations", "attestations");
  const title = attestation?.text("summary") ?? ABSENT;
  const claims = root.items("declarations", "claims");
  return {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "CycloneDX",
    version: root.string("specVersion") ?? "",
    serialization: "json",
    expresses: EXPRESSES,
    anchor: title.state === "absent" ? (root.get("declarations") ?? root).opening : title.span,
    title,
    owner: signatoryOf(root),
    mitigations: claims.map((claim, index) => readClaim(claim, index, root)),
  };
}

function signatoryOf(root: ValueView): Stated<string> {
  const [first] = root.items("declarations", "affirmation", "signatories");
  return first?.text("name") ?? ABSENT;
}

function readClaim(claim: ValueView, index: number, root: ValueView): Mitigation {
  const id = claim.string("bom-ref") ?? `claim ${index + 1}`;
  const maps = root.items("declarations", "attestations").flatMap((one) => one.items("map"));
  const asked = maps.filter((map) => map.strings("claims").includes(id)).map((map) => map.get("requirement"));
  const references = [...asked, ...claim.items("evidence"), ...claim.items("mitigationStrategies")];
  return {
    ...BARE_MITIGATION,
    id,
    text: claim.text("predicate"),
    anchor: anchorAt(claim, "predicate"),
    references: references.flatMap((one) => {
      const name = one?.string();
      return one === undefined || name === undefined ? [] : [{ id: name, span: one.spot.inner }];
    }),
  };
}
