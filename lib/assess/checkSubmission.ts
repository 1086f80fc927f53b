import { runChecks } from "../check/runChecks.ts";
import { catalogue as ownCatalogue } from "../guidance/catalogue.ts";
import type { Assessment } from "../model/assessment.ts";
import type { SourceFile } from "../model/sourceFile.ts";
import { assess } from "./assess.ts";
import type { CheckOptions } from "./checkOptions.ts";
import { gather } from "./gather.ts";
import { parseAll } from "./parseAll.ts";
import { readAll } from "./readAll.ts";
import { selectRequirements } from "./selectRequirements.ts";

/**
 * The whole way from files to an assessment: take the texts, parse them, read what they say, choose the requirements that apply, check, assess.
 * Nothing is thrown for a bad file or a crashed check; both are `troubles` of the assessment.
 * @param files the documents and, where there is one, the `premarket.yaml` that names them
 */
export async function checkSubmission(files: readonly SourceFile[], options: CheckOptions): Promise<Assessment> {
  const catalogue = options.catalogue ?? ownCatalogue();
  const gathered = await gather(files);
  const parsed = parseAll(gathered, options.cache);
  const read = readAll(parsed, options);
  const selected = selectRequirements(catalogue, read.submission, options);
  const checked = runChecks(selected.applying, read.submission);
  const assessment = await assess({ catalogue, read, selected, checked, options });
  for (const { text } of gathered) if (typeof text !== "string") text.close?.();
  return assessment;
}
