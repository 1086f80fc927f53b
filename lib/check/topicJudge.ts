import type { Prose, Section } from "../model/prose.ts";
import type { Topic, TopicElement, TopicFinding, TopicHit, TopicTerms } from "../model/topic.ts";
import { type CompiledElement, CompiledTopic } from "./topicCompiled.ts";
import { TopicScan, triggersOf } from "./topicScan.ts";
import { type TopicUnit, unitsOf } from "./topicUnits.ts";
import { SILENT_HEADING, THIN_HEADING, THREAT_HEADING, THREAT_TITLE } from "./topicVoice.ts";

/** Finds the topics of documents. Deterministic; keeps what it found in sections that it has seen before. */
export class TopicJudge {
  readonly topics: readonly Topic[];
  readonly #scan: TopicScan;
  readonly #compiled: readonly CompiledTopic[];
  readonly #sections = new Map<string, readonly SectionHit[]>();
  readonly #documents = new WeakMap<Prose, readonly TopicFinding[]>();
  #kept = 0;

  constructor(topics: readonly Topic[], terms: TopicTerms) {
    this.topics = topics;
    this.#scan = new TopicScan(triggersOf(topics), terms);
    this.#compiled = topics.map((topic) => new CompiledTopic(topic, terms));
  }

  /** What a document says on each topic that it addresses at all, in the order of the topics. */
  findings(prose: Prose): readonly TopicFinding[] {
    const known = this.#documents.get(prose);
    if (known) return known;
    const hits: Located[][] = this.topics.map(() => []);
    const threats = prose.title.state === "given" && THREAT_TITLE.test(prose.title.value.toLowerCase());
    for (const section of prose.sections) {
      for (const hit of this.#sectionHits(section)) {
        hits[hit.topic]?.push({
          ...hit,
          thin: hit.thin || threats,
          section: section.span.start,
          start: section.span.start + hit.start,
          end: section.span.start + hit.end,
        });
      }
    }
    const findings = this.#compiled.flatMap((one, at) => grade(one.topic, hits[at] ?? []));
    this.#documents.set(prose, findings);
    return findings;
  }

  /** Headings of a document under which a topic belongs. */
  headings(prose: Prose, topic: Topic): Section[] {
    const compiled = this.#compiled.find((one) => one.topic.id === topic.id);
    if (!compiled) return [];
    return prose.sections.filter(
      (section) => section.heading !== "" && compiled.headings.test(section.heading.toLowerCase()),
    );
  }

  #sectionHits(section: Section): readonly SectionHit[] {
    const key = `${section.path.join("\n")}\n\n${section.text}`;
    const known = this.#sections.get(key);
    if (known) return known;
    const hits = this.#lookAt(section);
    this.#kept += key.length;
    if (this.#kept > MOST_KEPT) {
      this.#sections.clear();
      this.#kept = key.length;
    }
    this.#sections.set(key, hits);
    return hits;
  }

  #lookAt(section: Section): readonly SectionHit[] {
    const headings = [...section.path, section.heading].map((heading) => heading.toLowerCase());
    // A title such as "Security recommendations" names the whole document and silences nothing.
    if (headings.slice(section.path.length > 0 ? 1 : 0).some((heading) => SILENT_HEADING.test(heading))) return [];
    // Marks inside a phrase would keep a pattern from seeing it.
    const lower = section.text.toLowerCase().replace(/[*_[\]]/g, "");
    const marked = new Uint8Array(this.topics.length);
    // Pictures have no words; `unitsOf` tells exactly which there are.
    const pictures = PICTURE.test(section.text) ? "image-shown diagram-shown" : "";
    for (const heading of headings) this.#scan.mark(heading, marked);
    this.#scan.mark(lower, marked);
    this.#scan.mark(pictures, marked);
    const touched = this.#compiled.filter(
      (one, at) => marked[at] === 1 && speaksOf(one, headings, `${lower}\n${pictures}`),
    );
    if (touched.length === 0) return [];
    const units = unitsOf(section);
    const thin = THIN_HEADING.test(section.heading.trim().toLowerCase());
    const threats = headings.some((heading) => THREAT_HEADING.test(heading));
    return touched.flatMap((one) => {
      const under = headings.some((heading) => one.headings.test(heading));
      return elementHits(one, units, under).map((hit) => ({
        topic: this.topics.indexOf(one.topic),
        element: hit.element,
        pattern: hit.pattern,
        words: hit.words,
        under,
        thin: thin || ((threats || hit.unit.answersThreat) && !under),
        start: hit.unit.span.start - section.span.start,
        end: hit.unit.span.end - section.span.start,
      }));
    });
  }
}

