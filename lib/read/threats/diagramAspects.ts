import type { ThreatAspect } from "../../model/threatModel.ts";

/** What a drawing can say: what there is, what flows, and by which protocol as far as a label names it. */
export const DIAGRAM_ASPECTS: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>([
  "actors",
  "elements",
  "flows",
  "boundaries",
  "flow-protocol",
]);
