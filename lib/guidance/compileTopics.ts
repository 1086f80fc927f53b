import type { Source } from "../model/guidance.ts";
import type { Topic } from "../model/topic.ts";
import type { CompiledTopics } from "./catalogue.ts";
import { readTopicExamples } from "./readExamples.ts";
import { readTopics, readTopicTerms } from "./readTopics.ts";

/** The files of `guidance/topics/`, already parsed, and all examples. */
export interface TopicFiles {
  /** One list of topics a file. */
  readonly topics: readonly { readonly name: string; readonly yaml: unknown }[];
  readonly topicTerms: unknown;
  readonly examples: readonly { readonly id: string; readonly markdown: string }[];
}

/** Validates `guidance/topics/` and what the sources ask of it. @throws Error naming file and entry when something is wrong */
export function compileTopics(files: TopicFiles, sources: readonly Source[]): CompiledTopics {
  const terms = readTopicTerms(files.topicTerms);
  const topics = files.topics.flatMap(({ name, yaml }) => readTopics(yaml, `guidance/topics/${name}`, terms));
  const ids = topics.map(({ id }) => id);
  const taken = sources.flatMap((source) => source.requirements.map(({ id }) => id));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index || taken.includes(id));
  if (twice) throw new Error(`guidance/topics: the id ${twice} is used twice`);
  checkTopicNames(sources, topics);
  const examples = files.examples.filter(({ id }) => ids.includes(id));
  return {
    topics,
    terms,
    examples: Object.fromEntries(examples.map(({ id, markdown }) => [id, readTopicExamples(markdown)])),
  };
}

/** @throws Error where a check names a topic or an element that there is not, or a topic that is only a question. */
function checkTopicNames(sources: readonly Source[], topics: readonly Topic[]): void {
  for (const { id, check } of sources.flatMap((source) => source.requirements)) {
    if (!check || !("topic" in check)) continue;
    const topic = topics.find((one) => one.id === check.topic);
    if (!topic) throw new Error(`guidance/sources, ${id}: there is no topic ${check.topic}`);
    if (topic.question) throw new Error(`guidance/sources, ${id}: the topic ${topic.id} is only good for a question`);
    const unknown = check.needs?.find((name) => !topic.elements.some((element) => element.id === name));
    if (unknown) throw new Error(`guidance/sources, ${id}: the topic ${topic.id} has no element ${unknown}`);
  }
}
