import type { Role } from "../../model/vocabulary.ts";

/** Titles that name a kind of document in whole words. A title may name several. `guidance/roles.yaml` tells them to people; a test holds the two together. */
export const TITLES: readonly (readonly [Role, RegExp])[] = [
  ["threat-model", /\bthreat[- ](?:model|models|modell?ing(?: report| document)?|analysis|assessment)\b|\btara\b/],
  [
    "security-risk-assessment",
    /\b(?:cyber ?security|security) risk (?:assessment|analysis|register)\b|\b(?:risk )?assessment of cyber ?security risks?\b/,
  ],
  ["security-risk-management-plan", /\b(?:cyber ?security|security) risk management plan\b/],
  ["security-risk-management-report", /\b(?:cyber ?security|security) risk management (?:report|summary)\b/],
  [
    "architecture-views",
    /\b(?:cyber ?security|security) architecture(?: views?)?\b|\barchitecture views?\b|\bsecurity views?\b/,
  ],
  [
    "management-plan",
    /\bcyber ?security (?:management|maintenance) plan\b|\b(?:postmarket|post-market) cyber ?security plan\b|\b(?:software maintenance|vulnerability management|patch management) plan\b/,
  ],
  [
    "labeling",
    /\bcyber ?security label+ing\b|\binstructions for use\b|\b(?:user|operator'?s?|customer) (?:manual|guide)\b|\b(?:product )?security (?:user )?guide\b|\bsecurity (?:configuration|hardening|deployment) guide\b|\bsecurity white ?paper\b|\blabel+ing\b/,
  ],
  [
    "penetration-test-report",
    /\b(?:penetration|pen)[- ]?test(?:ing)? (?:report|summary|results)\b|\bpentest[- ]report\b/,
  ],
  [
    "security-test-report",
    /\b(?:cyber ?security|security) (?:test(?:ing)?|verification|validation)(?: and [a-z]+)? (?:report|summary|results)\b|\bfuzz(?:ing)?(?: test(?:ing)?)? report\b/,
  ],
  ["security-requirements", /\b(?:cyber ?security|security) requirements?(?: specification)?\b/],
  [
    "ots-report",
    /\b(?:ots|soup|off[- ]the[- ]shelf(?: software)?)\b.{0,40}\b(?:report|list|register|record|documentation|software|analysis)\b|\bsoup\b|\bthird[- ]party software\b/,
  ],
  ["traceability", /\btrac(?:e|eability) matrix\b|\btraceability(?: report| analysis)?$/],
  [
    "vulnerability-assessment",
    /\bvulnerability (?:assessment|analysis|evaluation)(?: report)?\b|\b(?:known|component) vulnerabilities\b|\bcve assessment\b/,
  ],
  [
    "disclosure-policy",
    /\b(?:coordinated |responsible )?vulnerability disclosure(?: policy| process)?\b|\bcvd policy\b|\bresponsible disclosure\b|\bdisclosure policy\b|\breporting (?:a )?(?:security (?:issues?|vulnerabilit(?:y|ies)|bugs?|problems?)|vulnerabilit(?:y|ies))\b/,
  ],
  ["unresolved-anomalies", /\b(?:unresolved|known) (?:software )?anomal(?:y|ies)\b/],
  [
    "component-support",
    /\bcomponent support\b|\bsupport addendum\b|\blevels? of support\b|\bsoftware (?:component )?support (?:status|report|information|levels?)\b|\bend[- ]of[- ]support (?:list|register|report|dates)\b/,
  ],
  ["metrics", /\b(?:cyber ?security|security|vulnerability) (?:measures and )?metrics\b/],
  [
    "interoperability",
    /\binteroperability(?: (?:report|assessment|documentation|specification)\b|$)|\binterface (?:specification|control document)\b/,
  ],
  [
    "software-description",
    /\b(?:software|device) description\b|\bsoftware (?:architecture|design)(?: (?:specification|description|document))?$/,
  ],
  [
    "change-assessment",
    /\bchange (?:impact )?assessment\b|\bchange (?:record|impact)\b|\bpatch (?:record|register)\b|\bcyber ?security changes?\b/,
  ],
  ["mds2", /\bmds ?2\b|\bmanufacturer disclosure statement for medical device security\b/],
  [
    "safety-risk-file",
    /\brisk management file\b|\bhazard analysis\b|\bsafety risk (?:assessment|analysis|file)\b|\bfmea\b|\biso 14971\b/,
  ],
  ["capa", /\bcorrective and preventive actions?\b|\bcapa\b/],
  ["supplier-file", /\bsupplier (?:file|evaluation|agreement)\b|\bquality agreement\b|\bpurchasing controls\b/],
  [
    "regulatory-decision",
    /\bregulatory (?:decision|assessment)\b|\bletter to file\b|\bpart 806\b|\bcorrections and removals\b|\bcyber device determination\b/,
  ],
  ["mobile-app", /\b(?:mobile|companion|smartphone) app(?:lication)?\b/],
  ["investigational-plan", /\binvestigational (?:plan|device exemption)\b|\binformed consent\b/],
];

/** A title with one of these is about such documents, or about somebody else's. */
export const ABOUT =
  /\b(?:how to|tutorial|training|course|template|checklist|procedure|process|sop|policy template|introduction to|guide to|guidelines?|workshop|cheat ?sheet|lessons|blog|news|example of|tools?)\b/;
