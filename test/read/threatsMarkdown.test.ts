import assert from "node:assert/strict";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import type { ThreatModel } from "../../lib/model/threatModel.ts";
import { parseMarkdown } from "../../lib/parse/markdown.ts";
import { readProse } from "../../lib/read/prose/readProse.ts";
import { readMarkdownThreats } from "../../lib/read/threats/readMarkdownThreats.ts";
import { leadingId, leadingThreatId } from "../../lib/read/threats/threatId.ts";

const covered = (text: string, span: Span) => text.slice(span.start, span.end);
const read = (text: string) => readMarkdownThreats(readProse(parseMarkdown(text)));

function model(text: string): ThreatModel {
  const found = read(text);
  assert.ok(found, "a threat model");
  return found;
}

/** The text that a fact covers, or its state where it is not given. */
const shown = (text: string, stated: Stated<unknown>) =>
  stated.state === "given" ? covered(text, stated.span) : stated.state;

const STRIDE_TABLE = `# Pump threat model

## Trust boundaries

| ID | Boundary | From | To | Controls |
|----|----------|------|----|----------|
| TB1 | Hospital network | Gateway | Pump | TLS 1.3 |

## Assets

| Asset | C | I | A |
|-------|---|---|---|
| Drug library | M | H | H |

## Data flows

| Flow | Source | Destination | Protocol | Encrypted | Boundary crossed |
|------|--------|-------------|----------|-----------|------------------|
| DF1 | Gateway | Pump | MQTT | TLS 1.3 | TB1 |
| DF2 | Pump | Printer | USB | No | none |

## STRIDE analysis

| ID | STRIDE | Asset | Threat | Severity | Mitigation | Status |
|----|--------|-------|--------|----------|------------|--------|
| T-01 | S | Pump | Attacker poses as **gateway** | High | Mutual TLS | ✅ Mitigated |
| T-02 | T, I | Drug library | Library is altered | TBD | | Open |

## Assumptions

- The hospital runs a firewall.
- TBD
`;

