import { runChecks } from "../check/runChecks.ts";
import { type Catalogue, catalogue as ownCatalogue } from "../guidance/catalogue.ts";
import type { Assessment } from "../model/assessment.ts";
import type { SourceFile } from "../model/sourceFile.ts";
import { assess } from "./assess.ts";
import { gather } from "./gather.ts";
import { parseAll } from "./parseAll.ts";
import { readAll } from "./readAll.ts";
import type { ReadCache } from "./readCache.ts";
import { selectRequirements } from "./selectRequirements.ts";

/** What a host may decide about a run. */
export interface CheckOptions {
  /** Today as the host knows it, `YYYY-MM-DD`; used when neither option nor `premarket.yaml` says what day to compare with. */
  readonly today: string;
  /** The day that everything is compared with, instead of `premarket.yaml`'s. */
  readonly asOf?: string;
  /** A profile's name, instead of the one that follows from `premarket.yaml`. */
  readonly profile?: string;
  /** Only these requirements. */
  readonly only?: readonly string[];
  /** Takes every condition of `applies` to hold; for the examples of a single requirement. */
  readonly everythingApplies?: boolean;
  readonly cache?: ReadCache;
  /** SHA-256 of a text's UTF-8 bytes as lower-case hex, where the host has a faster one than ours. */
  readonly sha256?: (text: string) => string;
  /** Guidance other than Premarket's own. */
  readonly catalogue?: Catalogue;
}

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
  return assess({ catalogue, read, selected, checked, sha256: options.sha256 });
}
