import assert from "node:assert/strict";
import { catalogue, isInProfile } from "../../lib/guidance/catalogue.ts";

describe("entries of a profile", () => {
  const guidance = catalogue();
  const idsOf = (name: string) => {
    const profile = guidance.profiles.find((one) => one.name === name);
    assert.ok(profile);
    const entries = guidance.sources.flatMap((source) => source.requirements);
    return entries.filter((entry) => isInProfile(entry, profile)).map(({ id }) => id);
  };

  it("a premarket submission is held against what the postmarket guidance asks of a plan, and not against records of marketed devices", () => {
    const ids = idsOf("premarket");
    assert.ok(ids.includes("pm2016-plan-elements"));
    assert.ok(ids.includes("524b-plan"));
    assert.ok(!ids.includes("pm2016-notice-time"));
    assert.ok(!ids.includes("pm2016-periodic-report-content"));
  });

  it("puts none of its questions before release", () => {
    const asked = idsOf("premarket").filter((id) => id.startsWith("pm2016-") && guidance.requirement(id)?.ask);
    assert.deepEqual(asked, []);
  });

  it("postmarket has all of the guidance", () => {
    const ids = new Set(idsOf("postmarket"));
    for (const { id } of guidance.source("fda-postmarket-2016")?.requirements ?? []) assert.ok(ids.has(id), id);
  });
});
