import { inner } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import { noteList, noteText, noteWord, type ShapeNotes, shownPlace, wordsOf } from "./shapeNotes.ts";
import type { SpdxElement } from "./spdxSource.ts";
import { asList, asObject, opening, ownText } from "./statedJson.ts";

/** SPDX 2.3, clause 7.24. */
const PURPOSES = wordsOf(
  "APPLICATION FRAMEWORK LIBRARY CONTAINER OPERATING-SYSTEM DEVICE FIRMWARE SOURCE ARCHIVE FILE INSTALL OTHER",
);

/** SPDX 2.3, clause 7.10. */
const ALGORITHMS = wordsOf(
  "SHA1 SHA224 SHA256 SHA384 SHA512 SHA3-256 SHA3-384 SHA3-512 MD2 MD4 MD5 MD6 BLAKE2b-256 BLAKE2b-384 BLAKE2b-512 BLAKE3 ADLER32",
);

/** SPDX 2.3, clause 11.1. */
const RELATIONSHIPS = wordsOf(
  [
    "AMENDS ANCESTOR_OF BUILD_DEPENDENCY_OF BUILD_TOOL_OF CONTAINED_BY CONTAINS COPY_OF DATA_FILE_OF DEPENDENCY_MANIFEST_OF DEPENDENCY_OF",
    "DEPENDS_ON DESCENDANT_OF DESCRIBED_BY DESCRIBES DEV_DEPENDENCY_OF DEV_TOOL_OF DISTRIBUTION_ARTIFACT DOCUMENTATION_OF DYNAMIC_LINK",
    "EXAMPLE_OF EXPANDED_FROM_ARCHIVE FILE_ADDED FILE_DELETED FILE_MODIFIED GENERATED_FROM GENERATES HAS_PREREQUISITE METAFILE_OF",
    "OPTIONAL_COMPONENT_OF OPTIONAL_DEPENDENCY_OF OTHER PACKAGE_OF PATCH_APPLIED PATCH_FOR PREREQUISITE_FOR PROVIDED_DEPENDENCY_OF",
    "REQUIREMENT_DESCRIPTION_FOR RUNTIME_DEPENDENCY_OF SPECIFICATION_FOR STATIC_LINK TEST_CASE_OF TEST_DEPENDENCY_OF TEST_OF TEST_TOOL_OF",
    "VARIANT_OF",
  ].join(" "),
);

const TEXTS = [
  "SPDXID",
  "name",
  "versionInfo",
  "supplier",
  "originator",
  "licenseDeclared",
  "licenseConcluded",
  "validUntilDate",
];
const LISTS = ["checksums", "externalRefs", "annotations"];

/** Notes what in a package of SPDX 2 is not of the shape that the readers look for, in any of its syntaxes. */
export function noteSpdxPackage(notes: ShapeNotes, { value, spot }: SpdxElement): void {
  const found = asObject(value);
  if (found === undefined) {
    notes.add("An entry of `packages` is no package, so it is not read", () => inner(spot));
    return;
  }
  for (const key of TEXTS) {
    const held = found[key];
    if (held !== undefined && typeof held !== "string")
      noteText(notes, key, held, () => shownPlace(spot.child(key), held));
  }
  if (found.SPDXID === undefined) {
    notes.add("The package has no `SPDXID`, so no relationship can lead to it", () => opening(spot));
  }
  for (const key of LISTS) {
    const held = found[key];
    if (held !== undefined && !Array.isArray(held)) noteList(notes, key, held, () => shownPlace(spot.child(key), held));
  }
  noteWords(notes, found, spot);
}

function noteWords(notes: ShapeNotes, found: Readonly<Record<string, unknown>>, spot: Spot): void {
  const purpose = found.primaryPackagePurpose;
  if (typeof purpose === "string" && !PURPOSES.has(purpose)) {
    const what = "package purpose of SPDX, so the package is treated as software";
    noteWord(notes, { what, word: purpose, known: PURPOSES, place: () => inner(spot.child("primaryPackagePurpose")) });
  }
  const checksums = asList(found.checksums);
  for (let i = 0; i < checksums.length; i++) {
    const word = ownText(asObject(checksums[i]), "algorithm");
    if (word === undefined || ALGORITHMS.has(word)) continue;
    const what = "checksum algorithm of SPDX, so checksums of it are not judged";
    const place = () => inner(spot.child("checksums", i, "algorithm"));
    noteWord(notes, { what, word, known: ALGORITHMS, place });
  }
}

const ENDS = ["spdxElementId", "relationshipType", "relatedSpdxElement"];

/** Notes relationships that are not read, or whose kind SPDX 2 does not know. */
export function noteSpdxRelationship(notes: ShapeNotes, { value, spot }: SpdxElement): void {
  const found = asObject(value);
  const missing = ENDS.find((key) => typeof found?.[key] !== "string");
  if (missing !== undefined) {
    notes.add(`The relationship has no \`${missing}\` that is a text, so it is not read`, () => opening(spot));
    return;
  }
  const word = ownText(found, "relationshipType") ?? "";
  if (RELATIONSHIPS.has(word)) return;
  const what = "relationship type of SPDX 2, so it counts neither as a dependency nor as a part";
  noteWord(notes, { what, word, known: RELATIONSHIPS, place: () => inner(spot.child("relationshipType")) });
}
