import type { Catalogue } from "../guidance/catalogue.ts";
import type { ReadCache } from "./readCache.ts";

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
  /** Takes no notice of waivers, so that everything shows. */
  readonly noWaivers?: boolean;
  /** Takes no notice of the baseline, so that every finding counts. */
  readonly noBaseline?: boolean;
  readonly cache?: ReadCache;
  /** SHA-256 of a text's UTF-8 bytes as lower-case hex, where the host has a faster one than ours. */
  readonly sha256?: (text: string) => string;
  /** Guidance other than Premarket's own. */
  readonly catalogue?: Catalogue;
}
