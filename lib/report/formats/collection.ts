import type { Assessment } from "../../model/assessment.ts";
import { jsonPieces } from "../json.ts";

/** A part of many submissions that one machine checked, of how many parts. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** Assessments of several submissions as one JSON object: `shard` and `assessments`, each as `--format json` prints it. */
export function* collectionPieces(assessments: readonly Assessment[], shard: Shard): Generator<string> {
  yield `{"shard":${JSON.stringify(shard)},"assessments":[`;
  let before = "\n";
  for (const assessment of assessments) {
    yield before;
    yield* jsonPieces(assessment);
    before = ",";
  }
  yield "]}\n";
}
