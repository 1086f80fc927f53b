import assert from "node:assert/strict";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import type { Role } from "../../lib/model/vocabulary.ts";
import { fileOf } from "../guidance/caseRun.ts";

const HEADINGS = {
  "premarket-view-global-system": ["Global System View", "3.1 Global system view", "System context diagram"],
  "premarket-view-multi-patient": ["Multi-Patient Harm View", "Multipatient harm", "Harm to multiple patients"],
  "premarket-view-updatability": [
    "Updateability/Patchability View",
    "Updatability and Patchability View",
    "Patchability",
    "Software update architecture",
  ],
  "premarket-view-use-cases": ["Security Use Case View(s)", "Security use cases", "Use case views"],
} as const;

async function verdictOf(requirement: string, text: string, role: Role = "architecture-views") {
  const assessment = await checkSubmission([fileOf("views.md", text, [role])], {
    today: "2026-11-01",
    only: [requirement],
    everythingApplies: true,
  });
  assert.deepEqual(assessment.troubles, []);
  return assessment.settled.find((one) => one.requirement.id === requirement)?.verdict;
}

describe("an architecture view", () => {
  for (const [requirement, headings] of Object.entries(HEADINGS)) {
    for (const heading of headings) {
      it(`is recognised as "${heading}"`, async () =>
        assert.equal(await verdictOf(requirement, `# Security architecture\n\n## ${heading}\n\nText.\n`), "met"));
    }
  }

  it("may be a document of its own", async () =>
    assert.equal(await verdictOf("premarket-view-updatability", "# Updatability view\n\nText.\n"), "met"));

  for (const sentence of [
    "The multi-patient harm view is combined with the global system view.",
    "A multi-patient harm view is not applicable, because each programmer reaches one implant.",
    "Multi-patient harm is covered in section 4 of the threat model.",
  ]) {
    it(`may be left out with "${sentence}"`, async () =>
      assert.equal(
        await verdictOf(
          "premarket-view-multi-patient",
          `# Security architecture\n\n## Global system view\n\n${sentence}\n`,
        ),
        "met",
      ));
  }

  for (const sentence of [
    "The multi-patient harm view will follow.",
    "Multi-patient harm was discussed in the workshop.",
  ]) {
    it(`is not left out with "${sentence}"`, async () =>
      assert.equal(
        await verdictOf(
          "premarket-view-multi-patient",
          `# Security architecture\n\n## Global system view\n\n${sentence}\n`,
        ),
        "not met",
      ));
  }

  it("is not asked of a threat model that holds none and is checked alone", async () =>
    assert.equal(
      await verdictOf("premarket-view-multi-patient", "# Threat model\n\n## Threats\n\nText.\n", "threat-model"),
      "not evaluated",
    ));
});
