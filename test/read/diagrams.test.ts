import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { readText, threatModelIn } from "./readText.ts";
import { plain } from "./shownModel.ts";

/** Elements, flows and boundaries of a diagram in a form that a person reads. */
function shown(path: string, text: string) {
  const model = threatModelIn(readText(path, text));
  return plain(text, {
    elements: model.elements.map(({ id, name, kind, zones }) => [id, name, kind, zones]),
    flows: model.flows.map(({ from, to, name, protocol, crosses }) => [from, to, name, protocol, crosses].slice(2)),
    ends: model.flows.map(({ from, to }) => [from, to].map((end) => (end.state === "given" ? end.value : undefined))),
    boundaries: model.boundaries.map(({ id, name, parent }) => [
      id,
      name,
      parent.state === "given" ? parent.value : "",
    ]),
  });
}

const CELLS = `<mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="ward" value="Ward &lt;b&gt;network&lt;/b&gt;" style="swimlane" vertex="1" parent="1"><mxGeometry x="0" y="0" width="400" height="300" as="geometry"/></mxCell>
<mxCell id="app" value="Clinician app" style="rounded=1" vertex="1" parent="ward"><mxGeometry x="10" y="40" width="80" height="40" as="geometry"/></mxCell>
<object id="fw" label="Firmware &amp;amp; loader" owner="R. Vane"><mxCell style="ellipse" vertex="1" parent="1"><mxGeometry x="520" y="40" width="80" height="40" as="geometry"/></mxCell></object>
<mxCell id="log" value="Event log" style="shape=cylinder3" vertex="1" parent="1"><mxGeometry x="520" y="140" width="80" height="40" as="geometry"/></mxCell>
<mxCell id="case" value="Pump case" style="rounded=0;dashed=1" vertex="1" parent="1"><mxGeometry x="500" y="20" width="200" height="200" as="geometry"/></mxCell>
<mxCell id="note" value="Draft of May" style="text;html=1" vertex="1" parent="1"><mxGeometry x="0" y="400" width="80" height="20" as="geometry"/></mxCell>
<mxCell id="e1" style="edgeStyle=none" edge="1" source="app" target="fw" parent="1"><mxGeometry relative="1" as="geometry"/></mxCell>
<mxCell id="l1" value="orders over TLS 1.3" style="edgeLabel" vertex="1" parent="e1"><mxGeometry as="geometry"/></mxCell>
<mxCell id="e2" value="events" edge="1" source="fw" target="log" parent="1"><mxGeometry relative="1" as="geometry"/></mxCell>
<mxCell id="e3" edge="1" parent="1"><mxGeometry relative="1" as="geometry"/></mxCell>`;

const GRAPH = `<mxGraphModel><root>${CELLS}</root></mxGraphModel>`;

describe("a draw.io file", () => {
  const file = `<mxfile><diagram name="Ward view" id="p">${GRAPH}</diagram></mxfile>`;

  it("is read as a diagram: shapes, labelled edges, and the shapes that hold others as boundaries", () => {
    assert.deepEqual(shown("ward.drawio", file), {
      elements: [
        ["app", "Clinician app", "component", ["ward"]],
        ["fw", "Firmware & loader ⟦Firmware &amp;amp; loader⟧", "process", ["case"]],
        ["log", "Event log", "store", ["case"]],
      ],
      flows: [
        ["orders over TLS 1.3", "TLS 1.3 ⟦orders over TLS 1.3⟧", ["ward", "case"]],
        ["events", undefined, []],
      ],
      ends: [
        ["app", "fw"],
        ["fw", "log"],
      ],
      boundaries: [
        ["ward", "Ward network ⟦Ward &lt;b&gt;network&lt;/b&gt;⟧", ""],
        ["case", "Pump case", ""],
      ],
    });
    const read = readText("ward.drawio", file);
    assert.deepEqual([read.kind, read.roles], ["diagram", ["architecture-views"]]);
  });

  it("says the same compressed, all of it shown at the page's name", () => {
    const packed = deflateRawSync(encodeURIComponent(GRAPH)).toString("base64");
    const text = `<mxfile><diagram name="Ward view" id="p">${packed}</diagram></mxfile>`;
    const model = threatModelIn(readText("ward.drawio", text));
    const open = threatModelIn(readText("ward.drawio", file));
    const facts = ({ elements, flows, boundaries }: typeof model) =>
      [elements, flows, boundaries].map((list) =>
        list.map(({ id, name }) => [id, name.state === "given" && name.value]),
      );
    assert.deepEqual(facts(model), facts(open));
    assert.equal(text.slice(model.flows[0]?.anchor.start, model.flows[0]?.anchor.end), "Ward view");
  });

  it("keeps the same ids of two pages apart", () => {
    const two = `<mxfile><diagram name="A">${GRAPH}</diagram><diagram name="B">${GRAPH}</diagram></mxfile>`;
    const model = threatModelIn(readText("two.drawio", two));
    assert.equal(new Set(model.elements.map(({ id }) => id)).size, 6);
    assert.deepEqual(
      model.views.map(({ id }) => id),
      ["A", "B"],
    );
  });

  it("that would grow without end is not unpacked", () => {
    const bomb = deflateRawSync(Buffer.alloc(120_000_000, "a")).toString("base64");
    const file = readText("bomb.drawio", `<mxfile><diagram name="A">${bomb}</diagram></mxfile>`);
    assert.equal(file.readable, false);
    assert.match(file.problems[0]?.message ?? "", /holds no drawing that can be read/);
  }).timeout(10_000);
});

