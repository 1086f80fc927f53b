import { type Catalogue, catalogue } from "../guidance/catalogue.ts";
import { guidanceIndex } from "./guidanceIndex.ts";
import { oscalCatalog, oscalProfile } from "./oscalCatalog.ts";
import { requirementPage } from "./requirementPage.ts";
import { assessmentSchema } from "./schema/assessmentSchema.ts";
import { configSchema, reviewsSchema, waiversSchema } from "./schema/configSchemas.ts";

/** Every generated file of `guidance/`: its path there and its text. The index, a page per requirement, OSCAL, and the JSON Schemas. */
export function guidanceFiles(guidance: Catalogue = catalogue()): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  files.set("README.md", guidanceIndex(guidance));
  for (const source of guidance.sources) {
    for (const requirement of source.requirements) {
      const page = requirementPage(requirement, source, guidance.examples(requirement.id), guidance);
      files.set(`requirements/${requirement.id}.md`, page);
    }
  }
  files.set("oscal/catalog.json", json(oscalCatalog(guidance)));
  for (const profile of guidance.profiles) {
    files.set(`oscal/profile-${profile.name}.json`, json(oscalProfile(profile, guidance)));
  }
  files.set("schema/assessment.schema.json", json(assessmentSchema()));
  files.set("schema/premarket.schema.json", json(configSchema(guidance)));
  files.set("schema/premarket-reviews.schema.json", json(reviewsSchema(guidance)));
  files.set("schema/premarket-waivers.schema.json", json(waiversSchema(guidance)));
  return files;
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
