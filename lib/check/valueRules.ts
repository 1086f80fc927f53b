import type { ValueRule } from "../model/guidance.ts";
import type { Hash } from "../model/sbom.ts";
import { sbomOf } from "./collections.ts";
import { isCpe, licenseExpression, matchable, purlAgrees, purlVersion } from "./identifierRules.ts";
import { isoDay } from "./isoDay.ts";
import type { Judged, Judgement } from "./judged.ts";
import { remembering } from "./remembering.ts";
import {
  levelTells,
  supportAssessedLately,
  supportCoversDevice,
  supportDate,
  supportDatesAgree,
  supportLevelAgrees,
  supportNotNear,
  supportNotOver,
  unmaintained,
} from "./supportRules.ts";
import { exactVersion } from "./versionRules.ts";

/** The kinds of value that `is:` may name. */
export const VALUE_RULES: { readonly [K in ValueRule]: (judged: Judged) => Judgement } = {
  "exact-version": exactVersion,
  "support-date": supportDate,
  "date-time": ({ value }) =>
    isDateTime(String(value)) ? "right" : { expected: "a time such as 2026-10-01T09:00:00Z" },
  "not-in-future": notInFuture,
  "support-not-over": supportNotOver,
  "support-covers-device": supportCoversDevice,
  "valid-purl": ({ value }) =>
    purlVersion(String(value)) !== undefined ? "right" : { expected: "a package URL such as pkg:npm/left-pad@1.3.0" },
  "purl-agrees": purlAgrees,
  "valid-cpe": ({ value }) =>
    isCpe(String(value)) ? "right" : { expected: "a CPE 2.3 name of 13 parts, or a cpe:/ URI" },
  "hash-length": hashLength,
  "strong-hash": strongHash,
  "support-level-agrees": supportLevelAgrees,
  "real-name": ({ value }) => (isRealName(String(value)) ? "right" : { expected: "the component's name" }),
  "settled-state": ({ value }) => (value === "under investigation" ? { expected: "a settled state" } : "right"),
  triaged: ({ value }) => (value === "untriaged" ? { expected: "a decision" } : "right"),
  "not-open": ({ value }) => (value === "open" ? { expected: "a settled status" } : "right"),
  "not-before-sbom": notBeforeSbom,
  "support-not-near": supportNotNear,
  "support-dates-agree": supportDatesAgree,
  "support-assessed-lately": supportAssessedLately,
  "level-tells": levelTells,
  unmaintained,
  matchable,
  "license-expression": licenseExpression,
  "names-version": ({ value }) =>
    /\d|[\s-](?:in-)?(?:dev|snapshot|nightly|main|unknown)$/i.test(String(value))
      ? "right"
      : { expected: "the version of the tool" },
};

/** Compared with the oldest SBOM of the submission, so that a second SBOM that is generated anew each day makes nothing old. */
function notBeforeSbom({ value, submission }: Judged): Judgement {
  const day = isoDay(String(value));
  const [oldest] = submission.documents
    .flatMap(({ path, file }) => {
      const stated = sbomOf(file)?.timestamp;
      const made = stated?.state === "given" ? isoDay(stated.value) : undefined;
      return stated?.state === "given" && made ? [{ made, path, span: stated.span }] : [];
    })
    .sort((one, other) => (one.made < other.made ? -1 : 1));
  if (!day || !oldest) return "not judged";
  return day >= oldest.made ? "right" : { expected: oldest.made, related: [oldest] };
}

function isDateTime(text: string): boolean {
  return isoDay(text) !== undefined && /T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text.trim());
}

function notInFuture({ value, submission }: Judged): Judgement {
  const day = isoDay(String(value));
  if (!day) return "not judged";
  return day <= submission.asOf ? "right" : { expected: `a day not after ${submission.asOf}` };
}

/** Hex digits of each algorithm; others are not judged. */
const HASH_DIGITS: Readonly<Record<string, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
  sha3256: 64,
  sha3384: 96,
  sha3512: 128,
  blake2b256: 64,
  blake2b384: 96,
  blake2b512: 128,
  blake3: 64,
};

/** Hex digits of an algorithm as it is written. */
const digitsOf = remembering(
  (algorithm): number | undefined => HASH_DIGITS[algorithm.toLowerCase().replace(/[^a-z0-9]/g, "")],
);

function hashLength({ value }: Judged): Judgement {
  for (const hash of value as readonly Hash[]) {
    const digits = digitsOf(hash.algorithm);
    if (digits === undefined) continue;
    if (hash.content.length !== digits || !isHex(hash.content)) {
      return { expected: `${digits} hexadecimal digits for ${hash.algorithm}`, found: hash.content, at: hash };
    }
  }
  return "right";
}

/** Digits are looked at one by one, because a pattern that takes both cases is several times slower and a huge SBOM has a hash everywhere. */
function isHex(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const isDigit = c >= 0x30 && c <= 0x39;
    const letter = c | 0x20;
    if (!isDigit && (letter < 0x61 || letter > 0x66)) return false;
  }
  return text !== "";
}

function strongHash({ value }: Judged): Judgement {
  const hashes = value as readonly Hash[];
  const weak = (hash: Hash) => /^(md[245]|sha-?1)$/i.test(hash.algorithm);
  const first = hashes[0];
  if (!first || !hashes.every(weak)) return "right";
  return { expected: "SHA-256 or stronger", found: first.algorithm, at: first };
}

function isRealName(name: string): boolean {
  const text = name.trim();
  return (
    !/^(?:sha\d+:)?[0-9a-f]{32,128}$/i.test(text) && !/^(\/|[A-Za-z]:\\|\.{1,2}\/)/.test(text) && !text.includes("${")
  );
}
