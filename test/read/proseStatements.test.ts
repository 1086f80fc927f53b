import assert from "node:assert/strict";
import type { Block, Fence, Section } from "../../lib/model/prose.ts";
import { parseMarkdown } from "../../lib/parse/markdown.ts";
import { columnMeanings } from "../../lib/read/prose/columnMeaning.ts";
import { fenceKind } from "../../lib/read/prose/fenceKind.ts";
import { labelledValues } from "../../lib/read/prose/labelledValues.ts";
import { readProse } from "../../lib/read/prose/readProse.ts";
import { residueIn, unansweredGuidance } from "../../lib/read/prose/residue.ts";
import { sentencesIn } from "../../lib/read/prose/sentences.ts";
import { statementsOf } from "../../lib/read/prose/statements.ts";
import { voiceOf } from "../../lib/read/prose/voice.ts";

const sectionOf = (text: string): Section => {
  const [section] = readProse(parseMarkdown(text)).sections;
  assert.ok(section);
  return section;
};
const blocksOf = (text: string): readonly Block[] => sectionOf(text).blocks();

describe("sentencesIn", () => {
  const cases: [string, string, string[]][] = [
    [
      "ends at full stops, not at abbreviations and numbers",
      "Uses TLS 1.3, e.g. for logs. See V.A.4(b). Done?",
      ["Uses TLS 1.3, e.g. for logs.", "See V.A.4(b).", "Done?"],
    ],
    [
      "leaves code and link targets whole",
      "Run `a. B` now. Read [the plan](a. B.md) first.",
      ["Run `a. B` now.", "Read [the plan](a. B.md) first."],
    ],
    [
      "takes marks that close with the sentence",
      "**It is signed.** It is *checked.* Next",
      ["**It is signed.**", "It is *checked.*", "Next"],
    ],
    ["ends at a hard break", "Critical: 7 days<br>High: 30 days", ["Critical: 7 days", "High: 30 days"]],
    [
      "goes on over line breaks",
      "The pump\nchecks it. Then\r\nit starts.",
      ["The pump\nchecks it.", "Then\r\nit starts."],
    ],
    ["says nothing for nothing", "  \n ", []],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => {
      const found = sentencesIn(text, { start: 0, end: text.length });
      assert.deepEqual(
        found.map(({ span }) => text.slice(span.start, span.end).replace(/<br>$/, "")),
        expected,
      );
    });
  }

  it("gives the text that a reader sees", () => {
    const text = "> The **pump** uses\n> [TLS](https://tls.example).";
    assert.equal(sentencesIn(text, { start: 0, end: text.length })[0]?.text, "The pump uses TLS.");
  });
});

describe("voiceOf", () => {
  const cases: [string, string[]][] = [
    [
      "own",
      [
        "Firmware images are signed with ECDSA P-256 and verified before installation.",
        "Unsigned images are rejected.",
        "Critical vulnerabilities will be patched within 30 days (see the table below).",
        "The plan is described in terms of severity classes.",
        "Passwords are stored as Argon2 hashes.",
      ],
    ],
    ["requirement", ["The device shall authenticate every user.", "Users must not share accounts."]],
    [
      "recommendation",
      ["The hospital should segment the network.", "We recommend a firewall.", "Consider using a VPN."],
    ],
    [
      "plan",
      [
        "A penetration test is planned for Q3 2027.",
        "MFA is not yet supported.",
        "SSO is on the roadmap.",
        "The report is to be written.",
      ],
    ],
    ["question", ["Does the device log failed log-ins?"]],
    [
      "negation",
      [
        "The device does not store patient data.",
        "There is no wireless interface.",
        "Logs are not encrypted.",
        "N/A",
        "None",
        "Wi-Fi is not supported.",
      ],
    ],
    [
      "pointer",
      [
        "See [SEC-PLAN-001](plan.md).",
        "The process is described in the Cybersecurity Management Plan.",
        "Refer to section 4.2 for details.",
        "docs/threat-model.md",
      ],
    ],
    ["tick", ["✅", "Yes", "✔ Implemented", "Compliant.", "100 %"]],
    ["residue", ["TBD", "[enter the name]", "—", "To be defined by the project."]],
  ];
  for (const [voice, texts] of cases) {
    for (const text of texts) it(`hears ${voice}: ${text}`, () => assert.equal(voiceOf(text), voice));
  }

  it("hears orders below a heading of recommendations as advice, and elsewhere as they are", () => {
    assert.equal(voiceOf("Enforce MFA for all accounts.", { heading: "Recommended next steps" }), "recommendation");
    assert.equal(voiceOf("Enforce MFA for all accounts.", { heading: "Hardening" }), "own");
  });

  it("hears an unticked box as a plan and quoted guidance as guidance", () => {
    const [item] = blocksOf("- [ ] Logs are signed\n");
    assert.ok(item);
    assert.deepEqual(
      statementsOf(item, { source: "- [ ] Logs are signed\n" }).map(({ voice }) => voice),
      ["plan"],
    );
    const source = "> Manufacturers should describe the update process.\n";
    const [quote] = blocksOf(source);
    assert.ok(quote);
    assert.deepEqual(
      statementsOf(quote, { source }).map(({ voice }) => voice),
      ["guidance"],
    );
    const italic = "*Describe how updates are signed.*\n";
    const [hint] = blocksOf(italic);
    assert.ok(hint);
    assert.deepEqual(
      statementsOf(hint, { source: italic }).map(({ voice }) => voice),
      ["guidance"],
    );
  });
});

