import { ROLES, type Role } from "../model/vocabulary.ts";

/** One file of an example, with the markers still in it. */
export interface ExampleFile {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly language: string;
  /** Text with `⟦ ⟧` around what the finding must cover. */
  readonly marked: string;
}

/** One met or unmet case of a requirement: documentation and test in one. */
export interface ExampleCase {
  readonly expected: "met" | "unmet";
  readonly files: readonly ExampleFile[];
}

/**
 * Reads `guidance/examples/<id>.md`. A fenced block with the info string `<language> <file> <met|unmet> [role=…] [case=…]` is a file of a case;
 * blocks of one case label belong together. @throws Error when an info string is not of that form.
 */
export function readExamples(markdown: string, fileName: string): ExampleCase[] {
  const cases = new Map<string, { expected: "met" | "unmet"; files: ExampleFile[] }>();
  let alone = 0;
  for (const block of fencedBlocks(markdown)) {
    const parsed = readInfo(block.info, fileName);
    if (!parsed) continue;
    const key = `${parsed.expected} ${parsed.label ?? `alone ${alone++}`}`;
    const group = cases.get(key) ?? { expected: parsed.expected, files: [] };
    group.files.push({ name: parsed.name, roles: parsed.roles, language: parsed.language, marked: block.text });
    cases.set(key, group);
  }
  return [...cases.values()];
}

/** What a text of a topic's examples is to be judged as; a trap looks like the topic and is nothing. */
export type TopicExpectation = "full" | "partial" | "trap";

export interface TopicExample {
  readonly expected: TopicExpectation;
  readonly text: string;
}

/** Reads `guidance/examples/<topic>.md`: each fenced block with the info string `md <full|partial|trap>` is a whole document. */
export function readTopicExamples(markdown: string): TopicExample[] {
  const examples: TopicExample[] = [];
  for (const { info, text } of fencedBlocks(markdown)) {
    const expected = /^md (full|partial|trap)$/.exec(info.trim())?.[1] as TopicExpectation | undefined;
    if (expected) examples.push({ expected, text });
  }
  return examples;
}

function readInfo(info: string, fileName: string) {
  const [language = "", name, expected, ...attributes] = info.trim().split(/\s+/);
  if (expected !== "met" && expected !== "unmet") return undefined;
  const settings = new Map(attributes.map((attribute) => attribute.split("=", 2) as [string, string]));
  const roles = (settings.get("role") ?? "").split(",").filter((word) => word !== "");
  for (const role of roles) {
    if (!ROLES.some((known) => known === role)) throw new Error(`${fileName}: \`${role}\` is not a role`);
  }
  if (!name) throw new Error(`${fileName}: a block has no file name`);
  return { language, name, expected, roles: roles as Role[], label: settings.get("case") } as const;
}

/** The fenced blocks of a page, with their info strings; text without a newline at its end gets one. */
export function* fencedBlocks(markdown: string): Iterable<{ info: string; text: string }> {
  const lines = markdown.replaceAll("\r\n", "\n").split("\n");
  for (let i = 0; i < lines.length; i++) {
    const open = /^(`{3,})(.*)$/.exec(lines[i] ?? "");
    if (!open?.[1]) continue;
    const close = lines.findIndex((line, at) => at > i && line.trim() === open[1]);
    if (close < 0) return;
    yield { info: open[2] ?? "", text: `${lines.slice(i + 1, close).join("\n")}\n` };
    i = close;
  }
}

/** The text without markers, and where the marked stretch lies in it; undefined where nothing is marked. */
export function unmark(marked: string): { text: string; span: { start: number; end: number } | undefined } {
  const start = marked.indexOf("⟦");
  const end = marked.indexOf("⟧");
  if (start < 0 || end < start) return { text: marked, span: undefined };
  return {
    text: marked.slice(0, start) + marked.slice(start + 1, end) + marked.slice(end + 1),
    span: { start, end: end - 1 },
  };
}
