import { voiceOf } from "../read/prose/voice.ts";

/** Advice proper; a policy that says "should" speaks of what is done there. */
const ADVICE =
  /\b(?:recommend(?:ed|s|ation|ations)?|suggest(?:ed|s|ion|ions)?|should consider|consider (?:using|adding|implementing|enabling|adopting|whether)|could be|advisable|ideally|would benefit)\b/;
/** What an attacker may do, which is a threat and no control. */
const ATTACK =
  /\b(?:attackers?|adversar(?:y|ies)|malicious (?:actors?|users?|insiders?|code|software)|hackers?|threat actors?|unauthori[sz]ed (?:user|person|part|actor|individual)\w{0,3}) (?:can|could|may|might|would|who|with|attempts?|gains?|tries|is able|exploits?|obtains?|intercepts?|modif\w{1,4}|steals?|sends?|compromises?|uses?)\b/;

/** True for a sentence (lower-cased) that says what is so or has to be so, in the document's own name. */
export function states(sentence: string, heading: string): boolean {
  const voice = voiceOf(sentence, { heading });
  if (voice === "recommendation") return /\bshould\b/.test(sentence) && !ADVICE.test(sentence);
  if (voice !== "own" && voice !== "requirement") return false;
  return !ATTACK.test(sentence) && !KNOWN_FLAW.test(sentence) && !ASSUMED.test(sentence);
}

/** A sentence about one published vulnerability tells what went wrong somewhere, not what this product does. */
export const KNOWN_FLAW = /\bcve-\d{4}-\d{4,7}\b/;

/** What is taken for granted is nothing that the product does. */
const ASSUMED = /\b(?:(?:is|are|be) (?:assumed|presumed)|(?:we|all \w+|which|it) assumes?|assuming)\b/;

/** Headings over text that does not speak for the document itself: word lists, history, advice, open ends. */
export const SILENT_HEADING =
  /\b(?:glossary|definitions?|acronyms?|abbreviations?|terminology|terms and|references?|bibliography|(?:related|applicable|reference) (?:documents?|standards?)|(?:revision|document|version|change) (?:history|control|log|record)|changelog|table of contents|contents|further reading|see also|next steps?|recommendations?|recommended|future|roadmap|open (?:issues|questions|points|items)|to-?do|action items?|lessons)\b/;

/** Headings over text that names a matter without dealing with it. */
export const THIN_HEADING =
  /^(?:[\d.]+\s*)?(?:\d[\d.]*\s+)?(?:purpose|scope|purpose and scope|introduction|objectives?|summary|executive summary|background|motivation|overview and scope|principles|goals?|vision)\b/;

/** Headings and titles over threats, where a control is named to answer one and not described. */
export const THREAT_HEADING =
  /\b(?:threats?|threat model\w{0,3}|stride|spoofing|tampering|repudiation|information disclosure|denial of service|elevation of privileges?|attack (?:trees?|surface|vectors?|scenarios?)|attacks|mitigations?|abuse cases?|misuse cases?|hazards?|fmea|failure modes?)\b/;

/** Titles of documents that are about threats from end to end. */
export const THREAT_TITLE =
  /\b(?:threat (?:model\w{0,4}|analysis|assessment|enumeration)|stride|attack trees?|fmea|hazard analysis)\b/;