describe("statementsOf", () => {
  it("takes a table cell by cell", () => {
    const source = "| Question | Answer |\n|---|---|\n| Is it signed? | Yes |\n| How? | See PLAN-1. |\n";
    const [table] = blocksOf(source);
    assert.ok(table);
    assert.deepEqual(
      statementsOf(table, { source }).map(({ span, voice }) => `${voice}: ${source.slice(span.start, span.end)}`),
      ["question: Is it signed?", "tick: Yes", "question: How?", "pointer: See PLAN-1."],
    );
  });
});

describe("columnMeanings", () => {
  const cases: [string, (string | undefined)[]][] = [
    ["| ID | Question | Answer | Owner |", ["id", "question", "answer", "owner"]],
    ["| Clause | Compliance | Evidence / Comment |", ["requirement", "status", "answer"]],
    ["| Severity | Response time | Patch window | Notes |", ["severity", "time", "time", undefined]],
    ["| **CVSS** (v3.1) | Remediation | Approved by |", ["severity", "time", "owner"]],
    ["| Threat | Mitigation | Status |", [undefined, undefined, "status"]],
    ["| Activity | Responsible role | How often |", [undefined, "owner", "time"]],
    ["| Timeout handling | Sample |", [undefined, undefined]],
  ];
  for (const [header, expected] of cases) {
    it(header, () => {
      const rule = header.replace(/[^|]+/g, "---");
      const [table] = blocksOf(`${header}\n${rule}\n`);
      assert.ok(table?.kind === "table");
      assert.deepEqual(columnMeanings(table), expected);
    });
  }
});

describe("labelledValues", () => {
  const pairs = (source: string) =>
    blocksOf(source).flatMap((block) =>
      labelledValues(block, source).map(({ label, labelSpan, valueSpan, value }) => {
        assert.equal(source.slice(labelSpan.start, labelSpan.end).replace(/[*:]/g, "").trim(), label);
        return `${label} = ${value} @ ${source.slice(valueSpan.start, valueSpan.end)}`;
      }),
    );
  it("reads tables of fields, with and without a header of their own", () => {
    assert.deepEqual(pairs("| Field | Value |\n|---|---|\n| Version | **1.2** |\n"), ["Version = 1.2 @ **1.2**"]);
    assert.deepEqual(pairs("| Name | OpenSSL |\n|---|---|\n| Version | 3.0.15 |\n"), [
      "Name = OpenSSL @ OpenSSL",
      "Version = 3.0.15 @ 3.0.15",
    ]);
  });
  it("leaves lists of things alone", () => {
    assert.deepEqual(
      pairs("| Asset | Why it matters |\n|---|---|\n| Keys | They sign. |\n| Logs | They prove. |\n"),
      [],
    );
  });
  it("reads list items, lines and definitions", () => {
    assert.deepEqual(pairs("- **Owner:** J. Roe\n- *x*\n\nStatus: `open`\n\nTerm\n: What it `means`\n"), [
      "Owner = J. Roe @ J. Roe",
      "Status = open @ `open`",
      "Term = What it means @ What it `means`",
    ]);
  });
  it("does not take a sentence with a colon for one", () => {
    assert.deepEqual(pairs("The device uses two protocols. One of them: TLS\n"), []);
  });
});