describe("readMarkdownThreats: tables", () => {
  const text = STRIDE_TABLE;

  it("takes one threat a row, each fact at its cell", () => {
    const { threats, mitigations, methodology } = model(text);
    assert.deepEqual(
      threats.map((one) => [one.id, shown(text, one.title), shown(text, one.severity), shown(text, one.mitigation)]),
      [
        ["T-01", "Attacker poses as **gateway**", "High", "Mutual TLS"],
        ["T-02", "Library is altered", "unknown", "unknown"],
      ],
    );
    assert.deepEqual(
      threats.map((one) => [
        one.status.state === "given" && one.status.value,
        one.category.state === "given" && one.category.value,
      ]),
      [
        ["mitigated", "Spoofing"],
        ["open", "Tampering, Information disclosure"],
      ],
    );
    assert.deepEqual(
      mitigations.map((one) => covered(text, one.anchor)),
      ["TLS 1.3", "Mutual TLS"],
    );
    assert.deepEqual(
      methodology.map((one) => shown(text, one)),
      ["STRIDE"],
    );
  });

  it("ties threats to the assets that they name", () => {
    assert.deepEqual(
      model(text).threats.map((one) => one.on),
      [[], ["Drug library"]],
    );
  });

  it("reads boundaries, and flows with protocol, encryption and what they cross", () => {
    const { boundaries, flows } = model(text);
    assert.deepEqual(
      boundaries.map((one) => [one.id, covered(text, one.anchor)]),
      [["TB1", "Hospital network"]],
    );
    assert.deepEqual(
      flows.map((one) => [
        one.id,
        shown(text, one.protocol),
        one.encrypted.state === "given" ? one.encrypted.value : one.encrypted.state,
        one.crosses,
      ]),
      [
        ["Gateway -> Pump", "absent", "absent", ["TB1"]],
        ["Gateway -> Pump", "MQTT", true, ["TB1"]],
        ["Pump -> Printer", "USB", false, []],
      ],
    );
  });

  it("counts assumptions, not blanks", () => {
    assert.deepEqual(
      model(text).assumptions.map((one) => covered(text, one.anchor)),
      ["The hospital runs a firewall."],
    );
  });

  const threatTables: [string, string, string[]][] = [
    [
      "threat and mitigation",
      "| Threat | Mitigation Strategy | Status: Done, To Do |\n|-|-|-|\n| Spoofed sensor | Pairing | To do |\n",
      ["Spoofed sensor"],
    ],
    [
      "attack scenario and controls",
      "| Ref | Attack scenario | Existing controls |\n|-|-|-|\n| A1 | Replay | Nonce |\n",
      ["A1"],
    ],
    [
      "STRIDE word and description",
      "| Category | Description | Countermeasure |\n|-|-|-|\n| Spoofing | Fake phone | Pairing |\n",
      ["Fake phone"],
    ],
    [
      "risks under a security heading",
      "## Cybersecurity risks\n\n| Risk ID | Risk description | Likelihood | Impact | Mitigation |\n|-|-|-|-|-|\n| R1 | Stolen key | Low | High | HSM |\n",
      ["R1"],
    ],
  ];
  for (const [what, table, ids] of threatTables) {
    it(`takes a table of ${what}`, () => {
      const found = model(`# Analysis\n\n${table}`).threats.map((one) => one.id);
      assert.deepEqual(found, ids);
    });
  }

  it("takes each filled cell of a STRIDE matrix as a threat on its part of the system", () => {
    const matrix = `## STRIDE

| STRIDE | Gateway | Pump | Phone |
|--------|---------|------|-------|
| Spoofing | Attacker poses as gateway | Forged pump identity | |
| Tampering | Firmware of the gateway is altered | Drug library is altered | App is repackaged |
`;
    const { threats } = model(matrix);
    assert.deepEqual(
      threats.map((one) => [
        one.category.state === "given" && one.category.value,
        one.on[0],
        covered(matrix, one.anchor),
      ]),
      [
        ["Spoofing", "Gateway", "Attacker poses as gateway"],
        ["Spoofing", "Pump", "Forged pump identity"],
        ["Tampering", "Gateway", "Firmware of the gateway is altered"],
        ["Tampering", "Pump", "Drug library is altered"],
        ["Tampering", "Phone", "App is repackaged"],
      ],
    );
  });

  const none: [string, string][] = [
    [
      "an explanation of STRIDE",
      "# Threats\n\n| Threat Category | Example |\n|-|-|\n| Spoofing | A fake badge |\n| Tampering | A changed file |\n",
    ],
    [
      "a safety hazard table",
      "# Risk file\n\n| Hazard | Severity | Probability | Risk | Control |\n|-|-|-|-|-|\n| Overdose | 5 | 2 | 10 | Alarm |\n",
    ],
    [
      "an FMEA",
      "# FMEA\n\n| ID | Failure mode | Severity | Mitigation |\n|-|-|-|-|\n| F1 | Sensor stuck | 3 | Watchdog |\n",
    ],
    [
      "a glossary of vulnerabilities",
      "# CVEs\n\n| CVE | Affected component | Mitigations |\n|-|-|-|\n| CVE-2024-1 | zlib | Update |\n",
    ],
    ["a page about threat modelling", "# Threat modelling\n\nWe use STRIDE.\n\n- Draw a diagram\n- Find threats\n"],
    ["threats that are out of scope", "# Scope\n\n## Out-of-scope threats\n\n- Physical theft\n"],
    ["an empty threat table", "# Threats\n\n| ID | Threat | Mitigation |\n|-|-|-|\n"],
    ["an empty document", ""],
  ];
  for (const [what, text] of none) {
    it(`finds no threat model in ${what}`, () => {
      assert.equal(read(text), undefined);
    });
  }
});

