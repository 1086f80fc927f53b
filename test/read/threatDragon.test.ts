import assert from "node:assert/strict";
import type { Span } from "../../lib/model/span.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { readThreatDragon } from "../../lib/read/threats/readThreatDragon.ts";
import { ValueView } from "../../lib/read/threats/valueView.ts";
import { readText } from "./readText.ts";
import { plain } from "./shownModel.ts";

const covered = (text: string, span: Span) => text.slice(span.start, span.end);

const box = (x: number, y: number, width: number, height: number) => ({ position: { x, y }, size: { width, height } });
const threat = (fields: object) => ({ id: "t-uuid", severity: "High", type: "Spoofing", ...fields });

function model(cells: object[], rest: object = {}): string {
  return JSON.stringify(
    {
      version: "2.3.0",
      summary: { title: "Pump model", owner: "", description: "The pump." },
      detail: { reviewer: "R. Vane", diagrams: [{ title: "Main", diagramType: "STRIDE", cells }] },
      ...rest,
    },
    null,
    2,
  );
}

const CELLS = [
  { id: "nurse", shape: "actor", ...box(0, 0, 50, 50), data: { type: "tm.Actor", name: "Nurse", threats: [] } },
  {
    id: "pump",
    shape: "process",
    ...box(220, 20, 50, 50),
    data: {
      type: "tm.Process",
      name: "Pump\nfirmware",
      outOfScope: true,
      reasonOutOfScope: "Tested elsewhere",
      threats: [threat({ title: "T-07: Forged command", status: "Mitigated", mitigation: "Signed commands" })],
    },
  },
  { id: "log", shape: "store", ...box(230, 80, 20, 20), data: { type: "tm.Store", name: "Store" } },
  { id: "ward", shape: "trust-boundary-box", ...box(200, 0, 200, 200), data: { type: "tm.BoundaryBox", name: "Ward" } },
  {
    id: "f1",
    shape: "flow",
    source: { cell: "nurse" },
    target: { cell: "pump" },
    data: { type: "tm.Flow", name: "Commands", protocol: "BLE", isEncrypted: true, isPublicNetwork: false },
  },
  {
    id: "f2",
    shape: "flow",
    source: { cell: "pump" },
    target: { x: 5, y: 5 },
    data: { type: "tm.Flow", name: "Data Flow", protocol: "", isEncrypted: false },
  },
];

