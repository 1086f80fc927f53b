/** Advice and what somebody could do: not what is done. */
const ADVICE =
  /\b(?:recommend(?:ed|s|ation|ations)?|suggest(?:ed|s|ion|ions)?|should consider|consider (?:using|adding|implementing|enabling|adopting|whether)|could be|it is advis\w{1,6}|ideally|may want to|might want|would be (?:good|better|useful|nice|possible))\b/;
/** What is meant to be done some day. */
const PLAN =
  /\b(?:will be (?:added|implemented|defined|provided|introduced|developed|determined|established)|planned|plans? to|planning to|in (?:the|a) future|future (?:work|versions?|releases?|enhancements?)|roadmap|not yet|to be (?:defined|determined|added|implemented|provided|completed|done|decided|written|confirmed|specified)|tbd|todo|work in progress|under consideration|coming soon|placeholder)\b/;
/** What is not there, or not done. */
const NEGATION =
  /\b(?:(?:is|are|was|were|has|have|do|does|did|can) not (?:yet |currently |been |being |be ){0,2}(?:implement|support|provid|encrypt|sign|verif|enforc|protect|includ|cover|address|perform|defin|specif|document|exist|offer|appl|necessary|needed|relevant|possible|available)|(?:isn|aren|doesn|don|hasn|haven|wasn|weren)['’]t\b|not (?:applicable|relevant|available|implemented|supported|provided|defined|in scope|covered|addressed|documented)|there (?:is|are) (?:currently )?no\b|currently no\b|has no\b|have no\b|lacks?\b|lack of|absence of|out of scope|n\/a)/;
/** A sentence that only says where something stands. */
const POINTER =
  /^\s*(?:\(?see\b|refer to\b|please (?:see|refer)|for (?:more |further )?(?:details?|information)\b|more (?:details?|information)\b|details? (?:is|are) )|\b(?:is|are|be) (?:described|documented|defined|specified|detailed|covered|addressed|provided|listed|found|outlined|explained) (?:in|by|under|separately)\b/;
/** What an attacker may do, which is a threat and no control. */
const ATTACK =
  /\b(?:attackers?|adversar(?:y|ies)|malicious (?:actors?|users?|insiders?|code|software)|hackers?|threat actors?|unauthori[sz]ed (?:user|person|part|actor|individual)\w{0,3}) (?:can|could|may|might|would|who|with|attempts?|gains?|tries|is able|exploits?|obtains?|intercepts?|modif\w{1,4}|steals?|sends?|compromises?|uses?)\b/;

/** How a sentence is meant. */
export type Voice = "own" | "advice" | "plan" | "question" | "negation" | "pointer" | "attack";

/** Longer sentences that also say where something stands say more than that. */
const LONGEST_POINTER = 220;

/** @param sentence lower-cased */
export function voiceOf(sentence: string): Voice {
  if (/\?["”')\s]*$/.test(sentence)) return "question";
  if (ADVICE.test(sentence)) return "advice";
  if (PLAN.test(sentence)) return "plan";
  if (NEGATION.test(sentence)) return "negation";
  if (sentence.length < LONGEST_POINTER && POINTER.test(sentence)) return "pointer";
  return ATTACK.test(sentence) ? "attack" : "own";
}

/** Sentences of a text. Abbreviations and numbers end none. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const { index } of text.matchAll(/[.!?;]["”')\]*]{0,3}\s+/g)) {
    if (
      text[index] === "." &&
      /\b(?:e\.g|i\.e|etc|vs|cf|no|approx|incl|resp|fig|sec|dr|inc|ltd|st)$/.test(
        text.slice(Math.max(0, index - 7), index),
      )
    )
      continue;
    sentences.push(text.slice(start, index + 1).trim());
    start = index + 1;
  }
  sentences.push(text.slice(start).trim());
  return sentences.filter((sentence) => sentence !== "");
}

/** Headings over text that does not speak for the document itself: word lists, history, advice, open ends. */
export const SILENT_HEADING =
  /\b(?:glossary|definitions?|acronyms?|abbreviations?|terminology|terms and|references?|bibliography|(?:related|applicable|reference) (?:documents?|standards?)|(?:revision|document|version|change) (?:history|control|log|record)|changelog|table of contents|contents|further reading|see also|next steps?|recommendations?|recommended|future|roadmap|open (?:issues|questions|points|items)|to-?do|action items?|lessons|exercises?|faq disclaimer)\b/;

/** Headings over text that names a matter without dealing with it. */
export const THIN_HEADING =
  /^(?:[\d.]+\s*)?(?:\d[\d.]*\s+)?(?:purpose|scope|purpose and scope|introduction|objectives?|summary|executive summary|background|motivation|overview and scope|principles|goals?|vision)\b/;

/** Headings and titles over threats, where a control is named to answer one and not described. */
export const THREAT_HEADING =
  /\b(?:threats?|threat model\w{0,3}|stride|spoofing|tampering|repudiation|information disclosure|denial of service|elevation of privileges?|attack (?:trees?|surface|vectors?|scenarios?)|attacks|mitigations?|abuse cases?|misuse cases?|hazards?|fmea|failure modes?)\b/;
