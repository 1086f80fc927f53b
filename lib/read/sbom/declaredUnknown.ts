import { standInKind } from "../standInWords.ts";

/** A placeholder that the build should have replaced: Maven and shells, templates, RPM macros. */
const UNRESOLVED = /[$%]\{[^}]*\}|\{\{[^}]*\}\}/;
const WHOLE_PLACEHOLDER = /^(?:@[A-Z0-9_.]{1,60}@|\$\([\w.]{1,60}\))$/;

/** `Person: Jane Roe (jane@example.com)`, the way SPDX 2 writes who somebody is. */
const AGENT = /^(?:person|organization|organisation)\s*:/i;

/** No stand-in is longer than this; it keeps the look at every value of a huge SBOM short. */
const LONGEST = 24;

/** True for a text by which the author says that the value is not known, empty and unresolved placeholders included. */
export function isDeclaredUnknown(text: string): boolean {
  if (text.includes("{")) return text.length < 1000 && UNRESOLVED.test(text);
  // No stand-in begins with a digit, as most versions, hashes and dates do.
  const first = text.charCodeAt(0);
  if (first >= 0x30 && first <= 0x39) return false;
  // `@VERSION@` and `$(VERSION)`; the names of npm scopes have no second sign.
  if ((first === 0x40 || first === 0x24) && WHOLE_PLACEHOLDER.test(text)) return true;
  const agent = looksLikeAgent(text) ? AGENT.exec(text) : null;
  const said = (agent ? withoutContact(text.slice(agent[0].length)) : text).trim();
  // A blank in brackets may be the value: `[email protected]`, `<none@none>`.
  const kind = said.length > LONGEST ? undefined : standInKind(said);
  return kind !== undefined && kind !== "blank";
}

/** Tells cheaply that the pattern need not be tried: nearly all values are something else. */
function looksLikeAgent(text: string): boolean {
  const colon = text.indexOf(":");
  return colon >= "person".length && colon <= "organization".length + 2;
}

/** The name in an SPDX 2 agent (`Organization: Acme (sbom@acme.example)` gives `Acme`); any other text as it is. */
export function agentName(text: string): string {
  const agent = looksLikeAgent(text) ? AGENT.exec(text) : null;
  return agent ? withoutContact(text.slice(agent[0].length)).trim() : text;
}

/** Takes the mail address in brackets off the end. */
function withoutContact(text: string): string {
  const trimmed = text.trimEnd();
  const open = trimmed.endsWith(")") ? trimmed.lastIndexOf("(") : -1;
  if (open < 0) return trimmed;
  const inside = trimmed.slice(open + 1, -1).trim();
  return inside === "" || inside.includes("@") ? trimmed.slice(0, open) : trimmed;
}
