import type { FactArea, GuidanceEdition, LeftOut } from "../model/guidance.ts";
import { ROLES, STRENGTHS } from "../model/vocabulary.ts";
import type { CompiledCatalogue, CompiledTexts, Profile, RoleEntry } from "./catalogue.ts";
import { compileTopics, type TopicFiles } from "./compileTopics.ts";
import { Fields } from "./fields.ts";
import { readExamples } from "./readExamples.ts";
import { readFormatCases } from "./readFormatCases.ts";
import { readSource } from "./readSource.ts";

/** The files of `guidance/`, already parsed where they are YAML. */
export interface GuidanceFiles extends TopicFiles {
  readonly sources: readonly { readonly name: string; readonly yaml: unknown; readonly hash: string }[];
  readonly leftOut: unknown;
  readonly profiles: unknown;
  readonly roles: unknown;
  readonly rows: unknown;
  readonly changes: unknown;
  readonly formats: readonly { readonly id: string; readonly markdown: string }[];
}

/** Validates `guidance/` and makes the one module of it that the program ships. @throws Error naming file and entry when something is wrong. */
export function compile(files: GuidanceFiles): CompiledCatalogue {
  const sources = files.sources.map((file) => readSource(file.yaml, file.name));
  const ids = sources.flatMap((source) => source.requirements.map((entry) => entry.id));
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw new Error(`guidance/sources: the id ${twice} is used twice`);
  const prose = compileTopics(files, sources);
  return {
    sources,
    hashes: Object.fromEntries(sources.map((source, index) => [source.id, files.sources[index]?.hash ?? ""])),
    leftOut: asList(files.leftOut, "guidance/left-out.yaml").map(readLeftOut),
    profiles: asList(files.profiles, "guidance/profiles.yaml").map(readProfile),
    roles: asList(files.roles, "guidance/roles.yaml").map(readRoleEntry),
    changes: asList(files.changes, "guidance/changes.yaml").map(readEdition),
    rows: asList(files.rows, "guidance/rows.yaml").map(readFactArea),
    formats: files.formats.flatMap(({ id, markdown }) => readFormatCases(markdown, id)),
    prose,
    examples: Object.fromEntries(
      files.examples
        .filter(({ id }) => prose.examples[id] === undefined)
        .map((file) => {
          if (!ids.includes(file.id))
            throw new Error(`guidance/examples/${file.id}.md belongs to no requirement and no topic`);
          return [file.id, readExamples(file.markdown, `guidance/examples/${file.id}.md`)];
        }),
    ),
  };
}

/** The same as the texts that the program ships. @throws Error like `compile`. */
export function compileTexts(files: GuidanceFiles): CompiledTexts {
  const { examples, rows, formats, prose, ...catalogue } = compile(files);
  return {
    catalogue: JSON.stringify(catalogue),
    examples: JSON.stringify(examples),
    rows: JSON.stringify(rows),
    formats: JSON.stringify(formats),
    prose: JSON.stringify(prose),
  };
}

function asList(yaml: unknown, where: string): unknown[] {
  if (!Array.isArray(yaml)) throw new Error(`${where}: expected a list`);
  return yaml;
}

function readLeftOut(yaml: unknown): LeftOut {
  const fields = new Fields(yaml, "guidance/left-out.yaml");
  return { rows: fields.texts("rows"), reason: fields.text("reason") };
}

function readProfile(yaml: unknown): Profile {
  const fields = new Fields(yaml, "guidance/profiles.yaml", "name");
  return {
    name: fields.text("name"),
    about: fields.text("about"),
    sources: fields.texts("sources"),
    requirements: fields.optionalTexts("requirements"),
  };
}

function readRoleEntry(yaml: unknown): RoleEntry {
  const fields = new Fields(yaml, "guidance/roles.yaml", "role");
  return {
    role: fields.word("role", ROLES),
    title: fields.text("title"),
    about: fields.text("about"),
    estar: fields.optionalText("estar"),
    recognisedBy: fields.optionalTexts("recognised-by"),
  };
}

function readFactArea(yaml: unknown): FactArea {
  const fields = new Fields(yaml, "guidance/rows.yaml", "area");
  const area: FactArea = {
    area: fields.text("area"),
    title: fields.text("title"),
    rows: fields.list("rows").map((line) => {
      const [row, strength, documents] = Array.isArray(line) ? line.map(String) : [];
      const known = STRENGTHS.find((word) => word === strength);
      if (row === undefined || known === undefined)
        return fields.fail("rows", "each is [row, strength] or [row, strength, documents]");
      return { row, strength: known, documents: documents === "documents" };
    }),
  };
  fields.nothingElse();
  return area;
}

function readEdition(yaml: unknown): GuidanceEdition {
  const fields = new Fields(yaml, "guidance/changes.yaml", "edition");
  const edition = { edition: fields.text("edition"), since: fields.text("since"), changes: fields.texts("changes") };
  fields.nothingElse();
  return edition;
}