const PICTURE = /!\[|<img\s|::|```|~~~/;

/** UTF-16 code units of section text whose results are kept. */
const MOST_KEPT = 8_000_000;

interface SectionHit {
  readonly topic: number;
  readonly element: TopicElement;
  /** Which pattern of the element. */
  readonly pattern: number;
  readonly words: string;
  /** Named without being described, so that it is never "in full". */
  readonly thin: boolean;
  /** It stands under a heading of the topic. */
  readonly under: boolean;
  /** Offsets into the section, so that a section that has moved need not be looked at again. */
  readonly start: number;
  readonly end: number;
}

interface Located extends SectionHit {
  /** Where its section begins. */
  readonly section: number;
}

function speaksOf(one: CompiledTopic, headings: readonly string[], lower: string): boolean {
  if (headings.some((heading) => one.notHeadings.test(heading))) return false;
  return headings.some((heading) => one.headings.test(heading)) || one.triggers.test(lower);
}

interface UnitHit {
  readonly element: TopicElement;
  readonly pattern: number;
  readonly words: string;
  readonly unit: TopicUnit;
}

/** @param under true below a heading of the topic, where every unit is about it */
function elementHits(one: CompiledTopic, units: readonly TopicUnit[], under: boolean): UnitHit[] {
  const { topic, not, triggers, elements } = one;
  const textOf = (unit: TopicUnit) => (topic.threats ? unit.all : unit.text);
  const said = units.filter((unit) => textOf(unit) !== "" && !not.test(textOf(unit)));
  const about = said.map((unit) => under || triggers.test(textOf(unit)) || triggers.test(unit.lead));
  if (!about.includes(true)) return [];
  return said.flatMap((unit, at) =>
    elements
      .filter(({ element }) => about[at] === true || element.nearby)
      .flatMap((compiled) => hitsOf(compiled, unit, textOf(unit))),
  );
}

function hitsOf({ element, any, not, with: groups }: CompiledElement, unit: TopicUnit, text: string): UnitHit[] {
  if (element.in.length > 0 && !element.in.includes(unit.place)) return [];
  if (element.not.length > 0 && not.test(text)) return [];
  if (!groups.every((group) => group.test(text) || group.test(unit.lead))) return [];
  return any.flatMap((pattern, index) => {
    const words = firstStated(pattern, text);
    return words === undefined ? [] : [{ element, pattern: index, words, unit }];
  });
}

const DENIED = /\b(?:no|not|never|without|neither|nor|cannot|instead of|rather than)\s+(?:\w+\s+){0,2}$/;

/** The first match that no "not" or "without" stands before. */
function firstStated(pattern: RegExp, text: string): string | undefined {
  for (const match of text.matchAll(pattern)) {
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    if (!DENIED.test(before)) return match[0].replace(/\s+/g, " ").trim();
  }
  return undefined;
}

function grade(topic: Topic, hits: readonly Located[]): TopicFinding[] {
  if (hits.length === 0) return [];
  const described = topic.threats ? hits : hits.filter((hit) => !hit.thin);
  const groups = groupsOf(topic, described).map((group) => complete(topic, group));
  const places = new Set(described.map((hit) => hit.start)).size;
  const full =
    places >= topic.places && groups.some((there) => topic.full.some((way) => way.every((id) => there.has(id))));
  const there = groups.reduce((best, group) => (group.size > best.size ? group : best), new Set<string>());
  const partly = groupsOf(topic, hits).some((group) => begun(topic, group));
  if (!full && !partly) return [];
  const missing = full ? [] : nearest(topic, there);
  return [{ topic, level: full ? "full" : "partial", hits: hits.map(shown), missing }];
}

/** In part: one of the ways of the topic; where it has none, two different things in one place, or one under a heading of the topic. */
function begun(topic: Topic, group: readonly Located[]): boolean {
  const there = new Set(group.map(({ element }) => element.id));
  if (topic.partly.length > 0) return topic.partly.some((way) => way.every((id) => there.has(id)));
  if (group.some(({ under }) => under)) return true;
  return new Set(group.map(({ element, pattern }) => `${element.id} ${pattern}`)).size > 1;
}

/** What may be put together: what stands in one section, and what stands under headings of the topic. Words that are scattered make no statement. */
function groupsOf(topic: Topic, hits: readonly Located[]): Located[][] {
  if (topic.scattered) return [[...hits]];
  const sections = new Map<number, Located[]>();
  for (const hit of hits) sections.set(hit.section, [...(sections.get(hit.section) ?? []), hit]);
  return [...sections.values(), hits.filter((hit) => hit.under)];
}

/** The elements that are there as often and in as many ways as they have to be. */
function complete(topic: Topic, hits: readonly Located[]): Set<string> {
  const enough = topic.elements.filter(({ id, distinct, count }) => {
    const own = hits.filter((hit) => hit.element.id === id);
    return (
      new Set(own.map(({ pattern }) => pattern)).size >= distinct &&
      new Set(own.map(({ start }) => start)).size >= count
    );
  });
  return new Set(enough.map(({ id }) => id));
}

function nearest(topic: Topic, solid: ReadonlySet<string>): TopicElement[] {
  const open = topic.full.map((way) => way.filter((id) => !solid.has(id)));
  const fewest = open.reduce((best, way) => (way.length < best.length ? way : best));
  return topic.elements.filter(({ id }) => fewest.includes(id));
}

function shown({ element, words, start, end }: Located): TopicHit {
  return { element: element.id, words, span: { start, end } };
}
