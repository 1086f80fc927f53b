import { equal } from "node:assert/strict";
import { checkSubmission, type SourceFile } from "../../lib/index.ts";

async function profileFor(submission: string): Promise<string> {
  const text = `device:\n  name: Meridian IV\nsubmission:\n${submission}documents: []\n`;
  const file: SourceFile = {
    path: "premarket.yaml",
    roles: [],
    named: false,
    text: async () => text,
    sha256: async () => "",
  };
  return (await checkSubmission([file], { today: "2026-11-25" })).profile.name;
}

describe("the profile of a submission", () => {
  it("is of the edition under which the submission was planned", async () => {
    equal(await profileFor("  pathway: 510k\n  planned: 2024-05-01\n"), "premarket-2023");
    equal(await profileFor("  pathway: 510k\n  planned: 2025-06-27\n"), "premarket-2025");
    equal(await profileFor("  pathway: 510k\n  planned: 2026-02-03\n"), "premarket");
    equal(await profileFor("  pathway: 510k\n"), "premarket");
  });

  it("is that of an IDE whatever the day", async () => {
    equal(await profileFor("  pathway: ide\n  planned: 2024-05-01\n"), "investigational");
  });
});
