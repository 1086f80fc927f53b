import assert from "node:assert/strict";
import type { Finding } from "../../lib/model/assessment.ts";
import type { Requirement } from "../../lib/model/guidance.ts";
import { groupCounts, grouped, groupSummary, largeGroups, MANY } from "../../lib/report/groups.ts";

const requirement = (id: string) => ({ id, title: "Every component has a version" }) as Requirement;
const VERSION = requirement("version");
const SUPPLIER = requirement("supplier");

function findings(count: number, part: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: count }, (_, at) => {
    const subject = part.subject ?? `part-${at}@1`;
    const whole = {
      requirement: VERSION,
      path: "bom.json",
      severity: "warning",
      span: { start: at, end: at },
      ...part,
    };
    return { ...whole, subject, message: subject, related: [], fingerprint: subject } as Finding;
  });
}

const mixed = (...subjects: readonly [string, number][]) =>
  subjects.flatMap(([subject, count]) => findings(count, { subject }));

describe("groups of findings", () => {
  it("begin beyond twenty of one requirement", () => {
    assert.deepEqual(largeGroups(findings(MANY)), []);
    assert.equal(largeGroups(findings(MANY + 1))[0]?.findings.length, MANY + 1);
  });

  it("never mix files, requirements or severities", () => {
    const half = findings(15);
    for (const part of [{ path: "b.json" }, { requirement: SUPPLIER }, { severity: "error" as const }]) {
      assert.deepEqual(largeGroups([...half, ...findings(15, part)]), [], JSON.stringify(part));
    }
  });

  it("stand where their first finding is, hold all of theirs, and leave the others in their order", () => {
    const [many, few] = [findings(25), findings(3, { requirement: SUPPLIER })];
    const all = [...few.slice(0, 1), ...many.slice(0, 10), ...few.slice(1), ...many.slice(10)];
    const shown = grouped(all);
    assert.deepEqual(
      shown.map((one) => (one.kind === "finding" ? one.finding : one.group.findings)),
      [few[0], many, few[1], few[2]],
    );
  });

  it("are counted by ecosystem, most first, with those that have no package URL", () => {
    const [group] = largeGroups(mixed(["pkg:maven/org.x/y@1", 3], ["pkg:npm/%40a/b@2", 20], ["zlib@1.3", 2]));
    assert.ok(group);
    assert.equal(groupCounts(group), "By ecosystem: npm 20, maven 3, no purl 2.");
    assert.equal(
      groupSummary(group),
      "Not met at 25 places: Every component has a version. By ecosystem: npm 20, maven 3, no purl 2.",
    );
  });

  it("are counted by supplier where at least half name one", () => {
    const suppliers = ["Acme", "Initech"].flatMap((supplier, at) => findings(at + 12, { supplier }));
    const [group] = largeGroups([...suppliers, ...findings(3)]);
    assert.ok(group);
    assert.equal(groupCounts(group), "By supplier: Initech 13, Acme 12, no supplier 3.");
    const [other] = largeGroups([...findings(12, { supplier: "Acme" }), ...mixed(["pkg:npm/a@1", 13])]);
    assert.ok(other);
    assert.equal(groupCounts(other), "By ecosystem: npm 13, no purl 12.");
  });

  it("add up the names beyond the first few", () => {
    const [group] = largeGroups(["a", "b", "c", "d", "e", "f", "g"].flatMap((one) => mixed([`pkg:${one}/x@1`, 4])));
    assert.ok(group);
    assert.equal(groupCounts(group), "By ecosystem: a 4, b 4, c 4, d 4, e 4, 2 others 8.");
  });

  it("say nothing of whose they are where nobody knows", () => {
    const [group] = largeGroups(findings(1234));
    assert.ok(group);
    assert.equal(groupSummary(group), "Not met at 1,234 places: Every component has a version.");
  });
});
