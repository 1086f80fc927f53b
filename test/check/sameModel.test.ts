import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import type { Settled } from "../../lib/model/assessment.ts";
import { fileOf } from "../guidance/caseRun.ts";
import { line, rectangle, tm7 } from "../read/tm7Fixture.ts";

const FOLDER = join(import.meta.dirname, "sameModel");
const text = (name: string) => readFileSync(join(FOLDER, name), "utf8");

/** What each requirement comes out as for the same pump in every format that can say what is asked. */
const VERDICTS = {
  "premarket-threat-model-assets": "met",
  "premarket-threat-model-assumptions": "met",
  "premarket-trust-boundaries": "met",
  "premarket-user-roles": "met",
  "premarket-elements-covered": "met",
  "premarket-stride-categories": "partly met",
  "premarket-threats-named": "met",
  "premarket-threats-triaged": "met",
  "premarket-threats-settled": "partly met",
  "premarket-threats-mitigated": "met",
  "premarket-threats-justified": "not met",
  "premarket-threats-own-words": "met",
  "premarket-flow-protocol": "met",
  "premarket-flow-version": "not met",
  "premarket-flow-encryption": "met",
  "premarket-flow-authentication": "met",
  "premarket-hostile-network": "needs review",
  "premarket-ots-entry-points": "not met",
} as const;

type Id = keyof typeof VERDICTS;

const FLOWS: readonly Id[] = [
  "premarket-flow-protocol",
  "premarket-flow-version",
  "premarket-flow-encryption",
  "premarket-flow-authentication",
];

interface Told {
  readonly format: string;
  readonly file: string;
  readonly text: string;
  /** What the format has no place for. */
  readonly cannot: readonly Id[];
}

const FORMATS: readonly Told[] = [
  { format: "Markdown", file: "ward.md", text: text("ward.md"), cannot: [] },
  {
    format: "Threat Dragon",
    file: "ward.json",
    text: text("ward.json"),
    cannot: ["premarket-threat-model-assets", "premarket-threat-model-assumptions", "premarket-flow-authentication"],
  },
  {
    format: "Microsoft TMT",
    file: "ward.tm7",
    text: asTm7(),
    cannot: ["premarket-threat-model-assets"],
  },
  {
    format: "OTM",
    file: "ward.otm.yaml",
    text: text("ward.otm.yaml"),
    cannot: ["premarket-threat-model-assumptions", "premarket-user-roles", "premarket-threats-justified", ...FLOWS],
  },
  {
    format: "Threagile",
    file: "threagile.yaml",
    text: text("threagile.yaml"),
    cannot: ["premarket-threat-model-assumptions", "premarket-flow-version"],
  },
  {
    format: "Threat Composer",
    file: "ward.tc.json",
    text: text("ward.tc.json"),
    cannot: ["premarket-trust-boundaries", "premarket-user-roles", "premarket-elements-covered", ...FLOWS],
  },
];

describe("the same threat model in six formats", () => {
  for (const told of FORMATS) {
    describe(told.format, () => {
      let settled: ReadonlyMap<string, Settled>;

      before(async () => {
        const assessment = await checkSubmission([fileOf(told.file, told.text, ["threat-model"])], {
          today: "2026-11-01",
          only: Object.keys(VERDICTS),
          everythingApplies: true,
        });
        assert.deepEqual(assessment.troubles, []);
        assert.equal(assessment.files[0]?.format, told.format);
        settled = new Map(assessment.settled.map((one) => [one.requirement.id, one]));
      });

      for (const [id, verdict] of Object.entries(VERDICTS) as [Id, string][]) {
        if (told.cannot.includes(id)) {
          it(`${id}: not evaluated, because the format cannot say it`, () => {
            assert.equal(settled.get(id)?.verdict, "not evaluated");
            assert.match(settled.get(id)?.reason ?? "", /cannot express it\.$/);
          });
        } else {
          it(`${id}: ${verdict}`, () => assert.equal(settled.get(id)?.verdict, verdict, settled.get(id)?.reason));
        }
      }
    });
  }
});

/** The model as Microsoft's tool would write it. */
function asTm7(): string {
  const question = ["Not Selected", "No", "Yes"] as const;
  const named = (name: string) =>
    [
      ["header", name],
      ["text", "Name", name],
    ] as const;
  const analysed = "2026-05-01T09:00:00";
  return tm7({
    meta: {
      ThreatModelName: "Ward pump",
      Owner: "Product Security",
      Assumptions: "The ward network is hostile.",
      HighLevelSystemDescription: "STRIDE was chosen because the system is small.",
    },
    borders: [
      {
        guid: "nurse",
        generic: "GE.EI",
        type: "StencilRectangle",
        properties: named("Nurse"),
        geometry: rectangle(0, 0, 80, 80),
      },
      {
        guid: "server",
        generic: "GE.P",
        type: "StencilEllipse",
        properties: named("Order server"),
        geometry: rectangle(0, 200, 80, 80),
      },
      {
        guid: "firmware",
        generic: "GE.P",
        type: "StencilEllipse",
        properties: named("Firmware"),
        geometry: rectangle(320, 120, 60, 60),
      },
      {
        guid: "housing",
        generic: "GE.TB.B",
        type: "BorderBoundary",
        properties: named("Pump housing"),
        geometry: rectangle(280, 60, 200, 300),
      },
    ],
    lines: [
      {
        guid: "orders",
        generic: "GE.DF",
        type: "Connector",
        properties: [
          ["header", "HTTPS"],
          ["text", "Name", "Orders over HTTPS"],
          ["list", "authenticatesSource", question, 2],
          ["list", "authenticatesDestination", question, 2],
          ["list", "providesConfidentiality", question, 2],
        ],
        geometry: line([80, 240, 200, 200, 320, 150], ["server", "firmware"]),
      },
    ],
    threats: [
      {
        id: 1,
        state: "Mitigated",
        modified: analysed,
        on: ["server", "orders", "firmware"],
        properties: {
          Title: "Forged order",
          UserThreatCategory: "Spoofing",
          UserThreatDescription: "Somebody on the ward sends an order.",
          StateInformation: "Orders are signed by the server.",
        },
      },
      {
        id: 2,
        state: "NotApplicable",
        modified: analysed,
        on: ["server", "orders", "firmware"],
        properties: {
          Title: "Jammed radio",
          UserThreatCategory: "Denial Of Service",
          UserThreatDescription: "The radio is jammed.",
          StateInformation: "",
        },
      },
      {
        id: 3,
        state: "NeedsInvestigation",
        modified: analysed,
        on: ["server", "orders", "firmware"],
        properties: {
          Title: "Altered library",
          UserThreatCategory: "Tampering",
          UserThreatDescription: "Dose limits are raised.",
          StateInformation: "",
        },
      },
    ],
  });
}
