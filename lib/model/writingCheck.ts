/** A document is finished, agrees with itself and leads its readers where it says. */
export interface WritingCheck {
  readonly writing:
    | "left-open"
    | "empty-sections"
    | "open-tasks"
    | "links"
    | "severity-times"
    | "unmeasured-times"
    | "versions"
    | "empty-cells"
    | "editions";
}