describe("fenceKind", () => {
  const cases: [string, string][] = [
    ["```mermaid\ngraph TD\n```", "diagram"],
    ["```\n┌────┐   ┌───┐\n│ UI │──▶│ S │\n└────┘   └───┘\n```", "diagram"],
    ["```\n+------+     +-----+\n| pump | --> | app |\n+------+     +-----+\n```", "diagram"],
    ["```yaml\na: 1\n```", "configuration"],
    ["```\nContact: mailto:sec@maker.example\nExpires: 2027-01-01\n```", "configuration"],
    ["```c\nint x;\n```", "code"],
    ["```\nint main() {\n  return 0;\n}\n```", "code"],
    ["```\nDay 0 the report arrives\nDay 90 it is published\n```", "text"],
  ];
  for (const [source, kind] of cases) {
    it(`${kind}: ${source.split("\n")[1]}`, () => assert.equal(fenceKind(blocksOf(source)[0] as Fence), kind));
  }
});

describe("residueIn", () => {
  const cases: [string, string[]][] = [
    ["The owner is TBD.", ["marker TBD"]],
    ["TODO: name the tool", ["marker TODO: name the tool"]],
    ["TODO: name\nthe tool\nENDTODO and more", ["marker TODO: name\nthe tool\nENDTODO"]],
    ["| A | TODO |\n|---|---|", ["marker TODO"]],
    ["- To be defined by the project", ["marker To be defined by the project"]],
    ["Ask [enter name] at [Your Company].", ["blank [enter name]", "blank [Your Company]"]],
    ["Fixed in [30] days; see [1] and [enter](x).", ["blank [30]"]],
    ["Write to <insert address> or {CONTACT_NAME}.", ["blank <insert address>", "blank {CONTACT_NAME}"]],
    ["| XXXX | (...) |", ["blank XXXX", "blank (...)"]],
    ["{{#pro}}{{ name }}{% if x %}", ["tag {{#pro}}", "tag {{ name }}", "tag {% if x %}"]],
    ["Mail security@example.com", ["sample security@example.com"]],
    ["We avoid TODO comments, `{X_Y}`, `TBD`, {lower_case}, [device](x) and CVE-2024-XXXX.", []],
    ["```\nTODO: in code {PLACE_HOLDER}\n```\n<!-- TODO: hidden -->", []],
    ["[list]: http://x.example\n[list] and array[10] of things", []],
  ];
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => {
      const found = residueIn(sectionOf(`# Heading\n\n${text}\n`));
      assert.deepEqual(
        found.map(({ kind, text }) => `${kind} ${text}`),
        expected,
      );
      for (const one of found) assert.equal(`# Heading\n\n${text}\n`.slice(one.span.start, one.span.end), one.text);
    });
  }
});

describe("unansweredGuidance", () => {
  const guidance = (text: string) => unansweredGuidance(sectionOf(text), text)?.text;
  it("finds guidance that nobody answered", () => {
    assert.equal(
      guidance("# Updates\n\n> Manufacturers should describe updates.\n"),
      "> Manufacturers should describe updates.",
    );
    assert.equal(guidance("# Updates\n\n*Describe the update process.*\n\nTBD\n"), "*Describe the update process.*");
  });
  it("is content with an answer below it, with a quotation that asks nothing, and with emphasis", () => {
    assert.equal(guidance("# Updates\n\n> Manufacturers should describe updates.\n\nUpdates are signed.\n"), undefined);
    assert.equal(guidance("# Updates\n\n> All images are signed.\n"), undefined);
    assert.equal(guidance("# Updates\n\n*Updates are signed with ECDSA.*\n"), undefined);
  });
});
