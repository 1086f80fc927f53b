import type { Component } from "../model/sbom.ts";
import { clearDay } from "./isoDay.ts";
import type { Judged, Judgement } from "./judged.ts";

/** Words that say that somebody still looks after a component; the list of levels is open (FDA 2026-02-03, V.A.4(b), "e.g."). */
const MAINTAINED = /^(actively[ -]maintained|active|maintained|supported|support|lts|security only|limited ?support)$/i;

/** Words that say that nobody does. */
const UNMAINTAINED =
  /^(no[ -]longer[ -](?:maintained|supported)|unmaintained|unsupported|not (?:maintained|supported)|end[ -]?of[ -]?support|eos|eol|end[ -]?of[ -]?life|deprecated|archived|no[ -]?support|abandoned|orphaned|discontinued|inactive)$/i;

/** Words that stand under "level of support" and say something else. */
const NO_LEVEL =
  /^(yes|no|true|false|y|n|ok|pass|fail|x|high|medium|low|critical|open[ -]source|oss|foss|commercial|proprietary|third[ -]party|ots|cots|soup|in[ -]house|internal|level ?\d|\d{1,2})$/i;

/** A date from here on stands for "never" and not for a day that anybody knows. */
const PLACEHOLDER_YEAR = "2100";

export function supportDate({ value }: Judged): Judgement {
  const day = clearDay(String(value));
  if (day === undefined) return { expected: "a date such as 2029-06-30" };
  return day < PLACEHOLDER_YEAR ? "right" : { expected: "a date that somebody can know" };
}

export function supportNotOver({ value, submission }: Judged): Judgement {
  const day = clearDay(String(value));
  if (!day) return "not judged";
  return day >= submission.asOf ? "right" : { expected: `a day not before ${submission.asOf}` };
}

export function supportCoversDevice({ value, submission }: Judged): Judgement {
  const device = submission.config?.device.supportEnds;
  const deviceDay = device?.state === "given" ? clearDay(device.value) : undefined;
  if (!deviceDay) return "not judged";
  const day = clearDay(String(value));
  // Support that is over already is reported by its own requirement; twice would be noise.
  if (!day || day < submission.asOf) return "not judged";
  return day >= deviceDay ? "right" : { expected: deviceDay };
}

/** The end lies at least a year after the day of the assessment; support that is over is another requirement's matter. */
export function supportNotNear({ value, submission }: Judged): Judgement {
  const day = clearDay(String(value));
  if (!day || day < submission.asOf) return "not judged";
  const inAYear = `${Number(submission.asOf.slice(0, 4)) + 1}${submission.asOf.slice(4)}`;
  return day >= inAYear ? "right" : { expected: inAYear };
}

export function supportLevelAgrees({ value, element, submission }: Judged): Judgement {
  const { end } = (element as Component).support;
  const day = end.state === "given" ? clearDay(end.value) : undefined;
  const level = String(value).trim();
  if (!day || end.state !== "given") return "not judged";
  if (!MAINTAINED.test(level)) return "not judged";
  return day < submission.asOf ? { expected: end.value, related: [end] } : "right";
}

/** Somebody who says that nobody looks after a component says what will be done; where the date is in the past, another requirement asks. */
export function unmaintained({ value, element, submission }: Judged): Judgement {
  if (!UNMAINTAINED.test(String(value).trim())) return "not judged";
  const { end } = (element as Component).support;
  const day = end.state === "given" ? clearDay(end.value) : undefined;
  return day !== undefined && day < submission.asOf ? "not judged" : { expected: "a plan" };
}

export function levelTells({ value }: Judged): Judgement {
  return NO_LEVEL.test(String(value).trim()) ? { expected: "how it is maintained" } : "right";
}

/** Names of dates that may well differ from the end of support itself. */
const OTHER_DATES = /security|guarantee|extended|valid/i;

/** Every place that states the end of support states the same day. */
export function supportDatesAgree({ value, element, via }: Judged): Judgement {
  const { otherEnds } = (element as Component).support;
  const day = clearDay(String(value));
  if (otherEnds.length === 0 || !day || OTHER_DATES.test(via ?? "")) return "not judged";
  const other = otherEnds.find((end) => {
    const otherDay = clearDay(end.value);
    return otherDay !== undefined && otherDay !== day && !OTHER_DATES.test(end.via ?? "");
  });
  return other ? { expected: other.value, related: [other] } : "right";
}

/** A claim on support that was looked up more than a year before the day of the assessment. */
export function supportAssessedLately({ value, submission }: Judged): Judgement {
  const day = clearDay(String(value));
  if (!day) return "not judged";
  const aYearAgo = `${Number(submission.asOf.slice(0, 4)) - 1}${submission.asOf.slice(4)}`;
  return day >= aYearAgo ? "right" : { expected: aYearAgo };
}
