import type { FactArea, GuidanceEdition, LeftOut, Requirement, Source } from "../model/guidance.ts";
import type { Topic, TopicTerms } from "../model/topic.ts";
import type { Role } from "../model/vocabulary.ts";
import compiled from "./compiled.json" with { type: "json" };
import { OWN_SOURCE } from "./ownRules.ts";
import type { ExampleCase, TopicExample } from "./readExamples.ts";
import type { FormatCase } from "./readFormatCases.ts";

/** One document role: what it is called, how it is recognised, and the eSTAR attachment group where that is known. */
export interface RoleEntry {
  readonly role: Role;
  readonly title: string;
  readonly about: string;
  readonly estar?: string;
  readonly recognisedBy: readonly string[];
}

/** Which sources a submission is held against, and when a profile is chosen. */
export interface Profile {
  readonly name: string;
  readonly about: string;
  /** Sources that are held against as a whole. */
  readonly sources: readonly string[];
  /** Single entries of other sources. */
  readonly requirements?: readonly string[];
}

/** True for an entry of a source of the profile, and for one that the profile names by itself. */
export function isInProfile({ id, source }: Requirement, profile: Profile): boolean {
  return profile.sources.includes(source) || profile.requirements?.includes(id) === true;
}

/** What the build makes of `guidance/`: plain data, so that nothing parses YAML at start-up and a browser needs no file system. */
export interface CompiledCatalogue {
  readonly sources: readonly Source[];
  /** SHA-256 of each source's YAML, by source id. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly leftOut: readonly LeftOut[];
  readonly profiles: readonly Profile[];
  readonly roles: readonly RoleEntry[];
  readonly examples: Readonly<Record<string, readonly ExampleCase[]>>;
  /** What changed in the data, newest edition first. */
  readonly changes: readonly GuidanceEdition[];
  /** Every fact row that the sources were read into. */
  readonly rows: readonly FactArea[];
  readonly prose: CompiledTopics;
  /** The conformance set of the readers. */
  readonly formats: readonly FormatCase[];
}

/** What counts as addressed in prose. */
export interface CompiledTopics {
  readonly topics: readonly Topic[];
  readonly terms: TopicTerms;
  readonly examples: Readonly<Record<string, readonly TopicExample[]>>;
}

/** The same as texts: most runs need neither examples nor rows nor topics, and a text that nobody parses costs nothing at start-up. */
export interface CompiledTexts {
  readonly catalogue: string;
  readonly examples: string;
  readonly rows: string;
  readonly formats: string;
  readonly prose: string;
}

/** The encoded guidance, ready for look-up. */
export interface Catalogue {
  readonly sources: readonly Source[];
  readonly leftOut: readonly LeftOut[];
  readonly profiles: readonly Profile[];
  readonly roles: readonly RoleEntry[];
  /** Every fact row that the sources were read into, by area. */
  readonly rows: readonly FactArea[];
  /** What changed in the data, newest edition first. */
  readonly changes: readonly GuidanceEdition[];
  /** Day of the newest edition of the data, `YYYY-MM-DD`. */
  readonly edition: string;
  readonly topics: readonly Topic[];
  readonly terms: TopicTerms;
  /** The conformance set of the readers. */
  readonly formats: readonly FormatCase[];
  /** Premarket's own rules are found by id too, though they are not among `sources`. */
  source(id: string): Source | undefined;
  requirement(id: string): Requirement | undefined;
  /** SHA-256 of the source's data, as lower-case hex. */
  hash(sourceId: string): string;
  topicExamples(topicId: string): readonly TopicExample[];
  examples(requirementId: string): readonly ExampleCase[];
  /** Requirements of other sources that name this one in `same-as`. */
  alsoAskedBy(requirementId: string): readonly Requirement[];
}

/** Makes a catalogue of compiled data. */
export function catalogueOf(data: CompiledCatalogue): Catalogue {
  const all = [...data.sources, OWN_SOURCE];
  const sources = new Map(all.map((source) => [source.id, source]));
  const requirements = new Map(all.flatMap((source) => source.requirements).map((entry) => [entry.id, entry]));
  return {
    sources: data.sources,
    leftOut: data.leftOut,
    profiles: data.profiles,
    roles: data.roles,
    changes: data.changes,
    edition: data.changes[0]?.edition ?? "",
    get rows() {
      return data.rows;
    },
    get formats() {
      return data.formats;
    },
    get topics() {
      return data.prose.topics;
    },
    get terms() {
      return data.prose.terms;
    },
    source: (id) => sources.get(id),
    requirement: (id) => requirements.get(id),
    hash: (sourceId) => data.hashes[sourceId] ?? "",
    topicExamples: (id) => data.prose.examples[id] ?? [],
    examples: (id) => data.examples[id] ?? [],
    alsoAskedBy: (id) => [...requirements.values()].filter((entry) => entry.sameAs.includes(id)),
  };
}

let own: Catalogue | undefined;

/** Premarket's own catalogue, made of `guidance/` at build time. */
export function catalogue(): Catalogue {
  own ??= catalogueOf(unpacked(compiled));
  return own;
}

/** Parses what every run needs, and the rest on first use. */
function unpacked(texts: CompiledTexts): CompiledCatalogue {
  let examples: CompiledCatalogue["examples"] | undefined;
  let rows: CompiledCatalogue["rows"] | undefined;
  let formats: CompiledCatalogue["formats"] | undefined;
  let prose: CompiledTopics | undefined;
  return {
    ...(JSON.parse(texts.catalogue) as Omit<CompiledCatalogue, "examples" | "rows" | "formats" | "prose">),
    get examples() {
      examples ??= JSON.parse(texts.examples) as CompiledCatalogue["examples"];
      return examples;
    },
    get rows() {
      rows ??= JSON.parse(texts.rows) as CompiledCatalogue["rows"];
      return rows;
    },
    get formats() {
      formats ??= JSON.parse(texts.formats) as CompiledCatalogue["formats"];
      return formats;
    },
    get prose() {
      prose ??= JSON.parse(texts.prose) as CompiledTopics;
      return prose;
    },
  };
}