describe("a PlantUML file", () => {
  it("of components is read with what holds what", () => {
    const text = `@startuml
title Pump
skinparam rectangle {
  borderColor black
}
actor "Ward nurse" as nurse
package "Pump case" as case {
  [Firmware] as fw
  database "Event log" as log
  rectangle Inner {
    component boot
  }
}
nurse --> fw : dose order over HTTPS
fw -> log
boot <.. fw : verify
note right of fw
  nurse --> log : not a flow
end note
@enduml
`;
    assert.deepEqual(shown("pump.puml", text), {
      elements: [
        ["nurse", "Ward nurse", "actor", []],
        ["fw", "Firmware", "component", ["case"]],
        ["log", "Event log", "store", ["case"]],
        ["boot", "boot", "component", ["Inner", "case"]],
      ],
      flows: [
        ["dose order over HTTPS", "HTTPS ⟦dose order over HTTPS⟧", ["case"]],
        [undefined, undefined, []],
        ["verify", undefined, ["Inner"]],
      ],
      ends: [
        ["nurse", "fw"],
        ["fw", "log"],
        ["fw", "boot"],
      ],
      boundaries: [
        ["case", "Pump case", ""],
        ["Inner", "Inner", "case"],
      ],
    });
  });

  it("of the C4 kind is read, and of a sequence with boxes", () => {
    const c4 = `@startuml
!include C4_Container.puml
Person(nurse, "Nurse", "gives doses")
System_Boundary(pump, "Pump") {
  ContainerDb(log, "Event log", "SQLite")
}
Rel(nurse, log, "reads", "HTTPS")
@enduml
`;
    assert.deepEqual(shown("pump.puml", c4), {
      elements: [
        ["nurse", "Nurse", "actor", []],
        ["log", "Event log", "store", ["pump"]],
      ],
      flows: [['reads, HTTPS ⟦reads", "HTTPS⟧', 'HTTPS ⟦reads", "HTTPS⟧', ["pump"]]],
      ends: [["nurse", "log"]],
      boundaries: [["pump", "Pump", ""]],
    });
    const sequence = '@startuml\nbox "Ward"\nparticipant App\nend box\nApp -> Pump : order\n@enduml\n';
    assert.deepEqual(shown("order.puml", sequence), {
      elements: [
        ["App", "App", "component", ["Ward"]],
        ["Pump", "Pump", "component", []],
      ],
      flows: [["order", undefined, ["Ward"]]],
      ends: [["App", "Pump"]],
      boundaries: [["Ward", "Ward", ""]],
    });
  });

  it("stands in a Markdown threat model too", () => {
    const text = `# Pump threat model

| Threat | Mitigation | Status |
|---|---|---|
| Forged order | Signatures | Mitigated |

## Architecture

The ward.

\`\`\`plantuml
@startuml
package Case {
  [Firmware] as fw
}
App --> fw : order
@enduml
\`\`\`
`;
    const model = threatModelIn(readText("model.md", text));
    assert.deepEqual(plain(text, model.views), [
      { id: "Architecture", title: "Architecture", anchor: "Architecture", description: "The ward." },
    ]);
    assert.deepEqual(plain(text, model.flows[0]?.name), "order");
  });
});

describe("a Graphviz file", () => {
  it("is read with its clusters as boundaries", () => {
    const text = `digraph pump {
  rankdir = LR
  node [shape=box]
  app [label="Clinician app"]
  subgraph cluster_case {
    label = "Pump case";
    fw [label="Firmware\\nv2"]
    log
  }
  app -> fw [label="order (BLE)"]
  fw -> log [dir=both]
}
`;
    assert.deepEqual(shown("pump.dot", text), {
      elements: [
        ["app", "Clinician app", "component", []],
        ["fw", "Firmware v2 ⟦Firmware\\nv2⟧", "component", ["cluster_case"]],
        ["log", "log", "component", ["cluster_case"]],
      ],
      flows: [
        ["order (BLE)", "BLE ⟦order (BLE)⟧", ["cluster_case"]],
        [undefined, undefined, []],
      ],
      ends: [
        ["app", "fw"],
        ["fw", "log"],
      ],
      boundaries: [["cluster_case", "Pump case", ""]],
    });
  });
});

describe("a Mermaid file", () => {
  it("keeps which subgraph stands in which", () => {
    const text = "flowchart LR\n  subgraph Ward\n    subgraph Case\n      fw[Firmware]\n    end\n  end\n";
    assert.deepEqual(shown("ward.mmd", text), {
      elements: [["fw", "Firmware", "component", ["Case", "Ward"]]],
      boundaries: [
        ["Ward", "Ward", ""],
        ["Case", "Case", "Ward"],
      ],
    });
  });

  it("is read behind comments and front matter", () => {
    const text =
      "---\ntitle: Ward\n---\n%% drawn in May\nflowchart LR\n  subgraph Case\n    fw[Firmware]\n  end\n  app[App] -->|BLE| fw\n";
    assert.deepEqual(shown("ward.mmd", text), {
      elements: [
        ["fw", "Firmware", "component", ["Case"]],
        ["app", "App", "component", []],
      ],
      flows: [["BLE", "BLE", ["Case"]]],
      ends: [["app", "fw"]],
      boundaries: [["Case", "Case", ""]],
    });
  });
});
