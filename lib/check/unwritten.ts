import type { Block, Prose } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import { isStandIn } from "./prose.ts";

/** What stands in a document instead of its text. */
interface StandIn {
  readonly span: Span;
  readonly text: string;
}

/** What a document shows that says nothing yet: its "TBD", else its title. Undefined as soon as anything else stands in it. */
export function unwritten(prose: Prose): StandIn | undefined {
  let first: StandIn | undefined;
  for (const section of prose.sections) {
    for (const block of section.blocks()) {
      if (saysSomething(block)) return undefined;
      if ("text" in block && block.text.trim() !== "") first ??= { span: block.span, text: block.text };
    }
  }
  const [title] = prose.sections.filter((section) => section.heading !== "");
  return first ?? { span: prose.anchor, text: title?.heading ?? "" };
}

function saysSomething(block: Block): boolean {
  if ("text" in block) return !isStandIn(block.text);
  return block.rows.some((row) => row.cells.some((cell) => !isStandIn(cell.text)));
}
