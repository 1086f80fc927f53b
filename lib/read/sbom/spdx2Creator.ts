import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { agentName, isDeclaredUnknown } from "./declaredUnknown.ts";

/** One entry of the creators of an SPDX 2 document, as written and where. */
export interface WrittenCreator {
  readonly text: string;
  readonly span: Span;
}

const TOOL = /^\s*tool\s*:\s*/i;

/** The first person or organisation that is named, else one whose name is declared unknown; a tool is no author. */
export function spdx2Author(creators: readonly WrittenCreator[]): Stated<string> {
  const stated = creators.filter(({ text }) => !TOOL.test(text)).map(statedCreator);
  return stated.find((one) => one.state === "given") ?? stated[0] ?? ABSENT;
}

/** The tools among the creators, without their `Tool:`. */
export function spdx2Tools(creators: readonly WrittenCreator[]): Stated<string>[] {
  return creators.filter(({ text }) => TOOL.test(text)).map(statedCreator);
}

function statedCreator({ text, span }: WrittenCreator): Stated<string> {
  const value = isDeclaredUnknown(text) ? "" : agentName(text.replace(TOOL, ""));
  return isDeclaredUnknown(value)
    ? { state: "unknown", raw: text, span }
    : { state: "given", value, span, via: "creators" };
}
