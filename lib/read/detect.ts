import type { SourceFile } from "../model/sourceFile.ts";
import { type Detected, nothing } from "./detected.ts";
import { detectText } from "./detectText.ts";
import { looksLikeRst } from "./looksLikeRst.ts";

/** How a file is parsed; a file that is not parsed at all comes with what it was recognised as. */
export type Syntax = "json" | "markdown" | "rst" | "submission" | "waivers" | "baseline" | "reviews" | Detected;

/** Decides by content how a file is parsed. The name only decides where content cannot: Markdown, reStructuredText and the files of `premarket` itself. */
export function detectSyntax(source: SourceFile, text: string): Syntax {
  const name = source.path.slice(source.path.lastIndexOf("/") + 1).toLowerCase();
  const unreadable = notText(name, text);
  if (unreadable) return { ...nothing(), refusal: unreadable };
  if (name === "premarket.yaml") return "submission";
  if (name === "premarket-waivers.yaml") return "waivers";
  if (name === "premarket-reviews.yaml") return "reviews";
  if (name === "premarket-baseline.json") return "baseline";
  if (/\.(?:md|markdown)$/.test(name)) return "markdown";
  if (/\.(?:rst|rest)$/.test(name)) return "rst";
  const first = /[^\s\ufeff]/.exec(text.slice(0, 100_000))?.[0];
  if (first === "{" || first === "[") return "json";
  const detected = detectText(name, text, source.roles.includes("component-support"));
  return detected.format === "" && looksLikeRst(text) ? "rst" : detected;
}

/** Why a file cannot be text at all; undefined when it can. */
function notText(name: string, text: string): string | undefined {
  if (text.trim() === "" || text === "\ufeff") return "The file is empty.";
  const head = text.slice(0, 1000);
  if (head.startsWith("PK\u0003\u0004")) {
    if (/\.t[mb]7$/.test(name)) {
      return "The file is named as a model of the Microsoft Threat Modeling Tool but is a zip archive; unpack it first.";
    }
    return "The file is a zip archive, as Word and Excel files are; export its text as Markdown, CycloneDX or SPDX.";
  }
  if (head.startsWith("%PDF-")) return "The file is a PDF, which Premarket does not read; export its text as Markdown.";
  const zeros = Array.from(head.split(""), (letter, at) => (letter === "\u0000" ? at : -1)).filter((at) => at >= 0);
  // Two bytes a letter: mostly zeros, and always on the same side.
  const sides = new Set(zeros.map((at) => at % 2));
  if (zeros.length > head.length / 4 && sides.size === 1) return "The file is written in UTF-16; save it as UTF-8.";
  return zeros.length > 0 || head.startsWith("\u001f\ufffd") ? "The file is not text." : undefined;
}