describe("readMarkdownThreats: headings and lists", () => {
  it("takes threats with a heading each, and what stands under the same id", () => {
    const text = `# Threat model

## Spoofing

### Threat-01-S - Spoofed gateway

An attacker poses as the gateway.

### Threat-01-S Recommended mitigations

* Mutual TLS.
* Pinned certificates.

### THREAT-2: Replayed command

**Status:** Accepted
**Severity:** Low
**Rationale:** Commands carry a counter.
**Mitigation:** TBD
`;
    const { threats, mitigations } = model(text);
    const [first, second] = threats;
    assert.ok(first && second && threats.length === 2);
    assert.equal(first.id, "Threat-01-S");
    assert.equal(shown(text, first.title), "Spoofed gateway");
    assert.equal(shown(text, first.description), "An attacker poses as the gateway.");
    assert.equal(shown(text, first.mitigation), "Mutual TLS.\n* Pinned certificates.");
    assert.ok(first.category.state === "given" && first.category.value === "Spoofing");
    assert.deepEqual(
      mitigations.map((one) => covered(text, one.anchor)),
      ["Mutual TLS.", "Pinned certificates."],
    );
    assert.equal(second.id, "THREAT-2");
    assert.ok(second.status.state === "given" && second.status.value === "accepted");
    assert.equal(shown(text, second.severity), "Low");
    assert.equal(shown(text, second.justification), "Commands carry a counter.");
    assert.equal(shown(text, second.mitigation), "unknown");
  });

  it("takes headings with threat fields below a heading about threats, ids or not", () => {
    const text = `# Assessment

## Threat analysis

### Access to the configuration

* Category: Repudiation
* Possible mitigation strategies:
    * Keep access logs.

### Conclusion

All is well.
`;
    const [threat, ...rest] = model(text).threats;
    assert.deepEqual(rest, []);
    assert.equal(threat?.id, "Access to the configuration");
    assert.equal(shown(text, threat.category), "Repudiation");
    assert.equal(shown(text, threat.mitigation), "Keep access logs.");
  });

  it("takes lists below STRIDE headings, told apart by their labels", () => {
    const text = `# Model

### **T — Tampering**

**Risks:**

- Rules are changed in storage
- The code is altered

**Mitigations:**

- Schema validation
`;
    const { threats, mitigations } = model(text);
    assert.deepEqual(
      threats.map((one) => [covered(text, one.anchor), shown(text, one.category), shown(text, one.mitigation)]),
      [
        ["Rules are changed in storage", "**T — Tampering**", "Schema validation"],
        ["The code is altered", "**T — Tampering**", "Schema validation"],
      ],
    );
    assert.equal(mitigations.length, 1);
  });

  it("takes items that say themselves what they are", () => {
    const text = `# Threats with STRIDE

## 1. Spoofing

- **Threat:** Impersonated users.
- **Case:** A published advisory.
- **Mitigation:** Strong authentication.
- **Status:** Open
`;
    const [threat, ...rest] = model(text).threats;
    assert.deepEqual(rest, []);
    assert.ok(threat);
    assert.equal(covered(text, threat.anchor), "Impersonated users.");
    assert.equal(shown(text, threat.mitigation), "Strong authentication.");
    assert.ok(threat.status.state === "given" && threat.status.value === "open");
  });
});

