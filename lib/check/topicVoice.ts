import { voiceOf } from "../read/prose/voice.ts";

/** Advice proper; a policy that says "should" speaks of what is done there. */
const ADVICE =
  /\b(?:recommend(?:ed|s|ation|ations)?|suggest(?:ed|s|ion|ions)?|should consider|consider (?:using|adding|implementing|enabling|adopting|whether)|could be|advisable|ideally|would benefit)\b/;
/** What an attacker may do, which is a threat and no control. */
const ATTACK =
  /\b(?:attackers?|adversar(?:y|ies)|malicious (?:actors?|users?|insiders?|code|software)|hackers?|threat actors?|unauthori[sz]ed (?:user|person|part|actor|individual)\w{0,3}) (?:can|could|may|might|would|who|with|attempts?|gains?|tries|is able|exploits?|obtains?|intercepts?|modif\w{1,4}|steals?|sends?|compromises?|uses?)\b/;

/** @param sentence lower-cased */
export function states(sentence: string, context: { readonly heading: string; readonly quoted: boolean }): boolean {
  const voice = voiceOf(sentence, context);
  if (voice === "recommendation") return /\bshould\b/.test(sentence) && !ADVICE.test(sentence);
  return (voice === "own" || voice === "requirement") && !ATTACK.test(sentence);
}

/** Sentences of a text. Abbreviations and numbers end none. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/[.!?;]["”')\]*]{0,3}\s+/g)) {
    const before = text.slice(Math.max(0, index - 7), index);
    if (text[index] === "." && /\b(?:e\.g|i\.e|etc|vs|cf|no|approx|incl|resp|fig|sec|dr|inc|ltd|st)$/.test(before))
      continue;
    sentences.push(text.slice(start, index + 1).trim());
    start = index + 1;
  }
  sentences.push(text.slice(start).trim());
  return sentences.filter((sentence) => sentence !== "");
}

/** Headings over text that does not speak for the document itself: word lists, history, advice, open ends. */
export const SILENT_HEADING =
  /\b(?:glossary|definitions?|acronyms?|abbreviations?|terminology|terms and|references?|bibliography|(?:related|applicable|reference) (?:documents?|standards?)|(?:revision|document|version|change) (?:history|control|log|record)|changelog|table of contents|contents|further reading|see also|next steps?|recommendations?|recommended|future|roadmap|open (?:issues|questions|points|items)|to-?do|action items?|lessons)\b/;

/** Headings over text that names a matter without dealing with it. */
export const THIN_HEADING =
  /^(?:[\d.]+\s*)?(?:\d[\d.]*\s+)?(?:purpose|scope|purpose and scope|introduction|objectives?|summary|executive summary|background|motivation|overview and scope|principles|goals?|vision)\b/;

/** Headings and titles over threats, where a control is named to answer one and not described. */
export const THREAT_HEADING =
  /\b(?:threats?|threat model\w{0,3}|stride|spoofing|tampering|repudiation|information disclosure|denial of service|elevation of privileges?|attack (?:trees?|surface|vectors?|scenarios?)|attacks|mitigations?|abuse cases?|misuse cases?|hazards?|fmea|failure modes?)\b/;
