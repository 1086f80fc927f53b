import assert from "node:assert/strict";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import { parseMarkdown } from "../../lib/parse/markdown.ts";
import { natureOf } from "../../lib/read/prose/natureOf.ts";
import { readProse } from "../../lib/read/prose/readProse.ts";
import { recogniseRoles } from "../../lib/read/prose/recogniseRole.ts";
import { isStandIn } from "../../lib/read/prose/standIn.ts";

const read = (text: string) => readProse(parseMarkdown(text));
const covered = (text: string, span: Span) => text.slice(span.start, span.end);

/** A fact as `value @ covered text`, or its state. */
function fact(text: string, stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  const value = stated.state === "given" ? stated.value : `unknown ${stated.raw}`;
  return `${value} @ ${covered(text, stated.span)}`;
}

describe("readProse: head of the document", () => {
  it("takes title, date and version from the front matter, title from the heading first", () => {
    const text =
      "---\ntitle: Front\ndate: 2026-05-01\nVersion: '2.0'\nrole: labeling\n---\n# Pump **guide**\n\nVersion: 9\n";
    const prose = read(text);
    assert.equal(fact(text, prose.title), "Pump guide @ Pump **guide**");
    assert.equal(fact(text, prose.date), "2026-05-01 @ 2026-05-01");
    assert.equal(fact(text, prose.version), "2.0 @ 2.0");
    assert.equal(prose.frontMatter.get("version")?.value, "2.0");
    assert.equal(covered(text, prose.anchor), "Pump **guide**");
  });

  it("takes the front matter's title where the top headings are chapters", () => {
    const text = "---\ntitle: Risk plan\n---\n# Purpose\n\n# Scope\n";
    assert.equal(fact(text, read(text).title), "Risk plan @ Risk plan");
  });

  const heads: [string, string, string, string][] = [
    ["bold lines", "**Version:** 1.2\n**Date:** 2026-05-01", "1.2 @ 1.2", "2026-05-01 @ 2026-05-01"],
    ["list items", "- Revision: B\n- *Issue date*: `2026-05-01`", "B @ B", "2026-05-01 @ 2026-05-01"],
    ["one line", "Version: 3.1 | Date: 2026-05-01", "3.1 @ 3.1", "2026-05-01 @ 2026-05-01"],
    [
      "a key/value table",
      "| Field | Value |\n|---|---|\n| Version | **1.2** |\n| Date | 2026-05-01 |",
      "1.2 @ 1.2",
      "2026-05-01 @ 2026-05-01",
    ],
    ["a table whose header is a pair", "| Version | 1.2 |\n|---|---|\n| Date | |", "1.2 @ 1.2", "unknown  @  "],
    ["stand-ins", "Version: TBD\nDate: [date]", "unknown TBD @ TBD", "unknown [date] @ [date]"],
    ["prose with a colon", "Version: see the release notes of the vendor", "absent", "absent"],
    ["a fence", "```\nVersion: 1.2\n```", "absent", "absent"],
  ];
  for (const [what, head, version, date] of heads) {
    it(`reads ${what} below the title`, () => {
      const text = `# Plan\n\n${head}\n\n## Purpose\n\nVersion: 7.7\n`;
      const prose = read(text);
      assert.equal(fact(text, prose.version), version);
      assert.equal(fact(text, prose.date), date);
    });
  }

  it("reads on into a section about the document itself", () => {
    const text = "# Plan\n\n## 1. Document control\n\n| Version | 1.2 |\n|--|--|\n\n## Purpose\n";
    assert.equal(fact(text, read(text).version), "1.2 @ 1.2");
  });

  it("anchors a document without title at its first line", () => {
    const text = "---\nid: x\n---\n\n  First words.  \nMore.\n";
    const prose = read(text);
    assert.equal(prose.title.state, "absent");
    assert.equal(covered(text, prose.anchor), "First words.");
    assert.equal(read("").sections.length, 0);
  });

  it("gives each section the headings above it", () => {
    const text = "intro\n# A\n## B\n### C\n## D\n# E\n";
    assert.deepEqual(
      read(text).sections.map((section) => [section.heading, section.path]),
      [
        ["", []],
        ["A", []],
        ["B", ["A"]],
        ["C", ["A", "B"]],
        ["D", ["A"]],
        ["E", []],
      ],
    );
  });
});