describe("readMarkdownThreats: Mermaid", () => {
  const withThreat = (diagram: string) =>
    `# Threat model\n\n## System\n\n\`\`\`mermaid\n${diagram}\n\`\`\`\n\n## Threats\n\n- Spoofed gateway\n`;

  it("lowers a flowchart into elements, flows and boundaries", () => {
    const text = withThreat(`flowchart LR
  subgraph hosp [Hospital network]
    GW["Gateway"] -->|HTTPS| EHR[(Records)]
  end
  subgraph Bedside
    P[Pump]:::dev
    N([Nurse])
  end
  N -- touch --> P
  P <-->|MQTT over TLS 1.3| GW %% note
  U -.-> P & GW
  classDef dev fill:#fff`);
    const { elements, flows, boundaries } = model(text);
    assert.deepEqual(
      elements.map((one) => [one.id, one.kind, covered(text, one.anchor)]),
      [
        ["GW", "component", "Gateway"],
        ["EHR", "store", "Records"],
        ["P", "component", "Pump"],
        ["N", "actor", "Nurse"],
        ["U", "component", "U"],
      ],
    );
    assert.deepEqual(
      boundaries.map((one) => [one.id, covered(text, one.anchor)]),
      [
        ["hosp", "Hospital network"],
        ["Bedside", "Bedside"],
      ],
    );
    assert.deepEqual(
      flows.map((one) => [
        one.from.state === "given" && one.from.value,
        one.to.state === "given" && one.to.value,
        covered(text, one.anchor),
        one.crosses,
      ]),
      [
        ["GW", "EHR", "HTTPS", []],
        ["N", "P", "touch", []],
        ["P", "GW", "MQTT over TLS 1.3", ["Bedside", "hosp"]],
        ["U", "P", "U -.-> P & GW", ["Bedside"]],
        ["U", "GW", "U -.-> P & GW", ["hosp"]],
      ],
    );
    const tls = flows[2];
    assert.ok(tls?.encrypted.state === "given" && tls.encrypted.value);
    assert.ok(tls.protocol.state === "given" && tls.protocol.value === "MQTT");
    assert.equal(flows[1]?.encrypted.state, "absent", "a label without protection says nothing");
  });

  it("lowers a sequence diagram; a box is a boundary", () => {
    const text = withThreat(`sequenceDiagram
  actor N as Nurse
  box Blue Ward
  participant P as Pump
  end
  loop every minute
    N->>P: PIN
  end
  P-->>N: ok`);
    const { elements, flows, boundaries } = model(text);
    assert.deepEqual(
      elements.map((one) => [one.id, one.kind, covered(text, one.anchor)]),
      [
        ["N", "actor", "Nurse"],
        ["P", "component", "Pump"],
      ],
    );
    assert.deepEqual(
      boundaries.map((one) => covered(text, one.anchor)),
      ["Ward"],
    );
    assert.deepEqual(
      flows.map((one) => [covered(text, one.anchor), one.crosses]),
      [
        ["PIN", ["Ward"]],
        ["ok", ["Ward"]],
      ],
    );
  });

  it("leaves diagrams of processes and other kinds alone", () => {
    assert.equal(model(withThreat("gantt\n  title x")).elements.length, 0);
    const process = withThreat("flowchart LR\n  A --> B").replace("## System", "## Patch process");
    assert.equal(model(process).elements.length, 0);
  });

  it("survives odd diagrams", () => {
    for (const odd of [
      "flowchart",
      "flowchart LR\n  subgraph\n  end\n  end\n  A[ -->",
      `flowchart LR\n  ${"A-->".repeat(2000)}`,
      "sequenceDiagram\n  box\n  ->>:",
    ]) {
      assert.equal(model(withThreat(odd)).threats.length, 1);
    }
  });
});

describe("threat ids", () => {
  const cases: [string, string | undefined][] = [
    ["T-01: Spoofing", "T-01"],
    ["THREAT-007 Replay", "THREAT-007"],
    ["Threat 3 – Replay", "Threat 3"],
    ["Threat-01-S - Spoofing", "Threat-01-S"],
    ["TFM-GENERIC-REQUEST-TO-SPE-T-1", "TFM-GENERIC-REQUEST-TO-SPE-T-1"],
    ["S1", "S1"],
    ["[TM_12] Replay", "TM_12"],
    ["Step 3: do", undefined],
    ["Spoofing of users", undefined],
    ["TB1 Boundary", undefined],
    ["REQ-12 Logging", undefined],
  ];
  for (const [text, id] of cases) {
    it(`finds ${id ?? "no threat id"} in "${text}"`, () => {
      assert.equal(leadingThreatId(text), id);
    });
  }

  it("takes any letters and digits for an id in an id column", () => {
    assert.equal(leadingId("RISK-SEC-001"), "RISK-SEC-001");
    assert.equal(leadingId("CVE-2024-1234"), undefined);
  });
});

