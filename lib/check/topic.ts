import { catalogue } from "../guidance/catalogue.ts";
import type { Gap } from "../model/assessment.ts";
import type { TopicCheck } from "../model/guidance.ts";
import type { Prose } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import type { Topic, TopicElement, TopicFinding } from "../model/topic.ts";
import { type CheckInput, notEvaluated, type Observation } from "./probe.ts";
import { proseOf } from "./prose.ts";
import { TopicJudge } from "./topicJudge.ts";

let own: TopicJudge | undefined;
let checked: TopicJudge | undefined;

/** The judge of Premarket's own topics; it remembers sections that it has seen. */
export function topicJudge(): TopicJudge {
  own ??= new TopicJudge(catalogue().topics, catalogue().terms);
  return own;
}

/** The same for the topics that requirements check, which are far fewer. */
function checkedTopics(): TopicJudge {
  const { sources, topics, terms } = catalogue();
  checked ??= new TopicJudge(
    topics.filter(({ id }) =>
      sources.some(({ requirements }) =>
        requirements.some(({ check }) => check && "topic" in check && check.topic === id),
      ),
    ),
    terms,
  );
  return checked;
}

interface Answer {
  readonly path: string;
  readonly prose: Prose;
  readonly finding: TopicFinding | undefined;
  readonly missing: readonly TopicElement[];
}

/**
 * `topic`: evidence anywhere in a document that owes it makes it met; evidence that lacks an element makes it partly met, at that evidence;
 * none makes it not met once, where a writer would add it.
 */
export function topic(check: TopicCheck, input: CheckInput): Observation {
  const judge = checkedTopics().topics.some(({ id }) => id === check.topic) ? checkedTopics() : topicJudge();
  const asked = judge.topics.find((one) => one.id === check.topic);
  const answers = input.owed.flatMap(({ path, file }) => {
    const prose = proseOf(file);
    return prose && asked ? [answerOf({ path, prose, asked, judge }, check)] : [];
  });
  const [first] = answers;
  if (!asked || !first) return notEvaluated("None of the documents that owe it is text that can be read.");
  const full = answers.filter((answer) => answer.finding && answer.missing.length === 0);
  if (full.length > 0) {
    return {
      met: 1,
      total: 1,
      evidence: full.flatMap((answer) => evidenceOf(answer, asked)).slice(0, MOST_EVIDENCE),
      gaps: [],
    };
  }
  const begun = answers.filter((answer) => answer.finding);
  const best = begun.reduce<Answer | undefined>(
    (one, other) => (!one || other.missing.length < one.missing.length ? other : one),
    undefined,
  );
  const gap = best ? partlyMet(best, asked) : notMet(answers, asked, judge);
  return { met: 0, total: 1, evidence: best ? evidenceOf(best, asked) : [], gaps: [gap] };
}

const MOST_EVIDENCE = 3;

interface Asking {
  readonly path: string;
  readonly prose: Prose;
  readonly asked: Topic;
  readonly judge: TopicJudge;
}

function answerOf({ path, prose, asked, judge }: Asking, { needs }: TopicCheck): Answer {
  const finding = judge.findings(prose).find((one) => one.topic === asked);
  if (!needs) return { path, prose, finding, missing: finding?.missing ?? [] };
  const there = new Set(finding?.hits.map(({ element }) => element));
  return { path, prose, finding, missing: asked.elements.filter(({ id }) => needs.includes(id) && !there.has(id)) };
}

/** One place an element, the first. */
function evidenceOf({ path, finding }: Answer, asked: Topic) {
  const first = new Map(finding?.hits.toReversed().map((hit) => [hit.element, hit]));
  return [...first.values()]
    .toSorted((one, other) => one.span.start - other.span.start)
    .slice(0, MOST_EVIDENCE)
    .map(({ element, words, span }) => ({ path, span, says: `${saysOf(asked, element)}: ${words}` }));
}

function saysOf(asked: Topic, element: string): string {
  return asked.elements.find(({ id }) => id === element)?.says ?? element;
}

function partlyMet({ path, finding, missing }: Answer, asked: Topic): Gap {
  const span = finding?.hits[0]?.span ?? { start: 0, end: 1 };
  const data = { missing: missingWords(missing), document: path, topic: asked.title };
  return { path, span, subject: `topic ${asked.id}`, data, related: [], partly: true };
}

/** "nothing gives a time for each severity, and nothing says who approves" */
function missingWords(missing: readonly TopicElement[]): string {
  const words = missing.map(({ says }) => says);
  if (words.length === 0) return "it is only touched on";
  const last = words.pop() ?? "";
  return `it gives no ${words.length === 0 ? last : `${words.join(", no ")} and no ${last}`}`;
}

function notMet(answers: readonly Answer[], asked: Topic, judge: TopicJudge): Gap {
  const headed = answers.flatMap(({ path, prose }) =>
    judge.headings(prose, asked).map((section) => ({ path, span: section.headingSpan })),
  );
  const place: { path: string; span: Span } | undefined =
    headed[0] ?? answers.map(({ path, prose }) => ({ path, span: prose.anchor }))[0];
  const path = place?.path ?? "";
  const data = { missing: "nothing in it speaks of it", document: path, topic: asked.title };
  return { path, span: place?.span ?? { start: 0, end: 1 }, subject: `topic ${asked.id}`, data, related: [] };
}
