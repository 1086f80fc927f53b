import type { ReadFile } from "../model/readFile.ts";
import type { Problem } from "../model/span.ts";
import type { Detected } from "./detected.ts";
import type { ParsedSpdxYaml, ParsedTagValue } from "./parseSource.ts";
import { readSpdx2 } from "./sbom/readSpdx2.ts";
import type { SpdxSource } from "./sbom/spdxSource.ts";
import { opening } from "./sbom/statedJson.ts";
import { tagValueSource } from "./sbom/tagValueSource.ts";
import { yamlSource } from "./sbom/yamlSource.ts";
import { KNOWN_SPDX2, versionNote } from "./versionNote.ts";

/** What an SPDX 2 file in tag-value or YAML says. */
export function readSpdxText(
  parsed: ParsedTagValue | ParsedSpdxYaml,
): Pick<ReadFile, "models" | "problems" | "readable"> {
  const { detected } = parsed;
  if (parsed.syntax === "tag-value") {
    const source = tagValueSource(parsed.tagValue);
    const problems = [...parsed.tagValue.problems, ...versionNotes(source, detected)];
    return { models: [readSpdx2(source, "tag-value")], problems, readable: true };
  }
  const { yaml } = parsed;
  if (yaml.root?.kind !== "map") return { models: [], problems: yaml.problems, readable: false };
  const source = yamlSource(yaml);
  const problems = [...yaml.problems, ...versionNotes(source, detected)];
  return { models: [readSpdx2(source, "yaml")], problems, readable: true };
}

function versionNotes(source: SpdxSource, { version }: Detected): Problem[] {
  const message = versionNote("SPDX", version, KNOWN_SPDX2);
  if (message === undefined) return [];
  const isStated = source.member("spdxVersion") !== undefined;
  return [{ message, span: isStated ? source.at(["spdxVersion"]).inner : opening(source.at([])) }];
}
