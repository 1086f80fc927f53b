import type { Block, Prose, Section } from "../../model/prose.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { type Pair, pairsIn } from "../prose/documentFacts.ts";
import { statedText } from "../prose/standIn.ts";
import { isStrideCategory } from "./strideWords.ts";
import { bareThreat, narrowed, type Piece, type ThreatDraft } from "./threatDraft.ts";
import { afterId, leadingThreatId } from "./threatId.ts";
import { jointMitigation, MITIGATIONS_HEADING } from "./threatLists.ts";
import { statedStatus } from "./threatStatus.ts";

/** Names of `name: value` lines and rows by what they say. */
const FIELDS = {
  status: /^(?:status|state|disposition|(?:mitigation|threat|implementation) status)$/,
  severity: /^(?:severity|risk|risk (?:level|rating|score)|criticality|impact|cvss.*)$/,
  category: /^(?:category|stride|stride category|(?:threat )?type|threat category)$/,
  on: /^(?:(?:affected )?(?:assets?|components?|elements?)|targets?)$/,
  mitigation:
    /^(?:(?:possible|potential|recommended|proposed|planned|existing|security) )?(?:mitigations?|mitigation strateg(?:y|ies)|controls?|countermeasures?|mitigated by)$/,
  justification: /^(?:justification|rationale)$/,
  description: /^(?:description|threats?|scenario|attack(?: scenario)?)$/,
} as const;

/** A heading over headings that are one threat each, though without an id. */
const PARENT =
  /^(?:[\d.]{1,8}\s+)?(?:(?:potential|identified|security|key|main)\s+)?(?:threat analysis|threats?(?: (?:scenarios?|list|catalogue?|enumeration))?|attack scenarios?)$/i;

/** Headings about the work on threats. */
const NOT_A_THREAT = /\b(?:assessments?|analysis|ratings?|overview|summary|method(?:ology)?|results?)$/i;

/** One threat and the sections that speak of it: `T-01: Title`, what stands below, and `T-01 Mitigations`. */
interface Group {
  readonly id: string;
  readonly main: Section;
  readonly others: Section[];
}

/**
 * Takes threats that have a heading each, with an id in front (`### T-01: Spoofed gateway`). Their fields are read from
 * `name: value` lines and rows, paragraphs, and sub-headings. Gives the sections that are used up.
 */
export function readThreatHeadings(prose: Prose, draft: ThreatDraft): ReadonlySet<Section> {
  const used = new Set<Section>();
  for (const group of groupsOf(prose.sections)) {
    const sections = [group.main, ...group.others];
    for (const section of sections) used.add(section);
    addThreat(group, draft);
  }
  return used;
}

function groupsOf(sections: readonly Section[]): Group[] {
  const groups = new Map<string, Group>();
  let open: Group | undefined;
  for (const section of sections) {
    const id = leadingThreatId(section.heading) ?? unnumbered(section);
    const known = id === undefined ? undefined : groups.get(id);
    if (known) known.others.push(section);
    else if (id !== undefined && speaksOfThreats(section, id)) {
      open = { id, main: section, others: [] };
      groups.set(id, open);
    } else if (open && section.level > open.main.level) open.others.push(section);
    else open = undefined;
  }
  return [...groups.values()];
}

/** Below a heading such as "Threat Analysis" a heading with threat fields is a threat by its name. */
function unnumbered(section: Section): string | undefined {
  if (!PARENT.test(section.path.at(-1) ?? "") || isStrideCategory(section.heading)) return undefined;
  if (NOT_A_THREAT.test(section.heading)) return undefined;
  const pairs = pairsOf(section);
  const treated = (["mitigation", "status", "category"] as const).some((name) =>
    pairs.some((pair) => FIELDS[name].test(pair.name)),
  );
  return treated ? section.heading : undefined;
}

/** A bare letter with a number (`S1`, `T2`) counts below a heading about threats only; `Threat 1` speaks for itself. */
function speaksOfThreats(section: Section, id: string): boolean {
  if (/threat/i.test(id) || id === section.heading) return true;
  return section.path.some(
    (heading) => /threat|stride|attack|security risk/i.test(heading) || isStrideCategory(heading),
  );
}