describe("readMarkdownThreats: what the checks ask for", () => {
  const text = `---
date: 2026-03-01
version: "1.2"
author: R. Vane
---

# Pump threat model

## Scope

The pump and its app, not the hospital network.

## Data flows

| ID | From | To | Protocol | Port | Authentication | Data |
|----|------|----|----------|------|----------------|------|
| DF1 | App | Pump | TLS 1.3 | 8443 | Client certificate | Dose orders |
| DF2 | Pump | Printer | USB | n/a | None | Labels |

## Assets

| Asset | Why |
|-------|-----|
| Drug library | Doses depend on it |

## Threats

| ID | Threat | Exploitability | Initial risk | Mitigation | Residual risk | Verification | Owner |
|----|--------|----------------|--------------|------------|---------------|--------------|-------|
| T-1 | Forged order (CWE-345) | High | 16 | Signatures | 4 | TC-7 | J. Roe |
`;

  it("has date, edition, owner and scope, where they stand", () => {
    const { date, edition, owner, scope, assets, elements } = model(text);
    assert.deepEqual(
      [date, edition, owner, scope].map((one) => shown(text, one)),
      ["2026-03-01", "1.2", "R. Vane", "The pump and its app, not the hospital network."],
    );
    assert.deepEqual([assets.map(({ id }) => id), elements.map(({ id }) => id)], [["Drug library"], []]);
  });

  it("has port, authentication and data of flows; `None` says that nobody proves anything", () => {
    const flows = model(text).flows.map((one) => [one.port, one.authentication, one.data, one.encrypted]);
    assert.deepEqual(
      flows.map((facts) => facts.map((fact) => shown(text, fact))),
      [
        ["8443", "Client certificate", "Dose orders", "TLS 1.3"],
        ["unknown", "None", "Labels", "absent"],
      ],
    );
    const [, printer] = model(text).flows;
    assert.equal(printer?.authentication.state === "given" && printer.authentication.value, "false");
  });

  it("has the ratings before and after, the verification and the ids of taxonomies of a threat", () => {
    const [threat] = model(text).threats;
    assert.ok(threat);
    const facts = [threat.likelihood, threat.inherentRisk, threat.residualRisk, threat.verification, threat.owner];
    assert.deepEqual(
      facts.map((fact) => shown(text, fact)),
      ["High", "16", "4", "TC-7", "J. Roe"],
    );
    assert.equal(threat.likelihoodKind, "exploitability");
    assert.deepEqual(
      threat.references.map(({ id, span }) => [id, covered(text, span)]),
      [["CWE-345", "CWE-345"]],
    );
  });

  it("reads a table that is one threat, several ratings of one row together", () => {
    const card = `# Threat model

| ID | 05 | 05 |
|----|----|----|
| Threat | **Leak of logs** to the console | **Leak of logs** to the console |
| Threat Type | Information Disclosure | Information Disclosure |
| Application | Server | Mobile |
| Likelihood | N/A | High (4) |
| Total Risk Rating | N/A | Medium (8) |
| Mitigations | No secrets in logs | No secrets in logs |
| Mitigations implemented? | Yes, in release builds | Yes, in release builds |
`;
    const [threat, ...more] = model(card).threats;
    assert.equal(more.length, 0);
    assert.ok(threat);
    const facts = [threat.title, threat.category, threat.severity, threat.likelihood, threat.mitigation];
    assert.deepEqual(
      [threat.id, ...facts.map((fact) => (fact.state === "given" ? fact.value : fact.state))],
      ["05", "Leak of logs", "Information Disclosure", "N/A / Medium (8)", "N/A / High (4)", "No secrets in logs"],
    );
    assert.equal(shown(card, threat.title), "Leak of logs");
    assert.equal(threat.status.state === "given" && threat.status.value, "mitigated");
  });

  it("reads a file that is one threat from its front matter and tables", () => {
    const file = `---
id: RISK-SEC-001
title: Unauthorized access to records
status: approved
---

# Risk analysis

## Inherent risk assessment

| Factor | Rating |
|--------|--------|
| Severity | 3 (Serious) |
| Probability | 2 |
| **Inherent Risk** | **6** |

## Risk controls

### SRS-005 - Access control

**Verification:** TP-002

## Residual risk assessment

| Factor | Rating |
|--------|--------|
| **Residual Risk** | **3** |
`;
    const { threats, mitigations } = model(file);
    const [threat] = threats;
    assert.ok(threat && threats.length === 1);
    assert.equal(threat.id, "RISK-SEC-001");
    const facts = [
      threat.title,
      threat.severity,
      threat.likelihood,
      threat.inherentRisk,
      threat.residualRisk,
      threat.verification,
      threat.status,
    ];
    assert.deepEqual(
      facts.map((fact) => shown(file, fact)),
      ["Unauthorized access to records", "3 (Serious)", "2", "**6**", "**3**", "TP-002", "absent"],
    );
    assert.deepEqual(
      mitigations.map(({ anchor }) => covered(file, anchor)),
      ["SRS-005 - Access control"],
    );
  });
});
