import assert from "node:assert/strict";
import { readText, threatModelIn } from "./readText.ts";
import { plain, shownModel } from "./shownModel.ts";

const MODEL = `{
  "specFormat": "CycloneDX",
  "specVersion": "2.0",
  "blueprints": [
    {
      "name": "Pump",
      "description": "An infusion pump",
      "metadata": { "reviewDate": "2026-03-01", "authors": [{ "person": { "name": "R. Vane" } }] },
      "scope": { "description": "Pump and app" },
      "zones": [{ "bom-ref": "ward", "name": "Ward" }, { "bom-ref": "case", "name": "Case", "parent": "ward" }],
      "assets": [
        { "bom-ref": "app", "type": "service", "name": "App", "zone": "ward" },
        { "bom-ref": "fw", "type": "device", "name": "Firmware", "zone": "case", "componentRef": "pkg:generic/fw@1" }
      ],
      "dataStores": [{ "bom-ref": "log", "name": "Log", "zone": "case", "encrypted": true }],
      "flows": [
        {
          "bom-ref": "order",
          "name": "Order",
          "source": "app",
          "destination": "fw",
          "protocols": ["https"],
          "authentication": ["mtls"]
        },
        { "bom-ref": "write", "name": "Write", "source": "fw", "destination": "log", "encrypted": false }
      ],
      "assumptions": [{ "bom-ref": "a1", "description": "The ward is hostile", "validity": "verified" }]
    }
  ],
  "threats": {
    "methodologies": ["STRIDE"],
    "threats": [
      {
        "bom-ref": "forged",
        "name": "Forged order",
        "categories": [{ "taxonomy": "STRIDE", "category": "spoofing" }],
        "affectedAssets": ["fw"],
        "mitigations": ["sign"]
      }
    ],
    "scenarios": [{ "threats": ["forged"], "exploitability": { "level": "functional" } }]
  },
  "risks": {
    "risks": [
      {
        "bom-ref": "r1",
        "name": "Overdose",
        "relatedThreats": ["forged"],
        "inherentRisk": { "impact": { "level": "major" }, "score": 20 },
        "residualRisk": { "score": { "level": "low" } },
        "responses": [{ "strategy": "reduce", "status": "implemented", "description": "Signatures" }]
      },
      { "bom-ref": "r2", "name": "Bias", "affects": ["app"], "responses": [{ "strategy": "accept" }] }
    ]
  },
  "controls": [{ "bom-ref": "sign", "name": "Sign orders", "status": "verified" }]
}`;

describe("a CycloneDX 2.0 threat model", () => {
  it("is read whole, with a word about the draft that it follows", () => {
    const file = readText("pump.cdx.json", MODEL);
    assert.deepEqual([file.kind, file.format, file.version, file.readable], ["threat-model", "CycloneDX", "2.0", true]);
    assert.match(file.problems[0]?.message ?? "", /^CycloneDX 2\.0 is not released yet/);
    assert.deepEqual(plain(MODEL, file.problems[0]?.span), "2.0");
    assert.deepEqual(shownModel(MODEL, threatModelIn(file)), {
      format: "CycloneDX",
      version: "2.0",
      serialization: "json",
      title: "Pump",
      anchor: "Pump",
      owner: "R. Vane",
      description: "An infusion pump",
      scope: "Pump and app",
      date: "2026-03-01",
      methodology: ["STRIDE"],
      elements: [
        { id: "app", name: "App", kind: "process", anchor: "App", zones: ["ward"] },
        {
          id: "fw",
          name: "Firmware",
          kind: "device",
          anchor: "Firmware",
          zones: ["case", "ward"],
          software: "pkg:generic/fw@1",
        },
        { id: "log", name: "Log", kind: "store", anchor: "Log", zones: ["case", "ward"], encryptedAtRest: "true" },
      ],
      flows: [
        {
          id: "order",
          name: "Order",
          anchor: "Order",
          from: "app",
          to: "fw",
          protocol: "https",
          encrypted: "true ⟦https⟧",
          authentication: "mtls",
          crosses: ["case"],
        },
        { id: "write", name: "Write", anchor: "Write", from: "fw", to: "log", encrypted: "false", crosses: [] },
      ],
      boundaries: [
        { id: "ward", name: "Ward", anchor: "Ward" },
        { id: "case", name: "Case", anchor: "Case", parent: "ward" },
      ],
      threats: [
        {
          id: "forged",
          title: "Forged order",
          anchor: "Forged order",
          category: "spoofing",
          on: ["fw"],
          mitigation: 'sign ⟦["sign"]⟧',
          mitigationRefs: ["sign"],
          severity: "major",
          likelihood: "functional",
          likelihoodKind: "exploitability",
          inherentRisk: "20",
          residualRisk: "low",
          status: "mitigated ⟦reduce⟧",
          justification: "Signatures",
        },
        { id: "r2", title: "Bias", anchor: "Bias", on: ["app"], status: "accepted ⟦accept⟧" },
      ],
      mitigations: [{ id: "sign", text: "Sign orders", anchor: "Sign orders", status: "verified" }],
      assumptions: [{ id: "a1", text: "The ward is hostile", anchor: "The ward is hostile", validity: "verified" }],
    });
  });

  it("is asked only for what the members that it has can say", () => {
    const text = '{"specFormat": "CycloneDX", "specVersion": "2.0", "risks": {"risks": []}}';
    const { expresses } = threatModelIn(readText("risks.cdx.json", text));
    assert.deepEqual([expresses.has("residual-risk"), expresses.has("flows")], [true, false]);
  });
});

describe("the claims of a CycloneDX file", () => {
  it("are what is done about security, with the requirements and the evidence that they name", () => {
    const text = `{
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "declarations": {
    "attestations": [{ "summary": "Pump claims", "map": [{ "requirement": "req-1", "claims": ["c1"] }] }],
    "claims": [{ "bom-ref": "c1", "predicate": "Orders are signed", "evidence": ["e1"] }],
    "affirmation": { "signatories": [{ "name": "R. Vane" }] }
  }
}`;
    assert.deepEqual(shownModel(text, threatModelIn(readText("claims.cdx.json", text))), {
      format: "CycloneDX",
      version: "1.6",
      serialization: "json",
      title: "Pump claims",
      anchor: "Pump claims",
      owner: "R. Vane",
      mitigations: [
        {
          id: "c1",
          text: "Orders are signed",
          anchor: "Orders are signed",
          references: [
            { id: "req-1", span: "req-1" },
            { id: "e1", span: "e1" },
          ],
        },
      ],
    });
  });
});
