import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folders = [process.env.PREMARKET_SCHEMAS ?? "", join(root, "..", "shared", "schemas")];

/** The folder with NIST's OSCAL 1.0.4 schemas, which this project does not carry; undefined where there is none. */
export const oscalSchemas = folders.find((folder) => existsSync(join(folder, "oscal_catalog_schema.json")));

/** Validates against one of NIST's schemas. @param model `catalog`, `profile`, `assessment-results` or `poam` */
export function oscalValidator(model: string): ValidateFunction {
  const schema = JSON.parse(readFileSync(join(oscalSchemas ?? "", `oscal_${model}_schema.json`), "utf8"));
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(schema);
}
