import assert from "node:assert/strict";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import type { Role } from "../../lib/model/vocabulary.ts";
import { EXAMPLE_DAY, fileOf } from "../guidance/caseRun.ts";

/** Requirement (without `practice-`), covered text and message of each finding. */
async function findings(files: Readonly<Record<string, string>>, only: string, role: Role = "management-plan") {
  const sources = Object.entries(files).map(([path, text]) =>
    fileOf(path, text, path === "premarket.yaml" ? [] : [role]),
  );
  const assessment = await checkSubmission(sources, {
    today: EXAMPLE_DAY,
    asOf: EXAMPLE_DAY,
    only: [`practice-${only}`],
    everythingApplies: true,
  });
  return assessment.findings.map(
    ({ path, span, message }) => `${files[path]?.slice(span.start, span.end)} | ${message}`,
  );
}

const plan = (body: string) => ({ "plan.md": `# Plan\n\nText.\n\n${body}\n` });

describe("writing: what is not said", () => {
  const silent: [string, string, string][] = [
    ["nothing-left-open", "a company's link filter", "[x]({{ '/a/' | relative_url }}) and `{NAME}`"],
    ["nothing-left-open", "a sample address of a site", "Open https://example.com/device in a browser."],
    ["sections-have-text", "numbered headings on one level", "## 13.1 Standards\n\n## 13.1.1 HIPAA\n\nText."],
    [
      "sections-have-text",
      "a heading over a table, a picture or a fence",
      "## A\n\n![x](y.png)\n\n## B\n\n```\nx\n```",
    ],
    ["sections-have-text", "the contents", "## Table of contents\n\n## B\n\nText."],
    ["tasks-done", "a checklist for later", "## Before each shift\n\n- [ ] Lock the screen\n- [ ] Check the clock"],
    [
      "links-resolve",
      "links into the web, to files and pictures",
      "[a](https://x.example/#y) [b](b.pdf) ![c](#d) [e](mailto:f@g.example)",
    ],
    [
      "links-resolve",
      "headings as several tools write them",
      "[a](#71-keys--logs) [b](#7.1-keys-&-logs) [c](#7-1-keys-logs)\n\n## 7.1 Keys & Logs\n\nText.",
    ],
    ["links-resolve", "brackets in a document that defines no links", "The array a[i][j] and [x][y] are read."],
    [
      "links-resolve",
      "anchors that are set by hand",
      '<a id="here"></a>\n\n[a](#here) [b](#there)\n\n## X {#there}\n\nText.',
    ],
    [
      "one-time-per-severity",
      "times under a condition",
      "| Severity | Fix |\n|--|--|\n| High | 30 days |\n\n## Other\n\n| Severity | Fix |\n|--|--|\n| High | 60 days if a control is in place |",
    ],
    [
      "one-time-per-severity",
      "times for internal IT",
      "| Severity | Fix |\n|--|--|\n| High | 30 days |\n\n## Laptops and internal servers\n\n| Severity | Fix |\n|--|--|\n| High | 7 days |",
    ],
    [
      "one-time-per-severity",
      "the same time in other units",
      "| Severity | Fix |\n|--|--|\n| High | 7 days |\n\n| Severity | Patch |\n|--|--|\n| High | 1 week |",
    ],
    [
      "times-have-figures",
      "a figure elsewhere",
      "Patches are released promptly.\n\n## Times\n\nCritical patches within 30 days.",
    ],
    ["times-have-figures", "speed of something else", "The pump stops promptly when the door opens."],
    ["versions-agree", "a device's version in the title", "Version: 1.2"],
    ["cells-filled", "a column that is filled later", "| Task | Status |\n|--|--|\n| a | |\n| b | |\n| c | done |"],
    [
      "cells-filled",
      "a row that groups others, and dashes",
      "| Task | Owner |\n|--|--|\n| **Group** | |\n| a | QA |\n| b | QA |\n| c | – |",
    ],
  ];
  for (const [only, what, body] of silent) {
    it(`${only}: ${what}`, async () => assert.deepEqual(await findings(plan(body), only), []));
  }
});

describe("writing: what is said once", () => {
  it("tells many gaps of one document as one", async () => {
    const body = "TODO: a\n\nTODO: b\n\nTODO: c\n\nTODO: d";
    assert.deepEqual(await findings(plan(body), "nothing-left-open"), [
      'TODO: a | 4 places wait to be filled in; the first is "TODO: a".',
    ]);
  });

  it("leaves a document that is not written yet to others", async () => {
    assert.deepEqual(await findings({ "plan.md": "# Plan\n\nTBD\n" }, "nothing-left-open"), []);
  });

  it("tells a contradiction at the later place, with the earlier beside it", async () => {
    const table = (time: string) => `# P\n\n| Severity | Patched within |\n|--|--|\n| Critical | ${time} |\n`;
    assert.deepEqual(await findings({ "a.md": table("30 days"), "b.md": table("14 days") }, "one-time-per-severity"), [
      "14 days | Critical has 14 days here and 30 days in a.md.",
    ]);
  });

  it("looks links to other documents up in the submission", async () => {
    const config =
      "device:\n  name: Pump\nsubmission:\n  pathway: 510k\ndocuments:\n  - path: docs/a.md\n    role: management-plan\n  - path: docs/b.md\n    role: management-plan\n";
    const a = "# A\n\n[b](b.md#times) [c](./c.md) [d](b.md#gone) [e](../docs/b.md)\n";
    assert.deepEqual(
      await findings(
        { "premarket.yaml": config, "docs/a.md": a, "docs/b.md": "# B\n\n## Times\n\nText.\n" },
        "links-resolve",
      ),
      [
        "[c](./c.md) | ./c.md leads nowhere: no document of the submission has that path.",
        "[d](b.md#gone) | b.md#gone leads nowhere: no heading of docs/b.md has that anchor.",
      ],
    );
  });

  it("holds the device's version of a document against premarket.yaml", async () => {
    const config =
      "device:\n  name: Pump\n  version: 3.2.0\nsubmission:\n  pathway: 510k\ndocuments:\n  - path: a.md\n    role: labeling\n";
    const a = "# A\n\n| Field | Value |\n|--|--|\n| Software version | 3.1.0 |\n| Owner | QA |\n";
    assert.deepEqual(await findings({ "premarket.yaml": config, "a.md": a }, "versions-agree", "labeling"), [
      "3.1.0 | The software version says 3.1.0, and premarket.yaml says 3.2.0.",
    ]);
  });

  it("finds nothing in reStructuredText that Markdown would not have", async () => {
    const text = "Plan\n====\n\nText [1]_ and [2]_.\n\nEmpty\n-----\n\nNotes\n-----\n\n.. [1] A note.\n";
    assert.deepEqual(await findings({ "plan.rst": text }, "links-resolve"), [
      "[2]_ | [2]_ leads nowhere: the note is defined nowhere.",
    ]);
    assert.deepEqual(await findings({ "plan.rst": text }, "sections-have-text"), [
      'Empty | Nothing stands below the heading "Empty".',
    ]);
  });
});
