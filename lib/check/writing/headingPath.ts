import type { Section } from "../../model/prose.ts";

/** Where a section stands, as the headings down to it; the identity of what is said about it. */
export function headingPath(section: Section): string {
  return [...section.path, section.heading].filter((heading) => heading !== "").join(" > ");
}
