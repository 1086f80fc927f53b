import type { SourceFile } from "../model/sourceFile.ts";
import { type JsonDocument, parseJson } from "../parse/json.ts";
import { type BlockCache, type MarkdownDocument, parseMarkdown } from "../parse/markdown.ts";
import { parseYaml, type YamlDocument } from "../parse/yaml.ts";
import { detectSyntax } from "./detect.ts";
import { type Detected, nothing, UNKNOWN_KIND } from "./detected.ts";
import { detectJson } from "./detectJson.ts";

/** A file after parsing, told apart by how it was parsed. */
export type Parsed = ParsedJson | ParsedMarkdown | ParsedSubmission | ParsedOther;

interface ParsedBase {
  readonly source: SourceFile;
  readonly text: string;
}

export interface ParsedJson extends ParsedBase {
  readonly syntax: "json";
  readonly json: JsonDocument;
  readonly detected: Detected;
}

export interface ParsedMarkdown extends ParsedBase {
  readonly syntax: "markdown";
  readonly markdown: MarkdownDocument;
}

/** `premarket.yaml`. */
export interface ParsedSubmission extends ParsedBase {
  readonly syntax: "yaml";
  readonly yaml: YamlDocument;
}

/** A file that is recognised at most. */
export interface ParsedOther extends ParsedBase {
  readonly syntax: "other";
  readonly detected: Detected;
}

/**
 * Finds out what a file is and parses it. Never throws for bad content.
 * @param blocks keeps parsed sections of Markdown by their text, so that an edit parses one section
 */
export function parseSource(source: SourceFile, text: string, blocks?: BlockCache): Parsed {
  const syntax = detectSyntax(source, text);
  if (syntax === "markdown") return { syntax, source, text, markdown: parseMarkdown(text, blocks) };
  if (syntax === "submission") return { syntax: "yaml", source, text, yaml: parseYaml(text) };
  if (syntax !== "json") return { syntax: "other", source, text, detected: syntax };
  const json = parseJson(text);
  const detected = detectJson(json);
  // Many configuration files begin with a bracket; a JSON error in one of them would only puzzle.
  if (!json.usable && detected.format === "" && !/json$/i.test(source.path)) {
    return { syntax: "other", source, text, detected: { ...nothing(), refusal: UNKNOWN_KIND } };
  }
  return { syntax, source, text, json, detected };
}
