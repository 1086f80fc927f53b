import type { Topic, TopicElement, TopicTerms } from "../model/topic.ts";
import { TOPIC_PLACES, type TopicPlace } from "../model/topic.ts";
import { ROLES } from "../model/vocabulary.ts";
import { Fields } from "./fields.ts";
import { leadingStems, patternSource } from "./topicPattern.ts";

/** Turns the parsed `guidance/topics/terms.yaml` into named lists. @throws Error naming the list when a text is no word list. */
export function readTopicTerms(yaml: unknown): TopicTerms {
  const fields = new Fields(yaml, "guidance/topics/terms.yaml");
  const names = Object.keys(yaml as Record<string, unknown>);
  const terms: TopicTerms = Object.fromEntries(names.map((name) => [name, fields.texts(name).map(lower)]));
  for (const name of names) checkPatterns([`<${name}>`], terms, (said) => fields.fail(name, said));
  return terms;
}

/**
 * Turns one parsed `guidance/topics/<group>.yaml` into topics. Used at build time for our own data and at run time for a user's.
 * @throws Error naming the file, the topic and the key when something is missing, misspelt, or no pattern
 */
export function readTopics(yaml: unknown, fileName: string, terms: TopicTerms): Topic[] {
  if (!Array.isArray(yaml)) throw new Error(`${fileName}: expected a list of topics`);
  return yaml.map((entry) => readTopic(entry, fileName, terms));
}

function readTopic(yaml: unknown, fileName: string, terms: TopicTerms): Topic {
  const fields = new Fields(yaml, fileName, "id");
  const patterns = (key: string) => readPatterns(fields, key, terms);
  const elements = fields.list("elements").map((entry) => readElement(entry, fields, terms));
  const topic: Topic = {
    id: fields.text("id"),
    title: fields.text("title"),
    counts: fields.text("counts"),
    owedBy: fields
      .texts("owed-by")
      .map((role) => ROLES.find((word) => word === role) ?? fields.fail("owed-by", `\`${role}\` is not a role`)),
    headings: patterns("headings"),
    triggers: patterns("triggers"),
    not: patterns("not"),
    notHeadings: patterns("not-headings"),
    elements,
    full: readWays(fields, "full", elements),
    partly: readWays(fields, "partly", elements),
    places: readCount(fields, "places"),
    scattered: fields.optional("scattered") === true,
    threats: fields.optional("threats") === true,
    question: fields.optional("question") === true,
  };
  fields.nothingElse();
  if (topic.full.length === 0) fields.fail("full", "needs at least one way to be addressed in full");
  for (const pattern of [...topic.headings, ...topic.triggers]) {
    attempt(
      () => leadingStems(pattern, terms),
      (said) => fields.fail("triggers", said),
    );
  }
  return topic;
}

function readElement(yaml: unknown, topic: Fields, terms: TopicTerms): TopicElement {
  const fields = new Fields(yaml, topic.where, "id");
  const places = fields.optionalTexts("in");
  const groups = fields.optionalList("with").map((group) => {
    const list = (Array.isArray(group) ? group : [group]).map((word) => lower(String(word)));
    checkPatterns(list, terms, (said) => fields.fail("with", said));
    return list;
  });
  const element: TopicElement = {
    id: fields.text("id"),
    says: fields.text("says"),
    any: readPatterns(fields, "any", terms),
    not: readPatterns(fields, "not", terms),
    with: groups,
    distinct: readCount(fields, "distinct"),
    count: readCount(fields, "count"),
    nearby: fields.optional("nearby") === true,
    in: places.map(
      (place) => TOPIC_PLACES.find((word) => word === place) ?? fields.fail("in", `\`${place}\` is no place`),
    ) as TopicPlace[],
  };
  fields.nothingElse();
  if (element.any.length === 0) fields.fail("any", "is missing");
  return element;
}

/** `full: [[a, b], [a, c]]`; a single list is one way. */
function readWays(fields: Fields, key: string, elements: readonly TopicElement[]): string[][] {
  const list = fields.optionalList(key);
  const ways = list.every((item) => typeof item === "string") && list.length > 0 ? [list] : list;
  return ways.map((way) => {
    if (!Array.isArray(way)) return fields.fail(key, "expected lists of elements");
    return way.map(String).map((id) => {
      if (!elements.some((element) => element.id === id)) fields.fail(key, `\`${id}\` is no element of this topic`);
      return id;
    });
  });
}

function readCount(fields: Fields, key: string): number {
  const value = fields.optional(key) ?? 1;
  return typeof value === "number" && Number.isInteger(value) && value > 0
    ? value
    : fields.fail(key, "expected a count");
}

function readPatterns(fields: Fields, key: string, terms: TopicTerms): string[] {
  const list = fields.optionalTexts(key).map(lower);
  checkPatterns(list, terms, (said) => fields.fail(key, said));
  return list;
}

function checkPatterns(patterns: readonly string[], terms: TopicTerms, fail: (said: string) => never): void {
  for (const pattern of patterns) attempt(() => new RegExp(patternSource(pattern, terms)), fail);
}

function attempt(step: () => unknown, fail: (said: string) => never): void {
  try {
    step();
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

function lower(text: string): string {
  return text.trim().toLowerCase();
}
