import assert from "node:assert/strict";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import { config, folderWith, premarket, removeFolders } from "./premarket.ts";

const PLAN = "# Cybersecurity management plan\n\nWe watch the CISA catalogue every week.\n";
const HEAD =
  "  characteristics: [software, networked, off-the-shelf-software]\nsubmission:\n  pathway: 510k\n  planned: 2026-12-15\n";
/** A question that a submission of a networked device has, and that only a person can answer. */
const ID = openQuestion();

function openQuestion(): string {
  const { out } = premarket(["review", "--list"], { cwd: submission() });
  const open = out.split("\n").map((line) => line.split("  ")[0] ?? "");
  const id = open.find((one) => catalogue().requirement(one)?.owedBy.includes("management-plan"));
  if (id === undefined) throw new Error("no question is left that a management plan answers");
  return id;
}

function submission(): string {
  return folderWith({ "premarket.yaml": config({ "plan.md": "management-plan" }, HEAD), "plan.md": PLAN });
}

function verdict(cwd: string) {
  const { out } = premarket(["check", "--format", "json", "--fail-on", "never"], { cwd });
  const report = JSON.parse(out) as {
    readonly verdicts: readonly { readonly requirement: string; readonly verdict: string; readonly review?: object }[];
    readonly findings: readonly { readonly requirement: string; readonly message: string; readonly path: string }[];
  };
  return {
    of: report.verdicts.find(({ requirement }) => requirement === ID),
    findings: report.findings.filter(({ requirement }) => requirement.startsWith("review-")),
  };
}

const ANSWER = ["review", "--by", "J. Doe", "--date", "2026-11-20", "--only", ID];

describe("premarket review", () => {
  after(removeFolders);

  it("lists the open questions and writes nothing", () => {
    const cwd = submission();
    const { code, out } = premarket(["review", "--list"], { cwd });
    assert.equal(code, 0);
    assert.match(out, new RegExp(`^${ID}  .*\\?$`, "m"));
    assert.ok(!existsSync(join(cwd, "premarket-reviews.yaml")));
  });

  it("records an answer with name, day, note and the hash of what it rests on; the verdict follows it", () => {
    const cwd = submission();
    assert.equal(verdict(cwd).of?.verdict, "needs review");
    const { code, out } = premarket(ANSWER, { cwd, input: 'x\nm\nSection 2: "related systems"\n' });
    assert.equal(code, 0);
    assert.match(out, /"x" is none of these letters\./);
    assert.match(out, /1 answered, 0 still open\./);
    const written = readFileSync(join(cwd, "premarket-reviews.yaml"), "utf8");
    assert.match(
      written,
      /answer: met\n {4}by: "J\. Doe"\n {4}date: 2026-11-20\n {4}note: "Section 2: \\"related systems\\""/,
    );
    assert.match(written, /- path: "plan\.md"\n {8}sha256: [0-9a-f]{64}\n/);
    assert.deepEqual(verdict(cwd).of, {
      ...verdict(cwd).of,
      verdict: "met",
      review: { by: "J. Doe", date: "2026-11-20", note: 'Section 2: "related systems"' },
    });
  });

  it("makes an answer stale when a document that it rests on changes, and says so at the answer", () => {
    const cwd = submission();
    premarket(ANSWER, { cwd, input: "m\n\n" });
    appendFileSync(join(cwd, "plan.md"), "\nAnd every month.\n");
    const { of, findings } = verdict(cwd);
    assert.equal(of?.verdict, "needs review");
    assert.deepEqual(
      findings.map(({ message, path }) => ({ message, path })),
      [
        {
          message: `The answer to ${ID} is stale: plan.md has changed since 2026-11-20.`,
          path: "premarket-reviews.yaml",
        },
      ],
    );
    premarket(ANSWER, { cwd, input: "n\nNothing on related systems.\n" });
    assert.equal(verdict(cwd).of?.verdict, "not met");
    assert.equal(readFileSync(join(cwd, "premarket-reviews.yaml"), "utf8").match(/- requirement:/g)?.length, 2);
  });

  it("keeps what was answered before somebody stops, and skips on an empty line", () => {
    const cwd = submission();
    const { code, out } = premarket(["review", "--date", "2026-11-20"], { cwd, input: "J. Doe\n\nm\nseen\nq\n" });
    assert.equal(code, 0);
    assert.match(out, /1 answered, \d+ still open\./);
    assert.equal(readFileSync(join(cwd, "premarket-reviews.yaml"), "utf8").match(/- requirement:/g)?.length, 1);
  });

  it("says what is wrong with a review at its place", () => {
    const cwd = submission();
    const reviews = `reviews:\n  - requirement: no-such-thing\n    answer: met\n    by: J. Doe\n    date: 2026-11-20\n  - requirement: ${ID}\n    answer: met\n    date: 2026-11-20\n`;
    writeFileSync(join(cwd, "premarket-reviews.yaml"), reviews);
    assert.deepEqual(
      verdict(cwd).findings.map(({ message }) => message),
      [
        "There is no requirement no-such-thing, so the review answers nothing.",
        `The review of ${ID} gives no person, so it does not count.`,
      ],
    );
  });

  it("ends with 2 for a question that is none, without a name, and without a premarket.yaml", () => {
    const cwd = submission();
    const unknown = premarket(["review", "--only", "nothing"], { cwd });
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /nothing is no requirement of this submission's profile/);
    assert.equal(premarket(["review"], { cwd, input: "\n" }).code, 2);
    const alone = premarket(["review"], { cwd: folderWith({ "plan.md": PLAN }) });
    assert.equal(alone.code, 2);
    assert.match(alone.err, /there is none; `premarket init` writes one/);
  });

  it("adds nothing to a file that would not be read afterwards", () => {
    const cwd = submission();
    const before = "reviews: []\n";
    writeFileSync(join(cwd, "premarket-reviews.yaml"), before);
    const { code, err } = premarket(ANSWER, { cwd, input: "m\n\n" });
    assert.equal(code, 2);
    assert.match(err, /an entry at its end would not be read/);
    assert.equal(readFileSync(join(cwd, "premarket-reviews.yaml"), "utf8"), before);
  });
});
