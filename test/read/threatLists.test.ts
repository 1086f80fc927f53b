import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { readText, threatModelIn } from "./readText.ts";
import { plain, shownModel } from "./shownModel.ts";

const textOf = (name: string) => readFileSync(new URL(`threatModels/${name}`, import.meta.url), "utf8");
const modelOf = (name: string, text = textOf(name)) => threatModelIn(readText(name, text));
const shown = (name: string) => shownModel(textOf(name), modelOf(name));

describe("an export of Threat Composer", () => {
  it("is read whole, each fact at its place", () => {
    assert.deepEqual(shown("pump.tc.json"), {
      format: "Threat Composer",
      title: "Pump",
      anchor: "Pump",
      version: "1",
      description: "An infusion pump",
      assets: [
        { id: "dose order", name: "dose order", kind: "other", anchor: "dose order" },
        { id: "patient", name: "patient", kind: "other", anchor: "patient" },
      ],
      views: [{ id: "dataflow", title: "Dataflow ⟦dataflow⟧", anchor: "dataflow", description: "App to pump" }],
      threats: [
        {
          id: "T12",
          title: "A thief can forge an order, which leads to overdose",
          anchor: "A thief can forge an order, which leads to overdose",
          category: 'Spoofing, Tampering ⟦["S", "T"]⟧',
          status: "mitigated ⟦threatResolved⟧",
          severity: "High",
          mitigation: "Sign orders ⟦m-uuid⟧",
          justification: "Checked in review 7",
          mitigationRefs: ["M4", "gone-uuid"],
        },
        {
          id: "T13",
          title: "A guest floods the radio ⟦floods the radio⟧",
          anchor: "floods the radio",
          generated: true,
        },
      ],
      mitigations: [
        { id: "M4", text: "Sign orders", anchor: "Sign orders", status: "mitigationResolved" },
        { id: "M5", text: "Rate limit", anchor: "Rate limit" },
      ],
      assumptions: [{ id: "A3", text: "The ward network is hostile", anchor: "The ward network is hostile" }],
      serialization: "json",
    });
  });
});

describe("a model of the Threat Model Library", () => {
  it("is read whole, each fact at its place", () => {
    assert.deepEqual(shown("pump.tmbom.json"), {
      format: "TM-BOM",
      title: "Pump",
      anchor: "Pump",
      version: "1.0.2",
      description: "An infusion pump",
      date: "2026-03-01",
      edition: "2.1",
      scope: "Pump and app, not the hospital network",
      assets: [{ id: "keys", name: "Keys", kind: "credential", anchor: "Keys" }],
      views: [{ id: "diagram 1", title: "Ward", anchor: "Ward" }],
      elements: [
        { id: "nurse", name: "Nurse", kind: "actor", anchor: "Nurse", zones: ["ward"] },
        { id: "fw", name: "Firmware", kind: "component", anchor: "Firmware", zones: ["pump"] },
        { id: "driver", name: "Motor driver", kind: "component", anchor: "Motor driver", zones: ["pump"] },
        {
          id: "log",
          name: "Event log",
          kind: "store",
          anchor: "Event log",
          zones: ["pump"],
          encryptedAtRest: "false",
          storesCredentials: 'true ⟦["cred"]⟧',
          software: "SQLite",
        },
      ],
      flows: [
        {
          id: "order",
          name: "Dose order",
          anchor: "Dose order",
          from: "nurse",
          to: "driver",
          encrypted: "false",
          authentication: 'public_key ⟦["public_key"]⟧',
          crosses: ["ward", "pump"],
        },
      ],
      boundaries: [
        { id: "ward", name: "Ward", anchor: "Ward" },
        { id: "pump", name: "Pump case", anchor: "Pump case" },
      ],
      threats: [
        {
          id: "forged-order",
          title: "Forged order",
          anchor: "Forged order",
          description: "Somebody sends a dose",
          on: ["fw"],
          status: "open ⟦suggested⟧",
          severity: "high",
          mitigation: "Sign orders Rate limit ⟦Sign orders⟧",
          mitigationRefs: ["sign", "limit"],
          likelihood: "likely",
          likelihoodKind: "probability",
          inherentRisk: "20",
          references: [
            { id: "CAPEC-151", span: "151" },
            { id: "CWE-345", span: "345" },
          ],
        },
      ],
      mitigations: [
        { id: "sign", text: "Sign orders", anchor: "Sign orders", status: "active" },
        { id: "limit", text: "Rate limit", anchor: "Rate limit", status: "suggested" },
      ],
      assumptions: [
        {
          id: "assumption 1",
          text: "The ward network is hostile",
          anchor: "The ward network is hostile",
          validity: "confirmed",
        },
      ],
      serialization: "json",
    });
  });
});

