import { deepEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Assessment } from "../../lib/index.ts";
import { listed } from "./listed.ts";
import { checkSample } from "./readSample.ts";

const SAMPLES = [
  { name: "mobile-app-update", profile: "mobile-companion", met: 70 },
  { name: "implant-programmer", profile: "premarket", met: 80 },
];

for (const { name, profile, met } of SAMPLES) {
  describe(`samples/${name}`, () => {
    let assessment: Assessment;

    before(async () => {
      assessment = await checkSample(`samples/${name}`);
    });

    it("has exactly the findings of the list, each on its text", () => {
      const expected = readFileSync(join(import.meta.dirname, `${name}-findings.tsv`), "utf8");
      deepEqual(listed(assessment).sort(), expected.trimEnd().split("\n").sort());
    });

    it("has its findings named in its README, and no others", () => {
      const readme = readFileSync(join(import.meta.dirname, `../../samples/${name}/README.md`), "utf8");
      const found = new Set(assessment.findings.map(({ requirement }) => requirement.id));
      const announced = [...readme.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, id]) => id ?? "");
      deepEqual(announced.sort(), [...found].sort());
    });

    it("is read in full and held against its profile", () => {
      deepEqual(assessment.troubles, []);
      deepEqual(assessment.profile.name, profile);
      deepEqual(
        assessment.files
          .filter(({ state }) => state !== "read" && state !== "not part of the submission")
          .map(({ path }) => path),
        [],
      );
    });

    it("has what its documents say settled by machine", () => {
      const settled = assessment.settled.filter(({ verdict }) => verdict === "met");
      ok(settled.length >= met, `${settled.length} met`);
      for (const { requirement, evidence } of settled) ok(evidence.length > 0, requirement.id);
    });
  });
}
