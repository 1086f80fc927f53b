import assert from "node:assert/strict";
import type { Support } from "../../lib/model/sbom.ts";
import type { Stated } from "../../lib/model/stated.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { readCycloneDx } from "../../lib/read/sbom/readCycloneDx.ts";
import { readSpdx2 } from "../../lib/read/sbom/readSpdx2.ts";

function line(text: string, stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  const place = `⟦${text.slice(stated.span.start, stated.span.end)}⟧`;
  return stated.state === "unknown" ? `unknown ${place}` : `${stated.value} ${place} via ${stated.via}`;
}

/** What a support record says besides "absent". */
function facts(text: string, support: Support): Record<string, string> {
  const { level, end, endOfLife, justification, plan } = support;
  const all = { level, end, endOfLife, justification, plan };
  return Object.fromEntries(
    Object.entries(all)
      .filter(([, stated]) => stated.state !== "absent")
      .map(([name, stated]) => [name, line(text, stated)]),
  );
}

function cycloneDx(...properties: readonly (readonly [string, string])[]): Record<string, string> {
  const list = properties.map(([name, value]) => ({ name, value }));
  const text = JSON.stringify({ bomFormat: "CycloneDX", components: [{ name: "x", properties: list }] });
  const [one] = readCycloneDx(parseJson(text)).components;
  assert.ok(one);
  return facts(text, one.support);
}

function spdx(members: object): Record<string, string> {
  const text = JSON.stringify({ spdxVersion: "SPDX-2.3", packages: [{ SPDXID: "SPDXRef-x", name: "x", ...members }] });
  const [one] = readSpdx2(parseJson(text)).components;
  assert.ok(one);
  return facts(text, one.support);
}

describe("support data of a CycloneDX component", () => {
  const levels = [
    "cdx:fda:level-of-support",
    "reliza:support:levelOfSupport",
    "reliza:support:status",
    "cdx:cle:supportStatus",
    "Level of Support",
    "supportLevel",
    "support_level",
    "medical:supportLevel",
    "acme.support-level",
    "acme:support:level",
  ];
  for (const name of levels) {
    it(`gives the level of support under \`${name}\``, () => {
      assert.deepEqual(cycloneDx([name, "abandoned"]), { level: `abandoned ⟦abandoned⟧ via ${name}` });
    });
  }

  const ends = [
    "cdx:lifecycle:milestone:endOfSupport",
    "cdx:fda:end-of-support-date",
    "cdx:cle:endOfSupport",
    "End-of-Support",
    "EOS",
    "endOfSupport",
    "medical:endOfSupport",
    "acme:end_of_support",
    "acme/endOfSupportDate",
  ];
  for (const name of ends) {
    it(`gives the end of support under \`${name}\``, () => {
      assert.deepEqual(cycloneDx([name, "2031-03-31"]), { end: `2031-03-31 ⟦2031-03-31⟧ via ${name}` });
    });
  }

  for (const name of ["cdx:lifecycle:milestone:endOfLife", "cdx:fda:end-of-life-date", "eol"]) {
    it(`does not take the end of life under \`${name}\` for the end of support`, () => {
      assert.deepEqual(cycloneDx([name, "2031-03-31"]), { endOfLife: `2031-03-31 ⟦2031-03-31⟧ via ${name}` });
    });
  }

  it("gives the reason after the name of the property that it excuses", () => {
    assert.deepEqual(cycloneDx(["cdx:fda:justification", "cdx:fda:end-of-support-date: the project states none"]), {
      justification:
        "the project states none ⟦cdx:fda:end-of-support-date: the project states none⟧ via cdx:fda:justification",
    });
    assert.deepEqual(cycloneDx(["reliza:support:justification", "vendor closed"]), {
      justification: "vendor closed ⟦vendor closed⟧ via reliza:support:justification",
    });
  });

  it("does not take a reason for another matter, or an empty one, for a justification", () => {
    assert.deepEqual(cycloneDx(["cdx:fda:justification", "cdx:fda:source-code-custody: held by the vendor"]), {});
    assert.deepEqual(cycloneDx(["cdx:fda:justification", "cdx:fda:level-of-support: "]), {
      justification: "unknown ⟦cdx:fda:level-of-support: ⟧",
    });
  });

  it("gives the plan to update or replace", () => {
    assert.deepEqual(cycloneDx(["cdx:fda:update-or-replace-plan", "replaced in 3.3"]), {
      plan: "replaced in 3.3 ⟦replaced in 3.3⟧ via cdx:fda:update-or-replace-plan",
    });
  });

  it("takes `unknown` and an empty value for no answer, and a given value over them", () => {
    assert.deepEqual(cycloneDx(["supportLevel", "unknown"]), { level: "unknown ⟦unknown⟧" });
    assert.deepEqual(cycloneDx(["endOfSupport", ""]), { end: 'unknown ⟦""⟧' });
    assert.deepEqual(cycloneDx(["endOfSupport", "TBD"], ["EOS", "2030-01-31"], ["eos", "2029-01-31"]), {
      end: "2030-01-31 ⟦2030-01-31⟧ via EOS",
    });
  });

  it("leaves all other properties alone", () => {
    const others = [
      "cdx:npm:package:path",
      "support",
      "acme:justification",
      "cdx:lifecycle:milestone:generalAvailability",
    ];
    for (const name of [...others, "endOfSupportTeam", "level", "x".repeat(5000)]) {
      assert.deepEqual(cycloneDx([name, "2031-03-31"]), {}, name);
    }
  });
});

