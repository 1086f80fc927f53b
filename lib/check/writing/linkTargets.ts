import type { Prose } from "../../model/prose.ts";

const EXPLICIT =
  /<[a-z][a-z0-9]*\b[^<>]{0,200}?\b(?:id|name)\s*=\s*["']([^"'<>]{1,200})["']|\{[^{}\n]{0,80}#([\w:.-]{1,200})[^{}\n]{0,80}\}/gi;

const KEPT = new WeakMap<Prose, ReadonlySet<string>>();

/** The anchors of a document in lower case: its headings as code forges and site builders write them, and those that it sets itself. */
export function linkTargets(prose: Prose, text: string): ReadonlySet<string> {
  const kept = KEPT.get(prose);
  if (kept) return kept;
  const targets = new Set<string>();
  const counts = new Map<string, number>();
  for (const { heading, level } of prose.sections) {
    if (level === 0) continue;
    for (const slug of new Set([forgeSlug(heading), siteSlug(heading), plainSlug(heading)])) {
      const before = counts.get(slug) ?? 0;
      counts.set(slug, before + 1);
      targets.add(slug);
      if (before > 0) for (const mark of ["-", "_"]) targets.add(`${slug}${mark}${before}`);
    }
  }
  for (const match of text.matchAll(EXPLICIT)) targets.add((match[1] ?? match[2] ?? "").toLowerCase());
  KEPT.set(prose, targets);
  return targets;
}

/** GitHub: letters, digits, hyphens and underscores stay; each blank becomes a hyphen. */
function forgeSlug(heading: string): string {
  return heading
    .toLowerCase()
    .trim()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}

/** Site builders join runs of everything else with one hyphen. */
function siteSlug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/\{[^{}]*\}/g, "")
    .replace(/[^\p{L}\p{N}_]+/gu, "-")
    .replace(/^-+|-+$/g, "");
}

/** Some leave full stops and the like where they are. */
function plainSlug(heading: string): string {
  return heading.toLowerCase().trim().replace(/\s+/g, "-");
}
