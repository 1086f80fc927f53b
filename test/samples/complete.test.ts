import { deepEqual, equal, ok } from "node:assert/strict";
import type { Assessment } from "../../lib/index.ts";
import { checkSample } from "./readSample.ts";

/** So many requirements can be settled by machine for this submission; fewer means that checks went silent. */
const SETTLED_BY_MACHINE = 45;

describe("samples/infusion-pump", () => {
  let assessment: Assessment;

  before(async () => {
    assessment = await checkSample("samples/infusion-pump");
  });

  it("has no finding and no trouble", () => {
    deepEqual(
      assessment.findings.map((finding) => `${finding.requirement.id} ${finding.path} ${finding.message}`),
      [],
    );
    deepEqual(assessment.troubles, []);
  });

  it("leaves no requirement unmet, in part or in whole", () => {
    const open = assessment.settled.filter(({ verdict }) => verdict === "not met" || verdict === "partly met");
    deepEqual(
      open.map(({ requirement, verdict }) => `${requirement.id} ${verdict}`),
      [],
    );
  });

  it("has no finding as the record of a marketed device either", async () => {
    const { findings, settled } = await checkSample("samples/infusion-pump", "postmarket");
    deepEqual(
      findings.map((finding) => `${finding.requirement.id} ${finding.path} ${finding.message}`),
      [],
    );
    const decided = settled.find(({ requirement }) => requirement.id === "pm2016-binary-decision");
    equal(decided?.verdict, "met");
  });

  it("shows evidence for every requirement that is met", () => {
    const met = assessment.settled.filter(({ verdict }) => verdict === "met");
    ok(met.length >= SETTLED_BY_MACHINE, `${met.length} met`);
    for (const { requirement, evidence } of met) ok(evidence.length > 0, requirement.id);
  });

  it("is held against its own day and read in full", () => {
    equal(assessment.asOf, "2026-11-01");
    deepEqual(
      assessment.files
        .filter(({ state }) => state !== "read" && state !== "not part of the submission")
        .map(({ path }) => path),
      [],
    );
  });
});

describe("samples/infusion-pump under the profiles that are chosen by name", () => {
  for (const profile of [
    "infusion-pump",
    "mobile-companion",
    "postmarket",
    "investigational",
    "cisa-2026",
    "framing-3",
  ]) {
    it(`has no finding under ${profile}`, async () => {
      const { findings, settled } = await checkSample("samples/infusion-pump", profile);
      deepEqual(
        findings.map((finding) => `${finding.requirement.id} ${finding.path} ${finding.message}`),
        [],
      );
      ok(settled.length > 0);
    });
  }
});

describe("silence in samples/infusion-pump", () => {
  it("has its own reason for each requirement of writing that nothing is about", async () => {
    const { settled } = await checkSample("samples/infusion-pump");
    const silent = settled.filter(
      ({ requirement, verdict }) => requirement.source === "premarket-practice" && verdict === "not applicable",
    );
    ok(silent.length > 0);
    for (const { requirement, reason } of silent) ok(!/SBOM|support data/.test(reason), `${requirement.id}: ${reason}`);
  });
});
