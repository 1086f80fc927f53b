import assert from "node:assert/strict";
import { isoDay } from "../../lib/check/isoDay.ts";
import { VALUE_RULES } from "../../lib/check/valueRules.ts";
import type { ValueRule } from "../../lib/model/guidance.ts";
import type { Component } from "../../lib/model/sbom.ts";
import { ABSENT, type Stated } from "../../lib/model/stated.ts";
import type { SubmissionConfig } from "../../lib/model/submission.ts";
import type { Submission } from "../../lib/model/submissionSet.ts";

const span = { start: 0, end: 0 };
const given = (value: string): Stated<string> => ({ state: "given", value, span });
const config = { device: { supportEnds: given("2036-12-31") } } as unknown as SubmissionConfig;
const submission: Submission = {
  configured: true,
  config,
  configFile: undefined,
  documents: [],
  unreadRoles: new Map(),
  asOf: "2026-11-01",
};

function judge(rule: ValueRule, value: unknown, element: Partial<Component> = {}): string {
  const judgement = VALUE_RULES[rule]({ value, span, element, submission });
  return typeof judgement === "string" ? judgement : "wrong";
}

describe("exact-version", () => {
  for (const version of [
    "1.2.3",
    "3.0.15",
    "2024.06",
    "r5p1",
    "1:2.36-9+deb12u7",
    "5.0.2~rc1",
    "v1.2.3-4-gabcdef0",
    "FreeRTOS V10.5.1",
    "0.13c",
  ]) {
    it(`takes ${version}`, () => assert.equal(judge("exact-version", version), "right"));
  }
  for (const version of [
    "latest",
    "^1.2.0",
    "~1.2",
    ">=1.2",
    "1.x",
    "*",
    "[1.0,2.0)",
    "1.2 - 1.4",
    "0.0.0",
    "1.0 || 2.0",
    "main",
  ]) {
    it(`refuses ${version}`, () => assert.equal(judge("exact-version", version), "wrong"));
  }

  it("takes 0.0.0 where a package URL and a hash say that it was published so", () => {
    const purl = given("pkg:npm/ast-transform@0.0.0");
    const hashes: Component["hashes"] = { state: "given", value: [], span };
    assert.equal(judge("exact-version", "0.0.0", { purl, hashes }), "right");
    assert.equal(judge("exact-version", "0.0.0", { purl, hashes: ABSENT }), "wrong");
    assert.equal(judge("exact-version", "latest", { purl, hashes }), "wrong");
  });
});

describe("isoDay", () => {
  it("takes dates and timestamps", () => {
    assert.equal(isoDay("2029-06-30"), "2029-06-30");
    assert.equal(isoDay("2029-06-30T00:00:00Z"), "2029-06-30");
  });
  it("refuses what names no real day or leaves doubt", () => {
    for (const text of ["2029-02-30", "06/07/29", "30.06.2029", "June 2029", "2029", "Until hardware support ends"]) {
      assert.equal(isoDay(text), undefined, text);
    }
  });
});

describe("dates against the day of the run", () => {
  it("tells support that is over from support that goes on", () => {
    assert.equal(judge("support-not-over", "2026-10-31"), "wrong");
    assert.equal(judge("support-not-over", "2026-11-01"), "right");
    assert.equal(judge("support-not-over", "some day"), "not judged");
  });
  it("compares with the device's own support, but says nothing of support that is over already", () => {
    assert.equal(judge("support-covers-device", "2031-01-01"), "wrong");
    assert.equal(judge("support-covers-device", "2036-12-31"), "right");
    assert.equal(judge("support-covers-device", "2020-01-01"), "not judged");
  });
  it("finds 'actively maintained' beside an end in the past", () => {
    const support = (end: string) => ({
      support: {
        level: ABSENT,
        end: given(end),
        endOfLife: ABSENT,
        justification: ABSENT,
        levelJustification: ABSENT,
        endJustification: ABSENT,
        plan: ABSENT,
        assessed: ABSENT,
        otherEnds: [],
      },
    });
    assert.equal(judge("support-level-agrees", "actively maintained", support("2023-09-11")), "wrong");
    assert.equal(judge("support-level-agrees", "actively maintained", support("2029-09-11")), "right");
    assert.equal(judge("support-level-agrees", "no longer maintained", support("2023-09-11")), "not judged");
  });
});

describe("identifiers", () => {
  it("reads package URLs", () => {
    assert.equal(judge("valid-purl", "pkg:npm/left-pad@1.3.0"), "right");
    assert.equal(judge("valid-purl", "npm/left-pad@1.3.0"), "wrong");
    assert.equal(judge("valid-purl", "pkg:npm"), "wrong");
  });
  it("compares the version of a package URL with the component's, distribution revisions aside", () => {
    assert.equal(judge("purl-agrees", "pkg:npm/left-pad@1.3.0", { version: given("1.2.9") }), "wrong");
    assert.equal(judge("purl-agrees", "pkg:npm/left-pad@1.3.0", { version: given("1.3.0") }), "right");
    assert.equal(judge("purl-agrees", "pkg:golang/x/net@v0.20.0", { version: given("0.20.0") }), "right");
    assert.equal(
      judge("purl-agrees", "pkg:deb/debian/openssl@3.0.15-1~deb12u1", { version: given("3.0.15") }),
      "right",
    );
    assert.equal(judge("purl-agrees", "pkg:npm/left-pad", { version: given("1.3.0") }), "not judged");
  });
  it("reads CPE names of both bindings", () => {
    assert.equal(judge("valid-cpe", "cpe:2.3:a:openssl:openssl:3.0.15:*:*:*:*:*:*:*"), "right");
    assert.equal(judge("valid-cpe", "cpe:/a:openssl:openssl:3.0.15"), "right");
    assert.equal(judge("valid-cpe", "cpe:2.3:a:openssl:openssl:3.0.15"), "wrong");
    assert.equal(judge("valid-cpe", "openssl 3.0.15"), "wrong");
  });
});

describe("hashes", () => {
  const hash = (algorithm: string, content: string) => [{ algorithm, content, span }];
  it("counts the digits", () => {
    assert.equal(judge("hash-length", hash("SHA-256", "a".repeat(64))), "right");
    assert.equal(judge("hash-length", hash("SHA256", "a".repeat(63))), "wrong");
    assert.equal(judge("hash-length", hash("SHA-1", "z".repeat(40))), "wrong");
    assert.equal(judge("hash-length", hash("Streebog-256", "a")), "right");
  });
});