describe("support data of an SPDX 2 package", () => {
  it("gives validUntilDate as the end of support", () => {
    assert.deepEqual(spdx({ validUntilDate: "2031-03-31T00:00:00Z" }), {
      end: "2031-03-31T00:00:00Z ⟦2031-03-31T00:00:00Z⟧ via validUntilDate",
    });
  });

  it("gives what annotations and the comment say, on the part of the text that says it", () => {
    const annotations = [
      { annotationType: "OTHER", comment: "cle:supportStatus=active" },
      { annotationType: "OTHER", comment: "cdx:fda:end-of-support-date: 2031-03-31" },
    ];
    const comment = 'Vendored.\nPlan to "replace" it: none yet\nUpdate-or-replace plan: replaced in "3.3"; see CP-12';
    assert.deepEqual(spdx({ annotations, comment }), {
      level: "active ⟦active⟧ via cle:supportStatus",
      end: "2031-03-31 ⟦2031-03-31⟧ via cdx:fda:end-of-support-date",
      plan: 'replaced in "3.3"; see CP-12 ⟦replaced in \\"3.3\\"; see CP-12⟧ via Update-or-replace plan',
    });
  });

  it("gives several facts of one line", () => {
    assert.deepEqual(spdx({ comment: "Support level: active; EOS: 2031-03-31T00:00:00Z" }), {
      level: "active ⟦active⟧ via Support level",
      end: "2031-03-31T00:00:00Z ⟦2031-03-31T00:00:00Z⟧ via EOS",
    });
  });

  it("gives references of the category OTHER", () => {
    const reference = {
      referenceCategory: "OTHER",
      referenceType: "acme:endOfSupport",
      referenceLocator: "2031-03-31",
    };
    assert.deepEqual(spdx({ externalRefs: [reference] }), { end: "2031-03-31 ⟦2031-03-31⟧ via acme:endOfSupport" });
  });

  it("takes stand-ins for no answer", () => {
    assert.deepEqual(spdx({ validUntilDate: "", comment: "support level: unknown" }), {
      end: 'unknown ⟦""⟧',
      level: "unknown ⟦unknown⟧",
    });
  });

  it("finds nothing in ordinary prose", () => {
    const comment =
      "This library is supported by Acme: see https://acme.example/eol?support=level for the end of support.";
    assert.deepEqual(spdx({ comment }), {});
  });
});
