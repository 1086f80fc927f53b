import type { Gap } from "../model/assessment.ts";
import type { Span } from "../model/span.ts";

/** UTF-16 units of the covered text that are part of a fingerprint. */
export const EXCERPT_UNITS = 500;

/** A gap whose places are worked out, while the element that they lie in is at hand: the file may be too big to be held. */
export function fixedGap(gap: Gap): Gap {
  return {
    ...gap,
    span: fixed(gap.span),
    related: gap.related.map((one) => ({ ...one, span: fixed(one.span) })),
    element: gap.element && fixed(gap.element),
    excerpt: gap.excerpt ?? gap.span.excerpt?.(EXCERPT_UNITS),
  };
}

function fixed({ start, end }: Span): Span {
  return { start, end };
}
