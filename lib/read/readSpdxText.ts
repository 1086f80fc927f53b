import type { ReadFile } from "../model/readFile.ts";
import type { Problem } from "../model/span.ts";
import type { Detected } from "./detected.ts";
import type { ParsedSpdxYaml, ParsedTagValue } from "./parseSource.ts";
import { readSpdx2, spdx2ShapeProblems } from "./sbom/readSpdx2.ts";
import { ShapeWatch } from "./sbom/shapeNotes.ts";
import type { SpdxSource } from "./sbom/spdxSource.ts";
import { opening } from "./sbom/statedJson.ts";
import { tagValueSource } from "./sbom/tagValueSource.ts";
import { yamlSource } from "./sbom/yamlSource.ts";
import { KNOWN_SPDX2, versionNote } from "./versionNote.ts";

type SpdxReading = Pick<ReadFile, "models" | "problems" | "readable">;

/** What an SPDX 2 file in tag-value or YAML says. */
export function readSpdxText(parsed: ParsedTagValue | ParsedSpdxYaml): SpdxReading {
  if (parsed.syntax === "tag-value") {
    return reading(parsed, { source: tagValueSource(parsed.tagValue), syntax: parsed.tagValue.problems });
  }
  const { yaml } = parsed;
  if (yaml.root?.kind !== "map") return { models: [], problems: yaml.problems, readable: false };
  return reading(parsed, { source: yamlSource(yaml), syntax: yaml.problems });
}

function reading(
  { detected, syntax: kind }: ParsedTagValue | ParsedSpdxYaml,
  { source, syntax }: { readonly source: SpdxSource; readonly syntax: readonly Problem[] },
): SpdxReading {
  const shape = new ShapeWatch();
  const sbom = readSpdx2(source, kind === "tag-value" ? "tag-value" : "yaml", shape);
  return {
    models: [sbom],
    readable: true,
    get problems() {
      return [...syntax, ...versionNotes(source, detected), ...spdx2ShapeProblems(shape, sbom)];
    },
  };
}

function versionNotes(source: SpdxSource, { version }: Detected): Problem[] {
  const message = versionNote("SPDX", version, KNOWN_SPDX2);
  if (message === undefined) return [];
  const isStated = source.member("spdxVersion") !== undefined;
  return [{ message, span: isStated ? source.at(["spdxVersion"]).inner : opening(source.at([])) }];
}
