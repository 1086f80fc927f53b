import { PackageURL } from "packageurl-js";
import type { ValueRule } from "../model/guidance.ts";
import type { Component, Hash } from "../model/sbom.ts";
import type { Span } from "../model/span.ts";
import type { Submission } from "../model/submissionSet.ts";
import { sbomOf } from "./collections.ts";

interface Judged {
  readonly value: unknown;
  readonly span: Span;
  readonly element: unknown;
  readonly submission: Submission;
}

/** Where something stands; in the element's own document unless a path says otherwise. */
interface Stood {
  readonly span: Span;
  readonly path?: string;
}

/** What is wrong with a value: what was expected, and where to point when it is not the whole value. */
interface Wrong {
  readonly expected: string;
  readonly found?: string;
  readonly at?: Stood;
  readonly related?: readonly Stood[];
}

type Judgement = "right" | "not judged" | Wrong;

/** The kinds of value that `is:` may name. */
export const VALUE_RULES: { readonly [K in ValueRule]: (judged: Judged) => Judgement } = {
  "exact-version": exactVersion,
  "iso-date": ({ value }) => (isoDay(String(value)) ? "right" : { expected: "a date such as 2029-06-30" }),
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

function exactVersion({ value, element }: Judged): Judgement {
  const text = String(value).trim();
  if (isExactVersion(text) || (text === "0.0.0" && isPublished(element as Partial<Component>))) return "right";
  return { expected: "one exact version" };
}

/** A few packages were never published under another number than 0.0.0; their entries come with a package URL and the hash of the published file. */
function isPublished({ purl, hashes }: Partial<Component>): boolean {
  return purl?.state === "given" && hashes?.state === "given";
}

/** Ranges and moving names do not tell what is shipped. Source: NTIA attribute "Version"; facts 4.2. */
function isExactVersion(text: string): boolean {
  if (/^(latest|newest|current|any|unspecified|snapshot|head|main|master|\*|x|0\.0\.0)$/i.test(text)) return false;
  // Distributions write pre-releases with a tilde inside; a tilde in front is a range.
  if (/^[\^~]|[*^<>=|]/.test(text)) return false;
  return !/(^|\.)[xX]$/.test(text) && !/\s-\s/.test(text) && !/\$\{|^\[|^\(|,/.test(text);
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Remembers the last answer: several rules look at the same value one after the other. */
function remembering<T>(answer: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly answer: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, answer: answer(text) };
    return last.answer;
  };
}

/** The day of an ISO 8601 date or timestamp as `YYYY-MM-DD`; undefined where it is none or names no real day. */
export const isoDay = remembering((text): string | undefined => {
  const match = /^\s*((\d{4})-(\d{2})-(\d{2}))(?:\s*$|T\d{2}:\d{2})/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[2]), Number(match[3]), Number(match[4])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day < 1 || day > (DAYS[month - 1] ?? 0) || (month === 2 && day === 29 && !leap)) return undefined;
  return match[1];
});

function isDateTime(text: string): boolean {
  return isoDay(text) !== undefined && /T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text.trim());
}

function notInFuture({ value, submission }: Judged): Judgement {
  const day = isoDay(String(value));
  if (!day) return "not judged";
  return day <= submission.asOf ? "right" : { expected: `a day not after ${submission.asOf}` };
}

function supportNotOver({ value, submission }: Judged): Judgement {
  const day = isoDay(String(value));
  if (!day) return "not judged";
  return day >= submission.asOf ? "right" : { expected: `a day not before ${submission.asOf}` };
}

function supportCoversDevice({ value, submission }: Judged): Judgement {
  const device = submission.config?.device.supportEnds;
  const deviceDay = device?.state === "given" ? isoDay(device.value) : undefined;
  if (!deviceDay) return "not judged";
  const day = isoDay(String(value));
  // Support that is over already is reported by its own requirement; twice would be noise.
  if (!day || day < submission.asOf) return "not judged";
  return day >= deviceDay ? "right" : { expected: deviceDay };
}

/** The everyday forms, which need no full reading: plain names and versions, with a namespace where the type asks for one. */
const PLAIN_PURL =
  /^pkg:(?:(?:npm|pypi|cargo|nuget|gem|generic|golang)\/|(?:maven|golang|deb|rpm|apk|github)\/(?:[\w.-]+\/){1,8})[\w.-]+@([\w.+-]+)$/;

/** Maven asks for a group; without one the reader only throws, which is slow over a whole SBOM. Source: purl-spec, maven. */
const NO_GROUP = /^pkg:maven\/[^/]*$/;

/** A package URL's version (empty where it has none); undefined where it is no package URL. Source: purl-spec. */
const purlVersion = remembering((text): string | undefined => {
  const plain = PLAIN_PURL.exec(text);
  if (plain) return plain[1];
  if (NO_GROUP.test(text)) return undefined;
  try {
    return PackageURL.fromString(text).version ?? "";
  } catch {
    return undefined;
  }
});

function purlAgrees({ value, element }: Judged): Judgement {
  const found = purlVersion(String(value));
  const { version } = element as Component;
  if (!found || version.state !== "given") return "not judged";
  const stated = version.value.trim();
  if (found === stated || isSameVersion(found, stated) || isSameVersion(stated, found)) return "right";
  return { expected: stated, found, related: [version] };
}

/** A leading `v` or `go` is spelling; distributions leave the epoch or the revision out of one of the two. */
function isSameVersion(long: string, short: string): boolean {
  const plain = long.replace(/^(?:v|go)(?=\d)/, "");
  return plain === short.replace(/^(?:v|go)(?=\d)/, "") || plain.startsWith(`${short}-`) || plain.endsWith(`:${short}`);
}

function isCpe(text: string): boolean {
  if (text.startsWith("cpe:2.3:")) return /^cpe:2\.3:[aho*-](:(?:[^:\\\s]|\\\S){1,200}){10}$/.test(text);
  return /^cpe:\/[aho]?(:[^:\s]{0,200}){1,6}$/i.test(text);
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

/** Words that say that somebody still looks after a component; the list of levels is open (FDA 2026-02-03, V.A.4(b), "e.g."). */
const MAINTAINED = /^(actively[ -]maintained|active|maintained|supported|support|lts|security only|limited ?support)$/i;

function supportLevelAgrees({ value, element, submission }: Judged): Judgement {
  const { end } = (element as Component).support;
  const day = end.state === "given" ? isoDay(end.value) : undefined;
  if (!day || end.state !== "given" || !MAINTAINED.test(String(value).trim())) return "not judged";
  return day >= submission.asOf ? "right" : { expected: end.value, related: [end] };
}

function isRealName(name: string): boolean {
  const text = name.trim();
  return (
    !/^(?:sha\d+:)?[0-9a-f]{32,128}$/i.test(text) && !/^(\/|[A-Za-z]:\\|\.{1,2}\/)/.test(text) && !text.includes("${")
  );
}
