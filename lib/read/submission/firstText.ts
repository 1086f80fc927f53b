import type { Span } from "../../model/span.ts";
import type { YamlDocument } from "../../parse/yaml.ts";

/** Where something missing from a file of settings is shown: its first key, else its first non-blank line. */
export function firstText(yaml: YamlDocument): Span {
  const key = yaml.root?.kind === "map" ? yaml.root.entries[0] : undefined;
  if (key) return key.keySpan;
  const line = /[^\s\uFEFF][^\r\n]*/.exec(yaml.text);
  return line ? { start: line.index, end: line.index + line[0].trimEnd().length } : { start: 0, end: 0 };
}
