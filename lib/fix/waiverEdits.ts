import type { Finding } from "../model/assessment.ts";
import type { Prose } from "../model/prose.ts";
import type { ReadFile } from "../model/readFile.ts";
import { parseYaml } from "../parse/yaml.ts";
import { PLACEHOLDER } from "./fixEdits.ts";
import { insertion, type TextEdit } from "./textEdit.ts";

/**
 * The edits that add an entry for a finding to `premarket-waivers.yaml`. Reason and person are left to be filled in; until then the entry
 * does not count, and the next run says so.
 * @param text of the file; undefined where there is none yet
 * @param document path of the finding's document, relative to `premarket.yaml`
 */
export function waiverEntryEdits(text: string | undefined, finding: Finding, document: string): TextEdit[] {
  const lines = [
    `- requirement: ${finding.requirement.id}`,
    `  subject: ${scalar(finding.subject)}`,
    `  document: ${scalar(document)}`,
    `  reason: ${PLACEHOLDER}`,
    `  by: ${PLACEHOLDER}`,
  ];
  const entry = (indent: string) => lines.map((line) => `${indent}${line}\n`).join("");
  if (text === undefined || text.trim() === "") return [insertion(text?.length ?? 0, `waivers:\n${entry("  ")}`)];
  const { root, problems } = parseYaml(text);
  const list = root?.kind === "map" ? root.entries.find(({ key }) => key === "waivers")?.value : undefined;
  // Where the file is broken, or the list is written on one line, a person knows better.
  if (problems.length > 0 || list?.kind !== "seq") return [];
  const first = list.items[0];
  if (!first) return [];
  const lineStart = text.lastIndexOf("\n", first.span.start) + 1;
  const indent = /^([ ]*)- /.exec(text.slice(lineStart))?.[1];
  const last = text.trimEnd().length;
  if (indent === undefined || root?.kind !== "map" || root.entries.at(-1)?.key !== "waivers") return [];
  return [{ span: { start: last, end: text.length }, insert: `\n${entry(indent)}` }];
}

/** The edits that put a waiving comment where the finding stands: below the heading of its section, or above its element. Empty for JSON and XML, which take none. */
export function waiverCommentEdits(file: ReadFile, finding: Finding): TextEdit[] {
  const words = `premarket-waive ${finding.requirement.id}: ${PLACEHOLDER}`;
  const { serialization } = file;
  const text = file.text.toString();
  const { start } = finding.span;
  if (serialization === "yaml" || serialization === "tag-value") {
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const indent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? "";
    return [insertion(lineStart, `${indent}# ${words}\n`)];
  }
  if (serialization !== "markdown") return [];
  const prose = file.models.find((model): model is Prose => model.kind === "prose");
  const section = prose?.sections.find(({ span }) => span.start <= start && start < span.end);
  if (!section || section.level === 0) return [];
  const lineEnd = text.indexOf("\n", headingEnd(text, section.headingSpan.end));
  const at = lineEnd < 0 ? text.length : lineEnd + 1;
  return [insertion(at, `${lineEnd < 0 ? "\n" : ""}\n<!-- ${words} -->\n`)];
}

/** A heading may be underlined on the next line. */
function headingEnd(text: string, end: number): number {
  const lineEnd = text.indexOf("\n", end);
  return lineEnd >= 0 && /^\n {0,3}(?:=+|-+)[ \t]*\r?\n/.test(text.slice(lineEnd, lineEnd + 400)) ? lineEnd + 1 : end;
}

/** As YAML reads it back. */
function scalar(text: string): string {
  const plain =
    /^[A-Za-z][\w ./@+()-]*(?::[\w./@+()-]+)*$/.test(text) &&
    !/\s$|^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}