describe("a threatcl file", () => {
  it("is read whole, each fact at its place", () => {
    assert.deepEqual(shown("pump.hcl"), {
      format: "threatcl",
      title: "Pump",
      anchor: "Pump",
      version: "0.3.1",
      owner: "R. Vane",
      description: "An infusion pump",
      date: "2026-03-01 ⟦1772323200⟧",
      scope: "The hospital network",
      assets: [{ id: "Dose record", name: "Dose record", kind: "data", anchor: "Dose record" }],
      views: [{ id: "Ward", title: "Ward", anchor: "Ward" }],
      elements: [
        { id: "Log", name: "Log", kind: "store", anchor: "Log", zones: ["Cloud"] },
        { id: "Nurse", name: "Nurse", kind: "external", anchor: "Nurse", zones: [] },
        { id: "Firmware", name: "Firmware", kind: "process", anchor: "Firmware", zones: ["Case"] },
        {
          id: "FreeRTOS",
          name: "FreeRTOS",
          kind: "external",
          anchor: "FreeRTOS",
          zones: "unknown",
          software: "FreeRTOS",
        },
      ],
      flows: [
        {
          id: "https (Nurse -> Firmware)",
          name: "https",
          anchor: "https",
          from: "Nurse",
          to: "Firmware",
          protocol: "https",
          encrypted: "true ⟦https⟧",
          crosses: ["Case"],
        },
        {
          id: "write (Firmware -> Log)",
          name: "write",
          anchor: "write",
          from: "Firmware",
          to: "Log",
          protocol: "mTLS",
          encrypted: "true ⟦mTLS⟧",
          authentication: "mTLS",
          crosses: ["Case", "Cloud"],
        },
      ],
      boundaries: [
        { id: "Case", name: "Case", anchor: "Case" },
        { id: "Cloud", name: "Cloud", anchor: "Cloud" },
      ],
      threats: [
        {
          id: "Forged order",
          title: "Forged order",
          anchor: "Forged order",
          description: 'Somebody "sends" a dose ⟦Somebody \\"sends\\" a dose⟧',
          category: 'Spoofing, Tampering ⟦Spoofing", "Tampering⟧',
          status: "open ⟦false⟧",
          severity: "critical",
          mitigation: "Sign orders, Rate limit ⟦Sign orders⟧",
          justification: "Radio reaches the corridor",
          mitigationRefs: ["Forged order: Sign orders", "Forged order: Rate limit"],
          likelihood: "high",
          likelihoodKind: "probability",
        },
        {
          id: "Log flooded",
          title: "Log flooded",
          anchor: "Log flooded",
          description: "?var.text",
          status: "mitigated ⟦true⟧",
          mitigation: "Ring buffer",
          mitigationRefs: ["Log flooded: Ring buffer"],
        },
      ],
      mitigations: [
        { id: "Forged order: Sign orders", text: "Sign orders", anchor: "Sign orders", status: "implemented ⟦true⟧" },
        { id: "Forged order: Rate limit", text: "Rate limit", anchor: "Rate limit", status: "not implemented ⟦false⟧" },
        { id: "Log flooded: Ring buffer", text: "Ring buffer", anchor: "Ring buffer", status: "implemented ⟦true⟧" },
      ],
      serialization: "hcl",
    });
  });
});

describe("an export of Threat Composer that is not finished", () => {
  it("has no threat without its sentence as long as a part of it is there", () => {
    const model = modelOf(
      "a.tc.json",
      '{"schema": 1, "threats": [{"id": "x", "threatImpact": "harm"}, {"id": "y"}, 7, null]}',
    );
    assert.deepEqual(
      model.threats.map(({ id, title }) => [id, title.state]),
      [
        ["x", "given"],
        ["y", "absent"],
        ["T3", "absent"],
        ["T4", "absent"],
      ],
    );
  });
});

describe("a threatcl file in another form", () => {
  it("says the same in JSON", () => {
    const text = JSON.stringify({
      spec_version: "0.3.1",
      threatmodel: {
        Pump: {
          author: "R. Vane",
          information_asset: { "Dose record": {} },
          exclusion: { description: "The hospital network" },
          threat: [
            { "Forged order": { stride: ["Spoofing"], control: { "Sign orders": { implemented: "true" } } } },
            {
              "Log flooded": {
                risk: { likelihood: "low" },
                expanded_control: [{ "Ring buffer": { implemented: false } }],
              },
            },
          ],
          data_flow_diagram: {
            process: { Firmware: { trust_zone: "Case" } },
            data_store: { Log: {} },
            flow: { write: { from: "Firmware", to: "Log" } },
          },
        },
      },
    });
    const model = modelOf("pump.tm.json", text);
    assert.deepEqual(plain(text, [model.title, model.owner, model.scope]), ["Pump", "R. Vane", "The hospital network"]);
    assert.deepEqual(
      model.threats.map(({ id, status }) => [id, status.state === "given" && status.value]),
      [
        ["Forged order", "mitigated"],
        ["Log flooded", "open"],
      ],
    );
    assert.deepEqual(plain(text, model.flows), [
      { id: "write (Firmware -> Log)", name: "write", anchor: "write", from: "Firmware", to: "Log", crosses: ["Case"] },
    ]);
  });

  it("names what it takes from elsewhere, which is never fetched", () => {
    const text = 'threatmodel "A" {\n  including = "https://maker.example/x.hcl"\n  imports   = ["controls.hcl"]\n}\n';
    const file = readText("a.hcl", text);
    assert.deepEqual(
      file.problems.map(({ message, span }) => [message, text.slice(span.start, span.end)]),
      [
        [
          "The model takes a part from `https://maker.example/x.hcl`; what that says is not read here.",
          "https://maker.example/x.hcl",
        ],
      ],
    );
  });

  it("may hold several models", () => {
    const file = readText("two.hcl", 'threatmodel "A" {\n}\nthreatmodel "B" {\n}\n');
    assert.deepEqual(
      file.models.map((model) => model.kind === "threat-model" && model.title.state === "given" && model.title.value),
      ["A", "B"],
    );
  });
});