function addThreat(group: Group, draft: ThreatDraft): void {
  const sections = [group.main, ...group.others];
  const pairs = sections.flatMap(pairsOf);
  const title = titleOf(group);
  const on = field(pairs, "on");
  const mitigations = mitigationsOf(sections);
  const direct = field(pairs, "mitigation");
  const category = field(pairs, "category");
  draft.addThreat(
    {
      ...bareThreat(group.id, title, title.state === "given" ? title.span : group.main.headingSpan),
      description: descriptionOf(sections, pairs),
      category: category.state === "absent" ? categoryAbove(group.main) : category,
      status: statedStatus(field(pairs, "status")),
      severity: field(pairs, "severity"),
      mitigation: direct.state === "given" || mitigations.length === 0 ? direct : jointMitigation(mitigations),
      justification: field(pairs, "justification"),
    },
    on.state === "given" ? on.value : undefined,
  );
  if (mitigations.length === 0) draft.addMitigation(`${group.id} mitigation`, direct);
  for (const [index, item] of mitigations.entries()) {
    draft.addMitigation(`${group.id} mitigation ${index + 1}`, statedText(item.text, item.span));
  }
}

function pairsOf(section: Section): Pair[] {
  const by = section.span.start;
  const pairs = pairsIn(section.text, { start: 0, end: section.text.length });
  return pairs.map((pair) => ({ ...pair, span: { start: pair.span.start + by, end: pair.span.end + by } }));
}

/** The heading behind its id; the whole heading where it is nothing but the id. */
function titleOf({ id, main }: Group): Stated<string> {
  const value = afterId(main.heading, id) || main.heading;
  return { state: "given", value, span: narrowed(value, main.headingSpan, main) };
}

function field(pairs: readonly Pair[], name: keyof typeof FIELDS): Stated<string> {
  const pair = pairs.find((one) => FIELDS[name].test(one.name));
  return pair ? statedText(pair.value, pair.span) : ABSENT;
}

/** The nearest heading above that is a STRIDE category; headings above are known by their text only, so the place is the threat's own heading. */
function categoryAbove(section: Section): Stated<string> {
  const heading = section.path.findLast((one) => isStrideCategory(one));
  return heading === undefined ? ABSENT : { state: "given", value: heading, span: section.headingSpan };
}

function descriptionOf(sections: readonly Section[], pairs: readonly Pair[]): Stated<string> {
  const named = field(pairs, "description");
  if (named.state === "given") return named;
  for (const section of sections) {
    if (section !== sections[0] && !/\b(?:description|scenario|details?)\b/i.test(section.heading)) continue;
    const paragraph = section
      .blocks()
      .find((block) => block.kind === "paragraph" && !/^[\w /]{1,40}:/.test(block.text));
    if (paragraph?.kind === "paragraph") return statedText(paragraph.text, paragraph.span);
  }
  return named;
}

/** What stands below a heading or label about mitigations: list items, else paragraphs. */
function mitigationsOf(sections: readonly Section[]): Piece[] {
  const items: Piece[] = [];
  for (const section of sections) {
    const titled = section !== sections[0] && MITIGATIONS_HEADING.test(section.heading);
    let below = titled;
    let depth = -1;
    for (const block of section.blocks()) {
      const label = labelOf(block);
      if (label !== undefined) {
        below = MITIGATIONS_HEADING.test(label);
        depth = block.kind === "list-item" ? block.depth : -1;
      } else if (block.kind === "list-item" && block.depth <= depth) below = titled;
      else if (below && (block.kind === "list-item" || (titled && block.kind === "paragraph"))) items.push(block);
    }
  }
  return items;
}

/** A short paragraph or item that announces what stands below it. */
function labelOf(block: Block): string | undefined {
  const labels = block.kind === "paragraph" || block.kind === "list-item";
  return labels && block.text.length <= 60 && block.text.endsWith(":") ? block.text : undefined;
}
