import type { Requirement } from "../model/guidance.ts";

/** What a person is asked about a requirement whose verdict is open, and what to look at before answering. */
export function questionOf({ ask, title, limits }: Requirement): { readonly question: string; readonly look: string } {
  if (ask) return ask;
  return {
    question: `Do the documents show this: ${title}?`,
    look: `Look at the places that are named as evidence. What the check does not see: ${limits}`,
  };
}