describe("recogniseRoles", () => {
  const cases: [string, string, string[]][] = [
    ["a declared role", "---\nrole: labeling\n---\n# Anything\n", ["labeling"]],
    ["several declared roles", "---\nrole: labeling, disclosure-policy\n---\n", ["disclosure-policy", "labeling"]],
    ["a document type in words", "---\ndocument-type: Penetration Test Report\n---\n", ["penetration-test-report"]],
    ["a threat model", "# Meridian – Threat Model\n", ["threat-model"]],
    ["a lone level-2 heading", "## STRIDE Threat Model\n\n### Spoofing\n", ["threat-model"]],
    ["a risk assessment", "# Cybersecurity Risk Assessment\n", ["security-risk-assessment"]],
    [
      "a title that names two",
      "# Security Risk Assessment and Threat Model\n",
      ["threat-model", "security-risk-assessment"],
    ],
    ["architecture views", "# Security Architecture Views\n", ["architecture-views"]],
    ["a management plan", "# Cybersecurity Management Plan\n", ["management-plan"]],
    ["a hardening guide", "# Security Hardening Guide for Customers\n", ["labeling"]],
    ["a test report", "# Security Verification Report\n", ["security-test-report"]],
    ["an OTS report", "# Off-the-Shelf Software Report\n", ["ots-report"]],
    ["a traceability matrix", "# Requirements Traceability Matrix\n", ["traceability"]],
    ["a forge's security policy", "# Security Policy\n\n## Reporting a Vulnerability\n", ["disclosure-policy"]],
    ["a policy without reporting", "# Security Policy\n\n## Passwords\n", []],
    ["a guide to threat modelling", "# How to write a threat model\n", []],
    ["a template", "# Threat Model Template\n", []],
    ["a procedure", "# Vulnerability Disclosure Procedure\n", []],
    ["headings that mention it in passing", "# Design notes\n\n## Threat model\n\n## Labeling\n", []],
    ["a clinical risk analysis", "# Risk Analysis\n", []],
    ["nothing", "Some text\n", []],
    ["a report of problems", "# Reporting security issues\n", ["disclosure-policy"]],
    ["an FMEA", "# Pump FMEA\n", ["safety-risk-file"]],
    [
      "headings of STRIDE",
      "# Analysis\n\n## Spoofing\n\n## Tampering\n\n## Repudiation\n\n## Denial of service\n",
      ["threat-model"],
    ],
    ["headings of a part of STRIDE", "# Analysis\n\n## Spoofing\n\n## Tampering\n", []],
  ];
  for (const [what, text, roles] of cases) {
    it(`gives ${roles.join(" and ") || "no role"} for ${what}`, () => {
      assert.deepEqual(recogniseRoles(read(text)), roles);
    });
  }
});

describe("the table of roles", () => {
  it("names titles that are recognised as it says", () => {
    for (const { role, recognisedBy } of catalogue().roles) {
      for (const title of recognisedBy) {
        assert.ok(
          recogniseRoles(read(`# Meridian ${title}\n`)).includes(role),
          `${title} is not recognised as ${role}`,
        );
      }
    }
  });
});

describe("natureOf", () => {
  const cases: [string, string, string][] = [
    ["a document", "# Plan\n\n## A\n\nText.\n\n## B\n\nThe owner is TBD.\n\n## C\n\nText.\n", "document"],
    [
      "a text with blanks in half of its sections",
      "# Plan\n\n[enter scope]\n\n## A\n\nTODO: write\n\n## B\n\nText.\n",
      "template",
    ],
    ["a text made by a program", "# Risks\n\n{% for risk in risks %}\n\n{{ risk }}\n\n{% if x %}\n", "template"],
    [
      "a text with a company's name to be filled in",
      "# Policy\n\n{{company}} encrypts all data with AES-256.\n\n## A\n\nText.\n\n## B\n\nText.\n",
      "document",
    ],
    [
      "a form",
      "# Vendor form\n\n| # | Question | Answer |\n|--|--|--|\n| 1 | Is it signed | Yes, by ECDSA |\n| 2 | b | c |\n| 3 | b | c |\n| 4 | b | c |\n| 5 | b | c |\n",
      "questionnaire",
    ],
    [
      "rows that ask",
      `# Form\n\n| Item | Reply given |\n|--|--|\n${"| Are logs kept? | Yes, for a year |\n".repeat(5)}`,
      "questionnaire",
    ],
    ["a table of open questions", "# Plan\n\n| Question | Owner |\n|--|--|\n| Who signs? | QA |\n", "document"],
  ];
  for (const [what, text, nature] of cases)
    it(`takes ${what} for a ${nature}`, () => assert.equal(natureOf(read(text)), nature));
});

describe("isStandIn", () => {
  it("knows blanks from facts", () => {
    for (const blank of [
      "",
      " ",
      "-",
      "—",
      "...",
      "TBD",
      "t.b.d.",
      "To do",
      "n/a",
      "N/A",
      "unknown",
      "[enter name]",
      "{{ date }}",
      "<version>",
      "YYYY-MM-DD",
      "XXXX",
    ]) {
      assert.ok(isStandIn(blank), blank);
    }
    for (const value of ["0", "No", "none", "TLS 1.3", "Unknown devices are rejected", "[TLS](x) is used"]) {
      assert.ok(!isStandIn(value), value);
    }
  });
});
