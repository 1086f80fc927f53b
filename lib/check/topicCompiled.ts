import { patternsRegExp } from "../guidance/topicPattern.ts";
import type { Topic, TopicElement, TopicTerms } from "../model/topic.ts";

/** A topic with its patterns as regular expressions, each made when it is first needed: most documents touch few topics. */
export class CompiledTopic {
  readonly topic: Topic;
  readonly #terms: TopicTerms;
  #headings: RegExp | undefined;
  #notHeadings: RegExp | undefined;
  #triggers: RegExp | undefined;
  #not: RegExp | undefined;
  #elements: readonly CompiledElement[] | undefined;

  constructor(topic: Topic, terms: TopicTerms) {
    this.topic = topic;
    this.#terms = terms;
  }

  get headings(): RegExp {
    this.#headings ??= patternsRegExp(this.topic.headings, this.#terms);
    return this.#headings;
  }

  get notHeadings(): RegExp {
    this.#notHeadings ??= patternsRegExp(this.topic.notHeadings, this.#terms);
    return this.#notHeadings;
  }

  get triggers(): RegExp {
    this.#triggers ??= patternsRegExp(this.topic.triggers, this.#terms);
    return this.#triggers;
  }

  get not(): RegExp {
    this.#not ??= patternsRegExp(this.topic.not, this.#terms);
    return this.#not;
  }

  get elements(): readonly CompiledElement[] {
    this.#elements ??= this.topic.elements.map((element) => compileElement(element, this.#terms));
    return this.#elements;
  }
}

export interface CompiledElement {
  readonly element: TopicElement;
  /** One each where the number of different ones counts, else one for all. */
  readonly any: readonly RegExp[];
  readonly not: RegExp;
  readonly with: readonly RegExp[];
}

function compileElement(element: TopicElement, terms: TopicTerms): CompiledElement {
  const all = (patterns: readonly string[]) => patternsRegExp(patterns, terms, "g");
  return {
    element,
    any: element.distinct > 1 ? element.any.map((pattern) => all([pattern])) : [all(element.any)],
    not: patternsRegExp(element.not, terms),
    with: element.with.map((group) => patternsRegExp(group, terms)),
  };
}
