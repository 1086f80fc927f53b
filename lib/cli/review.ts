import { appendFile, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { createInterface } from "node:readline";
import type { Assessment, Settled } from "../model/assessment.ts";
import type { Answer, ReviewedDocument } from "../model/review.ts";
import { checkLoaded, loadSubmission } from "../node.ts";
import { parseYaml } from "../parse/yaml.ts";
import { placesOf } from "../report/placesOf.ts";
import { troubleLine } from "../report/pretty.ts";
import { questionOf } from "../report/questionOf.ts";
import { REVIEWS_HEAD, reviewEntry } from "../report/reviewEntry.ts";
import { wrapped } from "../report/terminalText.ts";
import { plainError } from "../workspace/plainError.ts";
import { EXIT } from "./exit.ts";
import { writeLine } from "./streams.ts";

const FILE_NAME = "premarket-reviews.yaml";
const WIDTH = 100;

export interface ReviewSettings {
  readonly by?: string;
  readonly date?: string;
  readonly only?: readonly string[];
  readonly list?: boolean;
  readonly asOf?: string;
  readonly profile?: string;
}

/**
 * `premarket review`: shows each open question with the documents that may answer it, and writes the answer with name, day and the hashes of
 * those documents below the ones that are there. Each answer is written at once, so that whoever stops loses nothing.
 */
export async function review(path: string | undefined, settings: ReviewSettings): Promise<number> {
  const cwd = process.cwd();
  const loaded = await loadSubmission(path === undefined ? [] : [path], cwd);
  const { asOf, profile } = settings;
  const assessment = await checkLoaded({ ...loaded, asked: undefined }, { asOf, profile });
  const places = placesOf(assessment);
  for (const trouble of assessment.troubles) await writeLine(process.stderr, troubleLine(trouble, places));
  if (loaded.config === undefined) {
    await writeLine(
      process.stderr,
      "Reviews belong beside a premarket.yaml, and there is none; `premarket init` writes one.",
    );
    return EXIT.failed;
  }
  const unknown = settings.only?.find((id) => !assessment.settled.some(({ requirement }) => requirement.id === id));
  if (unknown !== undefined) {
    await writeLine(
      process.stderr,
      `${unknown} is no requirement of this submission's profile; \`premarket review --list\` lists the open questions.`,
    );
    return EXIT.failed;
  }
  const open = questionsOf(assessment, settings.only);
  if (settings.list) {
    for (const { requirement } of open)
      await writeLine(process.stdout, `${requirement.id}  ${questionOf(requirement).question}`);
    return assessment.troubles.length > 0 ? EXIT.failed : EXIT.clean;
  }
  const folder = dirname(resolve(cwd, loaded.config));
  const shown = (run: string) => relative(folder, resolve(cwd, run)).split(sep).join("/");
  return walk({ open, assessment, settings, target: join(folder, FILE_NAME), shown });
}

function questionsOf({ settled }: Assessment, only: readonly string[] | undefined): Settled[] {
  return settled.filter(({ requirement, verdict }) =>
    only
      ? only.includes(requirement.id) && (requirement.ask !== undefined || verdict === "needs review")
      : verdict === "needs review",
  );
}

interface Walk {
  readonly open: readonly Settled[];
  readonly assessment: Assessment;
  readonly settings: ReviewSettings;
  readonly target: string;
  shown(path: string): string;
}

const WORDS: Readonly<Record<string, Answer | "skip" | "quit">> = {
  m: "met",
  p: "partly met",
  n: "not met",
  a: "not applicable",
  s: "skip",
  "": "skip",
  q: "quit",
};

async function walk({ open, assessment, settings, target, shown }: Walk): Promise<number> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout, terminal: process.stdin.isTTY });
  const lines = terminal[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string | undefined> => {
    process.stdout.write(question);
    const { value, done } = await lines.next();
    return done ? undefined : String(value).trim();
  };
  const date = settings.date ?? new Date().toISOString().slice(0, 10);
  let by = settings.by ?? "";
  let written = 0;
  try {
    if (open.length > 0 && by === "") by = (await ask("Your name, as it shall stand in the record: ")) ?? "";
    if (open.length > 0 && by === "") {
      await writeLine(process.stderr, "An answer needs a name; nothing was recorded.");
      return EXIT.failed;
    }
    for (const [at, one] of open.entries()) {
      const evidence = evidenceOf(one, assessment, shown);
      await writeLine(process.stdout, questionText(one, { at: at + 1, of: open.length, evidence }));
      const answer = await answerOf(ask);
      if (answer === "quit") break;
      if (answer === "skip") continue;
      const note = (await ask("Note (where you saw it, or why): ")) ?? "";
      await append(target, reviewEntry({ requirement: one.requirement.id, answer, by, date, note, evidence }));
      written++;
    }
  } catch (error) {
    await writeLine(process.stderr, `${FILE_NAME} cannot be written (${plainError(error).message}).`);
    return EXIT.failed;
  } finally {
    terminal.close();
  }
  await writeLine(process.stdout, summary(written, open.length));
  return assessment.troubles.length > 0 ? EXIT.failed : EXIT.clean;
}

async function answerOf(ask: (question: string) => Promise<string | undefined>): Promise<Answer | "skip" | "quit"> {
  for (;;) {
    const said = await ask("[m]et, [p]artly met, [n]ot met, not [a]pplicable, [s]kip, [q]uit: ");
    if (said === undefined) return "quit";
    const answer = WORDS[said.toLowerCase()];
    if (answer !== undefined) return answer;
    process.stdout.write(`"${said}" is none of these letters.\n`);
  }
}

/** The documents that owe the answer, as they are now. */
function evidenceOf(
  { requirement }: Settled,
  { files }: Assessment,
  shown: (path: string) => string,
): ReviewedDocument[] {
  const owed = files.filter(
    ({ roles, state }) => state === "read" && roles.some((role) => requirement.owedBy.includes(role)),
  );
  return owed.map(({ path, sha256 }) => ({ path: shown(path), sha256 }));
}

interface Around {
  readonly at: number;
  readonly of: number;
  readonly evidence: readonly ReviewedDocument[];
}

function questionText({ requirement }: Settled, { at, of, evidence }: Around): string {
  const documents =
    evidence.map(({ path }) => path).join(", ") || `none with a role that owes it (${requirement.owedBy.join(", ")})`;
  return [
    "",
    `${at} of ${of}  ${requirement.id}`,
    ...[
      questionOf(requirement).question,
      questionOf(requirement).look,
      `Cited: ${requirement.cite}`,
      `Documents: ${documents}`,
    ]
      .filter(Boolean)
      .flatMap((text) => wrapped(text, WIDTH - 2).map((line) => `  ${line}`)),
  ].join("\n");
}

async function append(target: string, entry: string): Promise<void> {
  const before = await readFile(target, "utf8").catch(() => "");
  const head = /^reviews:/m.test(before) ? "" : REVIEWS_HEAD;
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  const added = gap + head + entry;
  // Somebody may have laid the file out by hand; nothing is added that would make it unreadable.
  if (parseYaml(before + added).problems.length > parseYaml(before).problems.length) {
    throw new Error(
      "an entry at its end would not be read; let `reviews:` be its last key, with entries indented by two spaces",
    );
  }
  await appendFile(target, added);
}

function summary(written: number, open: number): string {
  if (open === 0) return "No question is open.";
  const left = open - written;
  return `${written} answered, ${left} still open. ${written > 0 ? `The answers stand in ${FILE_NAME}.` : ""}`.trim();
}
