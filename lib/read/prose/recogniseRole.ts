import type { Prose } from "../../model/prose.ts";
import { ROLES, type Role } from "../../model/vocabulary.ts";
import { natureOf } from "./natureOf.ts";
import { ABOUT, TITLES } from "./roleTitles.ts";

/** Front matter keys that say what a document is. */
const TYPE_KEYS = [
  "role",
  "roles",
  "document-type",
  "document_type",
  "documenttype",
  "doc-type",
  "doc_type",
  "doctype",
  "type",
];

/**
 * The roles that a document shows by itself: what its front matter says, else what its title names, else what its structure shows.
 * Conservative: a title about such documents (a template, a procedure, a guide to them) gives none, and a text
 * without a telling title gives none either.
 */
export function recogniseRoles(prose: Prose): Role[] {
  const declared = declaredRoles(prose);
  if (declared.length > 0) return declared;
  const roles = new Set<Role>();
  for (const title of titlesOf(prose)) {
    for (const role of rolesOfTitle(title)) roles.add(role);
    if (roles.size > 0) break;
  }
  if (roles.size === 0 && isSecurityPolicy(prose)) roles.add("disclosure-policy");
  if (roles.size === 0 && isThreatModel(prose) && natureOf(prose) === "document") roles.add("threat-model");
  return ROLES.filter((role) => roles.has(role));
}

function declaredRoles(prose: Prose): Role[] {
  for (const key of TYPE_KEYS) {
    const entry = prose.frontMatter.get(key);
    if (!entry) continue;
    const words = entry.value.split(/[,;]/).map((word) =>
      word
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, "-"),
    );
    const roles = ROLES.filter((role) => words.includes(role));
    if (roles.length > 0) return roles;
    const named = rolesOfTitle(entry.value);
    if (named.length > 0) return named;
  }
  return [];
}

/** The title, the front matter's title, and a first heading that is alone on its level where there is no level 1. */
function titlesOf(prose: Prose): string[] {
  const titles: string[] = [];
  if (prose.title.state === "given") titles.push(prose.title.value);
  const front = prose.frontMatter.get("title");
  if (front) titles.push(front.value);
  const headings = prose.sections.filter((section) => section.level > 0);
  const first = headings[0];
  if (first && headings.filter((section) => section.level <= first.level).length === 1) titles.push(first.heading);
  return titles;
}

function rolesOfTitle(title: string): Role[] {
  const plain = title.toLowerCase().replace(/[’`]/g, "'").replace(/\s+/g, " ").trim();
  if (
    plain.length > 200 ||
    ABOUT.test(plain.replace(/\b(?:security|user|customer|configuration|hardening|deployment) guides?\b/g, ""))
  )
    return [];
  return TITLES.filter(([, pattern]) => pattern.test(plain)).map(([role]) => role);
}

/** `SECURITY.md` as code forges know it: a title "Security Policy" over a section on reporting. */
function isSecurityPolicy(prose: Prose): boolean {
  const titled = titlesOf(prose).some((title) => /^(?:project )?security(?: policy)?$/i.test(title.trim()));
  return (
    titled &&
    prose.sections.some((section) =>
      /\breport(?:ing)?\b.{0,30}\b(?:vulnerabilit|security)|\bdisclos/i.test(section.heading),
    )
  );
}

/** Headings for at least this many of the six letters of STRIDE make a threat model of a document whose title does not tell. */
const STRIDE_HEADINGS = 4;
const STRIDE =
  /^(?:[\d.]+\s+)?(?:\w\s*[-–—:]\s*)?(spoofing|tampering|repudiation|information disclosure|denial of service|elevation of privilege)s?\b/i;

function isThreatModel(prose: Prose): boolean {
  const letters = new Set<string>();
  for (const { heading } of prose.sections) {
    const letter = STRIDE.exec(heading)?.[1];
    if (letter) letters.add(letter.toLowerCase());
  }
  return letters.size >= STRIDE_HEADINGS;
}
