import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";

/**
 * A finding that somebody accepts, as it is written down in `premarket-waivers.yaml` or in a comment. It is anchored to what the finding is
 * about (requirement and subject, or the section, row or element that a comment stands at), never to a line or a message.
 */
export interface Waiver {
  /** Id of the requirement as written; nobody has looked yet whether there is one. */
  readonly requirement: string;
  /** Domain identities as findings have them (purl, `name@version`, CVE, threat id, role). Empty in a comment, which has a scope instead. */
  readonly subjects: readonly string[];
  /** Path of the document as written, relative to `premarket.yaml`; undefined means any. */
  readonly document: string | undefined;
  /** What a comment covers in its own file: the element below it, its table row, or its section with all sections in it. */
  readonly scope: Span | undefined;
  readonly reason: Stated<string>;
  /** Who accepts the finding. A comment need not say, because its document has an author. */
  readonly by: Stated<string>;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly until: Stated<string>;
  /** Where the waiver itself is shown: the id of its requirement. */
  readonly anchor: Span;
}

/** What `premarket-waivers.yaml` says. */
export interface WaiverFile {
  readonly kind: "waivers";
  readonly format: "premarket-waivers.yaml";
  readonly anchor: Span;
  readonly waivers: readonly Waiver[];
}
