import assert from "node:assert/strict";
import { applicability, cyberDevice } from "../../lib/guidance/applicability.ts";
import type { Requirement } from "../../lib/model/guidance.ts";
import { ABSENT } from "../../lib/model/stated.ts";
import type { SubmissionConfig } from "../../lib/model/submission.ts";
import type { Characteristic, Pathway } from "../../lib/model/vocabulary.ts";

function device(characteristics: Characteristic[], pathway: Pathway = "510k", declared?: boolean): SubmissionConfig {
  const span = { start: 0, end: 0 };
  return {
    device: {
      characteristics,
      cyberDevice: declared === undefined ? ABSENT : { state: "given", value: declared, span },
    },
    pathway: { state: "given", value: pathway, span },
  } as unknown as SubmissionConfig;
}

const statute = { applies: ["cyber-device", "statute-pathway"] } as unknown as Requirement;

describe("524B applies", () => {
  it("to a networked device on a 510(k)", () => {
    assert.equal(applicability(statute, device(["software", "networked"])).applies, "yes");
  });
  it("not to an investigational device exemption, and says so", () => {
    const result = applicability(statute, device(["software", "networked"], "ide"));
    assert.equal(result.applies, "no");
    assert.match(result.reason, /524B\(a\)/);
  });
  it("not to a device that cannot connect", () => {
    assert.equal(applicability(statute, device(["software"])).applies, "no");
  });
  it("as the maker says when the maker says", () => {
    assert.equal(cyberDevice(device(["software"], "510k", true)).is, true);
    assert.equal(cyberDevice(device(["software", "wifi"], "510k", false)).is, false);
  });
  it("is not known without a premarket.yaml", () => {
    assert.equal(applicability(statute, undefined).applies, "unknown");
  });
});

describe("a requirement of the Enhanced documentation level", () => {
  const requirement = { applies: ["off-the-shelf-software", "enhanced-documentation"] } as unknown as Requirement;
  const at = (level: string | undefined, characteristics: Characteristic[] = ["off-the-shelf-software"]) => {
    const config = device(characteristics);
    const documentationLevel =
      level === undefined ? ABSENT : { state: "given", value: level, span: { start: 0, end: 1 } };
    return applicability(requirement, {
      ...config,
      device: { ...config.device, documentationLevel },
    } as SubmissionConfig);
  };
  it("applies where the level is stated so", () => assert.equal(at("enhanced").applies, "yes"));
  it("does not apply at the Basic level", () => assert.equal(at("basic").applies, "no"));
  it("is open where no level is stated", () => {
    assert.deepEqual(at(undefined), {
      applies: "unknown",
      reason: "It applies where the documentation level is Enhanced; premarket.yaml gives no `documentation-level`.",
    });
  });
  it("does not apply where another condition fails", () => assert.equal(at(undefined, ["software"]).applies, "no"));
});
