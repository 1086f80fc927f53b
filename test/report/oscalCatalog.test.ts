import assert from "node:assert/strict";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import { controlId, oscalCatalog, oscalProfile, oscalUuid } from "../../lib/report/oscalCatalog.ts";
import { oscalSchemas, oscalValidator } from "./oscalSchema.ts";

interface Control {
  readonly id: string;
  readonly props: readonly { readonly name: string; readonly value: string }[];
}

const catalog = oscalCatalog(catalogue()) as {
  readonly catalog: { readonly groups: readonly { readonly controls?: readonly Control[] }[] };
};
const controls = catalog.catalog.groups.flatMap((group) => group.controls ?? []);

describe("guidance as OSCAL", () => {
  it("has a control for every requirement, under its own id", () => {
    const labels = controls.map(({ props }) => props.find(({ name }) => name === "label")?.value);
    assert.deepEqual(
      labels,
      catalogue().sources.flatMap((source) => source.requirements.map(({ id }) => id)),
    );
    assert.equal(new Set(controls.map(({ id }) => id)).size, controls.length);
  });

  it("selects in each profile only controls that the catalog has", () => {
    const known = new Set(controls.map(({ id }) => id));
    for (const profile of catalogue().profiles) {
      const made = oscalProfile(profile, catalogue()) as {
        readonly profile: { readonly imports: readonly { "include-controls": readonly { "with-ids": string[] }[] }[] };
      };
      const ids = made.profile.imports.flatMap((one) => one["include-controls"].flatMap((list) => list["with-ids"]));
      assert.ok(ids.length > 0, profile.name);
      for (const id of ids) assert.ok(known.has(id), id);
    }
  });

  it("gives the same UUID for the same name and another for another", () => {
    assert.equal(oscalUuid("a"), oscalUuid("a"));
    assert.notEqual(oscalUuid("a"), oscalUuid("b"));
    assert.match(oscalUuid("a"), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("makes ids begin with a letter", () => assert.equal(controlId("524b-plan"), "section-524b-plan"));

  // The schemas are NIST's and lie beside a checkout at most; the name says when nothing was validated.
  if (oscalSchemas === undefined)
    it("OSCAL WAS NOT VALIDATED: no copy of NIST's schemas (PREMARKET_SCHEMAS)", () => {});
  else
    it("is valid against NIST's schemas of OSCAL 1.0.4", () => {
      const validCatalog = oscalValidator("catalog");
      assert.ok(validCatalog(catalog), JSON.stringify(validCatalog.errors?.slice(0, 3)));
      const validProfile = oscalValidator("profile");
      for (const profile of catalogue().profiles) {
        assert.ok(validProfile(oscalProfile(profile, catalogue())), JSON.stringify(validProfile.errors?.slice(0, 3)));
      }
    });
});
