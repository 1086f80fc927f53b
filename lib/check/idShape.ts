/**
 * An id as authors write them: `T-12`, `THR_003`, `SEC-REQ-7`, `TFM-GENERIC-T-1`, `REQ4.2`. Letters first, a capital before all, then a number; how many
 * digits or which separators is not prescribed, because real schemes differ.
 */
const ID = String.raw`[A-Z][A-Za-z0-9]{0,9}(?:[-_.][A-Za-z][A-Za-z0-9]{0,9}){0,4}?[-_.]?\d{1,5}(?:[-_.](?:\d{1,3}|[A-Z]))?`;

/** Names of standards, algorithms and catalogues that look like ids. */
const NO_ID =
  /^(?:CVE|CWE|CAPEC|ISO|IEC|EN|AAMI|TIR|NIST|FIPS|SP|RFC|CFR|SHA|AES|RSA|ECDSA|UTF|TLS|SSL|HTTP|IPv|WPA|X|USB|BLE|HL|UDI|ASCII|COVID|Windows|Win|AV|AC|PR|UI|CVSS|TID|PID|MID|TA|IPV|MD|P|H|Q|V|PCD|OSCP)[-_. ]?\d/i;

const ANYWHERE = new RegExp(String.raw`(?<![\p{L}\p{N}_.-])${ID}(?![\p{L}\p{N}_]|[-.][\p{L}\p{N}])`, "gu");

/** At the start a space may part letters and number (`REQ 4.2`). */
const SPACED = String.raw`(?:REQ|Req|Threat|THREAT|Risk|RISK|Test|TEST|Control) \d{1,4}(?:\.\d{1,3})?`;
const AT_START = new RegExp(String.raw`^[\s*_\x60[(]*(${ID}|${SPACED})(?=$|[\s:.,)\]*_\x60–—|])`);

/** An id has a number; most texts have none, and a look for a digit takes far less time than the patterns. */
const DIGIT = /\d/;

/** Every id-shaped word of a text with its place. */
export function* idsIn(text: string): Iterable<{ readonly id: string; readonly start: number }> {
  if (!DIGIT.test(text)) return;
  for (const match of text.matchAll(ANYWHERE)) {
    if (!NO_ID.test(match[0])) yield { id: match[0], start: match.index };
  }
}

/** The id that a text begins with (`T-01: Spoofed gateway`), or that it is. */
export function idAtStart(text: string): string | undefined {
  const start = text.slice(0, 120);
  const id = DIGIT.test(start) ? AT_START.exec(start)?.[1] : undefined;
  return id === undefined || NO_ID.test(id) ? undefined : id;
}

/** What ids of one numbering have in common: everything before the last number. */
export function schemeOf(id: string): string {
  return id.replace(/\d{1,5}(?:[-_.](?:\d{1,3}|[A-Z]))?$/, "");
}
