/** The facts about the support of a component that FDA asks for, and the two that stand in for them. */
export type SupportFact = "level" | "end" | "endOfLife" | "justification" | "plan" | "assessed";

/**
 * Every name under which support data has been met, without `-`, `_`, spaces and `:` and in lower case.
 * CycloneDX property taxonomy (`cdx:lifecycle:milestone:*`), the proposal for `cdx:fda:*`, names of vendors
 * (`reliza:support:*`, `cdx:cle:*`), SPDX 2.3 `validUntilDate`, and names that makers think of by themselves.
 */
const NAMES: Readonly<Record<SupportFact, readonly string[]>> = {
  level: [
    "levelofsupport",
    "supportlevel",
    "supportstatus",
    "statusofsupport",
    "softwarelevelofsupport",
    "maintenancelevel",
    "maintenancestatus",
    "maintainedstatus",
  ],
  end: [
    "endofsupport",
    "endofsupportdate",
    "dateofendofsupport",
    "eos",
    "eosdate",
    "supportend",
    "supportends",
    "supportenddate",
    "supportendson",
    "supporteduntil",
    "supportuntil",
    "supportexpires",
    "endofsecuritysupport",
    "endofsecuritysupportdate",
    "securitysupportends",
    "securitysupportenddate",
    "validuntil",
    "validuntildate",
  ],
  endOfLife: ["endoflife", "endoflifedate", "eol", "eoldate"],
  justification: [
    "fdajustification",
    "supportjustification",
    "supportleveljustification",
    "levelofsupportjustification",
    "endofsupportjustification",
    "endofsupportdatejustification",
    "eosjustification",
    "supportrationale",
    "levelofsupportrationale",
    "endofsupportrationale",
    "eosrationale",
    "endofsupportreason",
  ],
  plan: [
    "updateorreplaceplan",
    "updateplan",
    "replaceplan",
    "replacementplan",
    "endofsupportplan",
    "eosplan",
    "supportplan",
    "maintenanceplan",
    "migrationplan",
  ],
  assessed: [
    "supportassesseddate",
    "supportassessedat",
    "supportlastassessed",
    "supportassessed",
    "supportcheckedon",
    "supportverifiedon",
  ],
};

const BY_NAME: ReadonlyMap<string, SupportFact> = new Map(
  (Object.entries(NAMES) as [SupportFact, readonly string[]][]).flatMap(([fact, names]) =>
    names.map((name): [string, SupportFact] => [name, fact]),
  ),
);

/** A huge SBOM repeats a handful of names; a hostile one has a new name each time, so the memory is bounded. */
const remembered = new Map<string, SupportFact | null>();
const REMEMBER_AT_MOST = 1000;

/** Names longer than this are no names. */
const LONGEST = 200;

/**
 * What a property, annotation or reference of this name tells about support; undefined for all others.
 * The whole name is tried first, then each part after a `:`, `.`, `/` or `#`, so that any prefix of a company counts.
 */
export function supportFact(name: string): SupportFact | undefined {
  if (name.length > LONGEST) return undefined;
  const known = remembered.get(name);
  if (known !== undefined) return known ?? undefined;
  const fact = lookUp(name);
  if (remembered.size < REMEMBER_AT_MOST) remembered.set(name, fact ?? null);
  return fact;
}

function lookUp(name: string): SupportFact | undefined {
  const segments = name.split(/[:./#]/);
  for (let from = 0; from < segments.length; from++) {
    const fact = BY_NAME.get(folded(segments.slice(from).join("")));
    if (fact) return fact;
  }
  return undefined;
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[-_\s]/g, "");
}
