import type { Voice } from "../../model/prose.ts";
import { standInKind } from "../standInWords.ts";

/** What is known about the place of a sentence. */
export interface VoiceContext {
  /** The heading that it stands under. */
  readonly heading?: string;
  /** It stands in a block quote, or all of it is set in italics, as guidance is quoted. */
  readonly quoted?: boolean;
  /** State of the task box before it. */
  readonly ticked?: boolean | undefined;
}

const TICK_MARKS = /^(?:✓|✔|✅|☑|☒|✗|✘|❌|🟢|🟡|🔴|⚠|\ufe0f|•|\s)+/u;
const TICK =
  /^(?:|yes|no|ok|okay|done|x|true|false|y|n|implemented|compliant|completed?|closed|pass(?:ed)?|secured?|satisfied|fulfilled|met|addressed|mitigated|covered|in place|available|active|enabled|protected|verified|partial(?:ly)?(?: (?:implemented|met|compliant))?|\d{1,3} ?%)[.!]?$/i;

const POINTER =
  /^(?:for (?:more |further )?(?:details?|information)[^,]{0,60}, )?(?:please )?(?:\(?see(?: also)?|refer(?:red)? to|cf\.|as (?:described|documented|defined) in|described in|documented in|defined in|specified in|covered (?:in|by)|link(?:ed)? to|→)\s/i;
const POINTS =
  /\b(?:is|are|can be|has been|have been) (?:further |fully |also )?(?:described|documented|defined|specified|detailed|covered|addressed|found|listed|given|provided|maintained|recorded|explained|outlined|available) (?:separately |elsewhere )?(?:in|under|by|at) (?:the |our |a |an |section |chapter |document |appendix |annex |file )?/i;
/** A sentence that tells more than where something stands. */
const LONGEST_POINTER = 28;
const CONTENT = /\b\d+ (?:hours?|days?|weeks?|months?|years?)\b|\b(?:TLS|AES|RSA|SHA|ECDSA|HMAC)\b/;

const PLAN =
  /\b(?:(?:is|are|was|were|currently) planned|planned (?:for|to|in)|(?:is|are) scheduled (?:for|to)|in the near future|will be [^.]{1,80} in the future|future (?:release|version|work|improvement|enhancement|phase)s?|upcoming|on (?:the|our|a) roadmap|to be (?:implemented|added|introduced|developed|completed|established|defined|determined|decided|provided|written|evaluated|investigated)|not yet|in (?:the|a|our) next (?:release|version|phase|step|iteration)|(?<!not )intends? to (?:add|implement|introduce|support|extend|move)|(?:is|are|we're) going to|under (?:development|consideration|investigation)|work in progress|(?<!not )aims? to (?:add|implement|introduce|support)|(?:we|it is|they) plan(?:s|ned)? to|by Q[1-4]\b|in Q[1-4] 20\d\d)/i;
const REQUIREMENT = /\b(?:shall|must|is required to|are required to|has to|have to)\b/i;
const RECOMMENDATION =
  /\b(?:should|ought to|recommend(?:s|ed|ing|ation|ations)?|consider(?: (?:using|adding|implementing|enabling|introducing|whether))|it is advis(?:ed|able)|we suggest|suggest(?:s|ed) (?:to|that|using)|could be (?:improved|added|extended|hardened)|would benefit|best practi[cs]e (?:is|would))\b/i;
const ABSENT =
  /\b(?:(?:does|do|did|can|could|will)(?: not|n['’]t)|cannot) (?:currently |yet |presently )?(?:use|aim|intend|support|have|provide|include|implement|store|apply|contain|perform|require|offer|exist|maintain|produce|generate|collect|process|handle|cover|connect|encrypt|authenticate|verify|check|log|monitor|expose|need)\b|\bthere (?:is|are|was|were) (?:currently |presently )?no(?:t|ne)?\b|^no [\w -]{1,60}\b(?:is|are|was|were|has|have|exists?|used|needed|required|planned|identified|known)\b|\b(?:has|have|with|offers?|provides?|uses?|includes?|contains?) no(?: \w+){1,3}\b|\b(?:is|are|was|were) (?:currently |presently )?not (?:currently |yet )?(?:implemented|supported|available|applicable|used|provided|performed|in place|in scope|included|encrypted|authenticated|signed|verified|protected|required|relevant|present|enabled|configured|defined|documented|covered|part of|monitored|logged)\b|\b(?:not applicable|out of scope|n\/a)\b|^(?:none|no)\b[.,:;]?|\blacks?\b|\babsence of\b|\b(?:is|are) (?:un(?:encrypted|authenticated|protected|signed|supported)|missing|absent)\b/i;

const ADVICE_HEADING =
  /\b(?:recommendations?|recommended|next steps?|suggest(?:ion|ed)s?|proposed (?:mitigations?|improvements?)|improvements?|hardening (?:ideas|opportunities))\b/i;
const PLAN_HEADING =
  /\b(?:future (?:work|plans?|improvements?|enhancements?)|roadmap|to[- ]?dos?|open (?:items|questions|points|issues|actions)|action items|planned|backlog)\b/i;
/** An order to do something, as recommendations and hints for writers are put. */
const ORDER =
  /^(?:please )?(?:add|adopt|allow|analy[sz]e|apply|assess|audit|avoid|check|collect|conduct|configure|consider|create|define|deploy|describe|detail|develop|disable|discuss|document|enable|encrypt|enforce|enhance|ensure|establish|evaluate|explain|extend|fill|follow|give|harden|identify|implement|improve|include|incorporate|indicate|integrate|introduce|isolate|limit|list|log|maintain|make sure|migrate|mention|monitor|name|note|outline|perform|prevent|protect|provide|refer|reject|replace|require|restrict|review|rotate|run|sanitize|scan|secure|segment|select|set|sign|specify|state|store|summari[sz]e|support|test|train|update|upgrade|use|validate|verify|write)\b/i;
const GUIDANCE =
  /\b(?:should|shall|must|manufacturers?|sponsors?|this (?:section|document|chapter|table|template)|you|your|FDA|the authors?|guidance|instructions?|e\.g\.|example)\b/i;

/** How a sentence or a cell speaks, from its plain text and its place. */
export function voiceOf(text: string, context: VoiceContext = {}): Voice {
  const plain = text.trim();
  if (context.ticked === false) return "plan";
  const standIn = standInKind(plain);
  if (standIn === "none") return "negation";
  if (standIn) return "residue";
  if (context.quoted && (ORDER.test(plain) || GUIDANCE.test(plain))) return "guidance";
  if (/\?["'”’)\]]*$/.test(plain)) return "question";
  if (plain.length < 60 && TICK.test(plain.replace(TICK_MARKS, ""))) return "tick";
  if (isPointer(plain)) return "pointer";
  if (PLAN.test(plain)) return "plan";
  if (REQUIREMENT.test(plain)) return "requirement";
  if (RECOMMENDATION.test(plain)) return "recommendation";
  const heading = context.heading ?? "";
  if (heading !== "" && ADVICE_HEADING.test(heading) && ORDER.test(plain)) return "recommendation";
  if (heading !== "" && PLAN_HEADING.test(heading)) return "plan";
  return ABSENT.test(plain) ? "negation" : "own";
}

function isPointer(plain: string): boolean {
  if (plain.split(/\s+/, LONGEST_POINTER + 1).length > LONGEST_POINTER || CONTENT.test(plain)) return false;
  if (POINTER.test(plain)) return true;
  const points = POINTS.exec(plain);
  if (!points) return /^\S{1,120}\.(?:md|rst|pdf|docx?|xlsx?|html)$/i.test(plain);
  // What stands behind has to be a document or a section; "is described in terms of" is none.
  return /^(?:[*_"'“]|[A-Z\d§#]|\S+\.(?:md|rst|pdf|docx?|xlsx?)\b|[\w -]{0,40}\b(?:documents?|sections?|chapters?|files?|plans?|reports?|policy|policies|procedures?|SOPs?|appendix|annex|repository|wiki|guides?|specifications?|matrix|below|above))/.test(
    plain.slice(points.index + points[0].length),
  );
}