describe("readThreatDragon", () => {
  const text = model(CELLS);
  const read = readThreatDragon(ValueView.root(parseJson(text)));

  it("reads the model's own data; an owner that was never typed is not said", () => {
    assert.equal(covered(text, read.anchor), "Pump model");
    assert.equal(read.version, "2.3.0");
    assert.equal(read.owner.state, "absent");
    assert.ok(read.reviewer.state === "given" && covered(text, read.reviewer.span) === "R. Vane");
    assert.deepEqual(
      read.methodology.map((one) => one.state === "given" && one.value),
      ["STRIDE"],
    );
  });

  it("reads elements with kind, scope and exact names; a name that the tool gave is unknown", () => {
    assert.deepEqual(
      read.elements.map(({ id, kind, name, anchor }) => [id, kind, name.state, covered(text, anchor)]),
      [
        ["nurse", "actor", "given", "Nurse"],
        ["pump", "process", "given", "Pump\\nfirmware"],
        ["log", "store", "unknown", "Store"],
      ],
    );
    const pump = read.elements[1];
    assert.ok(pump?.outOfScope);
    assert.ok(pump.outOfScopeReason.state === "given" && pump.outOfScopeReason.value === "Tested elsewhere");
  });

  it("takes a ticked box for a yes and an empty one for nothing said", () => {
    const [first, second] = read.flows;
    assert.ok(first?.encrypted.state === "given" && first.encrypted.value);
    assert.equal(first.publicNetwork.state, "absent");
    assert.equal(second?.encrypted.state, "absent");
    assert.equal(second.protocol.state, "absent");
  });

  it("gives the ends of flows; an end in the air is absent", () => {
    const [first, second] = read.flows;
    assert.ok(first?.from.state === "given" && first.from.value === "nurse");
    assert.equal(second?.to.state, "absent");
    assert.equal(second.crosses, "unknown");
  });

  it("finds the boundary boxes that a flow crosses by where its ends lie", () => {
    assert.deepEqual(read.flows[0]?.crosses, ["ward"]);
    assert.deepEqual(
      read.boundaries.map(({ id, anchor }) => [id, covered(text, anchor)]),
      [["ward", "Ward"]],
    );
  });

  it("reads threats where the application writes them", () => {
    const [found] = read.threats;
    assert.equal(read.threats.length, 1);
    assert.equal(found?.id, "T-07");
    assert.deepEqual(found.on, ["pump"]);
    assert.ok(found.status.state === "given" && found.status.value === "mitigated");
    assert.ok(found.mitigation.state === "given" && covered(text, found.mitigation.span) === "Signed commands");
    assert.deepEqual(
      read.mitigations.map((one) => covered(text, one.anchor)),
      ["Signed commands"],
    );
  });

  function oneThreat(fields: object, place: "data" | "cell" = "data") {
    const threats = [threat(fields)];
    const cell = {
      id: "p",
      shape: "process",
      data: { type: "tm.Process", name: "P", ...(place === "data" ? { threats } : {}) },
    };
    const source = model([place === "cell" ? { ...cell, threats } : cell]);
    return { source, found: readThreatDragon(ValueView.root(parseJson(source))).threats[0] };
  }

  it("falls back to the place that the schema names", () => {
    assert.equal(oneThreat({ title: "Old place" }, "cell").found?.title.state, "given");
  });

  it("takes the default texts of a new threat for blanks", () => {
    const { source, found } = oneThreat({
      title: "New STRIDE threat",
      severity: "TBD",
      status: "Open",
      description: "Provide a description for this threat",
      mitigation: "Provide remediation for this threat or a reason if status is N/A",
    });
    assert.deepEqual(
      [found?.title.state, found?.severity.state, found?.description.state, found?.mitigation.state],
      ["unknown", "unknown", "unknown", "unknown"],
    );
    assert.equal(covered(source, found?.anchor ?? { start: 0, end: 0 }), "New STRIDE threat");
  });

  const statuses: [string, string | undefined][] = [
    ["Open", "open"],
    ["Mitigated", "mitigated"],
    ["Eliminated", "mitigated"],
    ["N/A", "not applicable"],
    ["NotApplicable", "not applicable"],
    ["Not Applicable", "not applicable"],
    ["Accepted", "accepted"],
    ["Transferred", "transferred"],
    ["Avoided", "avoided"],
    ["Whatever", undefined],
    ["", undefined],
  ];
  for (const [written, status] of statuses) {
    it(`reads the status "${written}" as ${status ?? "unknown"}`, () => {
      const { found } = oneThreat({ title: "x", status: written });
      assert.equal(found?.status.state === "given" ? found.status.value : undefined, status);
    });
  }

  it("takes the remediation of a threat that is not applicable for its reason, as the tool asks", () => {
    const { found } = oneThreat({ title: "x", status: "NA", mitigation: "No radio is fitted" });
    assert.ok(found?.justification.state === "given" && found.justification.value === "No radio is fitted");
    assert.equal(oneThreat({ title: "x", status: "Open", mitigation: "y" }).found?.justification.state, "absent");
  });

  it("does not guess what a boundary drawn as a line parts, misspelt shape included", () => {
    const cells = [
      ...CELLS.filter((cell) => cell.id !== "ward"),
      { id: "line", shape: "trust-broundary-curve", data: { name: "" } },
    ];
    const vague = readThreatDragon(ValueView.root(parseJson(model(cells))));
    assert.equal(vague.flows[0]?.crosses, "unknown");
    assert.equal(vague.boundaries.length, 1);
  });

  it("reads version 1, where flags, names and ends stand elsewhere", () => {
    const cells = [
      { type: "tm.Actor", id: "a", attrs: { text: { text: "Nurse" } }, threats: [{ title: "Posing", status: "Open" }] },
      { type: "tm.Store", id: "s", attrs: { text: { text: "Log" } } },
      {
        type: "tm.Flow",
        id: "f",
        source: { id: "a" },
        target: { id: "s" },
        labels: [{ attrs: { text: { text: "Entries" } } }],
        isEncrypted: true,
        protocol: "HTTPS",
      },
      { type: "tm.Boundary", id: "b", source: { x: 1, y: 1 }, target: { x: 2, y: 2 } },
    ];
    const old = JSON.stringify({
      summary: { title: "Old" },
      detail: { diagrams: [{ title: "d", diagramJson: { cells } }] },
    });
    const first = readThreatDragon(ValueView.root(parseJson(old)));
    assert.equal(first.version, "1");
    assert.deepEqual(
      first.elements.map((one) => covered(old, one.anchor)),
      ["Nurse", "Log"],
    );
    const [flow] = first.flows;
    assert.ok(flow?.encrypted.state === "given" && flow.to.state === "given" && flow.to.value === "s");
    assert.equal(covered(old, flow.anchor), "Entries");
    assert.equal(first.threats[0]?.on[0], "a");
  });

  it("reads ticks of stores and actors, views, nested boxes and ids of taxonomies", () => {
    const cells = [
      {
        id: "a",
        shape: "actor",
        ...box(0, 0, 10, 10),
        data: { type: "tm.Actor", name: "Nurse", providesAuthentication: true },
      },
      {
        id: "s",
        shape: "store",
        ...box(120, 20, 10, 10),
        data: { type: "tm.Store", name: "Log", isALog: true, isEncrypted: true, storesCredentials: true },
      },
      { id: "in", shape: "trust-boundary-box", ...box(110, 10, 30, 30), data: { name: "Box" } },
      { id: "out", shape: "trust-boundary-box", ...box(100, 0, 90, 90), data: { name: "Ward" } },
      {
        id: "f",
        shape: "flow",
        source: { cell: "a" },
        target: { cell: "s" },
        data: { type: "tm.Flow", name: "Entries", isBidirectional: true, trustBoundaryIds: ["out"] },
      },
    ];
    const title = { title: "Forged entry (CWE-345)", score: "CVSS:3.1/AV:N/AC:L", status: "Open" };
    const threats = [threat(title)];
    const source = model([...cells, { id: "p", shape: "process", data: { name: "P", threats } }]).replace(
      '"diagramType"',
      '"description": "Ward and pump", "diagramType"',
    );
    const found = readThreatDragon(ValueView.root(parseJson(source)));
    assert.deepEqual(plain(source, found.elements), [
      { id: "a", name: "Nurse", kind: "actor", anchor: "Nurse", zones: [] },
      {
        id: "s",
        name: "Log",
        kind: "store",
        anchor: "Log",
        zones: ["in", "out"],
        encryptedAtRest: "true",
        storesCredentials: "true",
        isLog: "true",
      },
      { id: "p", name: "P", kind: "process", anchor: "P", zones: "unknown" },
    ]);
    assert.deepEqual(plain(source, found.flows), [
      {
        id: "f",
        name: "Entries",
        anchor: "Entries",
        from: "a",
        to: "s",
        authentication: "true",
        bidirectional: true,
        crosses: ["out", "in"],
      },
    ]);
    assert.deepEqual(plain(source, found.boundaries), [
      { id: "in", name: "Box", anchor: "Box", parent: "out ⟦Box⟧" },
      { id: "out", name: "Ward", anchor: "Ward" },
    ]);
    assert.deepEqual(plain(source, found.views), [
      { id: "0", title: "Main", anchor: "Main", description: "Ward and pump" },
    ]);
    const [forged] = found.threats;
    assert.equal(forged?.likelihoodKind, "exploitability");
    assert.deepEqual(plain(source, forged?.references), [{ id: "CWE-345", span: "CWE-345" }]);
  });

  it("sees that a flow crosses a boundary drawn as a line when the two lines meet", () => {
    const line = (x: number) => ({
      id: `line ${x}`,
      shape: "trust-boundary-curve",
      source: { x, y: -50 },
      target: { x, y: 300 },
      data: { name: "Radio" },
    });
    const cells = [...CELLS.filter((cell) => cell.id !== "ward"), line(100), line(900)];
    assert.deepEqual(readThreatDragon(ValueView.root(parseJson(model(cells)))).flows[0]?.crosses, ["line 100"]);
  });

  it("is told that it has no diagram, at the place where one should stand", () => {
    for (const [detail, place] of [
      ['{"contributors": []}', "{"],
      ['{"contributors": [], "diagrams": []}', "["],
    ]) {
      const text = `{"version": "2.0", "summary": {"title": "P"}, "detail": ${detail}}`;
      const file = readText("p.json", text);
      assert.match(file.problems[0]?.message ?? "", /has no diagram/);
      assert.equal(covered(text, file.problems[0]?.span ?? { start: 0, end: 0 }), place);
    }
  });

  it("makes nothing of a file of the wrong shape", () => {
    for (const odd of [
      "{}",
      "[]",
      "null",
      '{"detail":{"diagrams":[{"cells":[null,3,{"data":7,"shape":"actor"}]}]}}',
      '{"detail":[]}',
    ]) {
      const empty = readThreatDragon(ValueView.root(parseJson(odd)));
      assert.equal(empty.threats.length, 0);
      assert.ok(empty.elements.length <= 1);
    }
  });
});
