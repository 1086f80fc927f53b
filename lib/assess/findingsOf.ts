import { EXCERPT_UNITS } from "../check/fixedGap.ts";
import type { Finding, Gap, Outcome } from "../model/assessment.ts";
import type { SourceText } from "../model/sourceText.ts";
import type { Severity } from "../model/vocabulary.ts";
import { severityOf } from "./severity.ts";

/** What the words and the fingerprint of a finding are made with. */
export interface Wording {
  /** Text of a file of the run, for the excerpt in the fingerprint. */
  text(path: string): SourceText;
  /** Status of the requirement's source in this run. */
  status(sourceId: string): string;
  /** SHA-256 as hex. */
  hash(text: string): string;
  /** Severity that `premarket.yaml` sets. */
  configured(requirementId: string): Severity | undefined;
}

/** Makes findings of gaps: severity, message, fingerprint. */
export function findingsOf(outcome: Outcome, wording: Wording): Finding[] {
  const { requirement } = outcome;
  const status = wording.status(requirement.source);
  const configured = wording.configured(requirement.id);
  return outcome.gaps.map((gap) => ({
    path: gap.path,
    span: gap.span,
    requirement,
    severity: severityOf(requirement, gap, status, configured),
    message: fill((gap.many !== undefined && requirement.many) || requirement.message, gap),
    subject: gap.subject,
    related: gap.related,
    element: gap.element,
    supplier: gap.supplier,
    fingerprint: wording.hash(`${requirement.id}\n${gap.subject}\n${excerpt(gap, wording)}`),
  }));
}

/** The covered text with white space folded, so that re-indenting a file does not make old findings new. */
function excerpt(gap: Gap, wording: Wording): string {
  const { start, end } = gap.span;
  const covered = gap.excerpt ?? wording.text(gap.path).slice(start, Math.min(end, start + EXCERPT_UNITS));
  return covered.replace(/\s+/g, " ").trim();
}

/** Puts what the check found into the requirement's message. A placeholder that the check does not supply stays visible: it is a fault of ours. */
export function fill(message: string, gap: Pick<Gap, "data">): string {
  const filled = message.replace(/\{([a-z-]+)\}/g, (whole, name: string) => {
    const value = gap.data[name];
    return value === undefined ? whole : shown(value);
  });
  const sentence = filled.replace(/^a(?=n unnamed component| vulnerability without)/, "A");
  const standIn = gap.data["stand-in"];
  // "It has no version" over a text that a person can see needs the word why that text does not count.
  return standIn === undefined ? sentence : `${sentence.replace(/\.$/, "")} ("${shown(standIn)}" is no answer).`;
}

/** Values come from hostile files: one line, of bearable length. */
function shown(value: string): string {
  const line = value.replace(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}
