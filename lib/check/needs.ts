import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { ThreatAspect } from "../model/threatModel.ts";
import type { CollectionAccess } from "./collectionAccess.ts";
import { threatModelOf } from "./threatFacts.ts";

/** Notes the formats that have no place for what a check asks, so that silence is not taken for a gap. */
export class Needs {
  readonly #needs: readonly ThreatAspect[] | undefined;
  readonly #access: CollectionAccess<unknown>;
  readonly mute = new Set<string>();

  constructor(needs: readonly ThreatAspect[] | undefined, access: CollectionAccess<unknown>) {
    this.#needs = needs;
    this.#access = access;
  }

  /** Notes the formats of models that could not even hold the elements that are asked about. */
  noteModels(documents: readonly SubmissionDocument[]): void {
    for (const { file } of documents) {
      const model = threatModelOf(file);
      if (model && this.#needs?.some((aspect) => !model.expresses.has(aspect))) this.mute.add(file.format);
    }
  }

  /** True when the element's format cannot say it. */
  lacking(element: unknown, document: SubmissionDocument): boolean {
    if (!this.#needs || !this.#access.lacks?.(element, this.#needs)) return false;
    this.mute.add(document.file.format);
    return true;
  }
}

/** The reason why nothing was looked at. */
export function cannotExpress(formats: ReadonlySet<string>): string {
  return `${[...formats].sort().join(" and ")} cannot express it.`;
}
