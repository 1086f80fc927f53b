import { OWN_SOURCE } from "../../guidance/ownRules.ts";
import type { Assessment, Finding, Settled } from "../../model/assessment.ts";
import type { Severity } from "../../model/vocabulary.ts";
import { grouped, groupSummary } from "../groups.ts";
import { type Places, placesOf } from "../placesOf.ts";
import { troubleLine } from "../pretty.ts";
import { DISCLAIMER } from "../summary.ts";
import { countingFindings } from "./countingFindings.ts";
import { oneLine } from "./oneLine.ts";

const RANK: Readonly<Record<Severity, number>> = { error: 2, warning: 1, information: 0 };

/** What may be said about a test case; at most one of them. */
interface Case {
  readonly name: string;
  readonly failure?: { readonly severity: Severity; readonly text: string };
  readonly skipped?: string;
  readonly error?: string;
}

/**
 * A JUnit report: a suite a source, a case a requirement. A case fails when it has a finding at or above `failOn`, so that the platform's
 * colour agrees with the exit code; what is not evaluated, not applicable, waived, for a person to judge or below that severity is skipped with its reason, never passed.
 */
export function* junitPieces(assessment: Assessment, failOn: Severity | "never" = "error"): Generator<string> {
  const places = placesOf(assessment);
  const byRequirement = new Map<string, Finding[]>();
  for (const finding of countingFindings(assessment)) {
    const list = byRequirement.get(finding.requirement.id);
    if (list) list.push(finding);
    else byRequirement.set(finding.requirement.id, [finding]);
  }
  const caseOf = (one: Settled) => settledCase(one, byRequirement.get(one.requirement.id) ?? [], { places, failOn });
  const suites = assessment.guidance.map(({ source }) => ({
    name: source.id,
    cases: assessment.settled.filter(({ requirement }) => requirement.source === source.id).map(caseOf),
  }));
  suites.push({ name: "premarket", cases: ownCases(assessment, byRequirement, { places, failOn }) });
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="premarket">\n';
  yield `  <!-- ${DISCLAIMER} -->\n`;
  for (const { name, cases } of suites) {
    const count = (of: "failure" | "skipped" | "error") => cases.filter((one) => one[of] !== undefined).length;
    yield `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${count("failure")}" errors="${count("error")}" skipped="${count("skipped")}" time="0">\n`;
    for (const one of cases) yield caseText(one, name);
    yield "  </testsuite>\n";
  }
  yield "</testsuites>\n";
}

interface Telling {
  readonly places: Places;
  readonly failOn: Severity | "never";
}

function settledCase(
  { requirement, verdict, reason, waived }: Settled,
  findings: readonly Finding[],
  telling: Telling,
): Case {
  const name = `${requirement.id}: ${requirement.title}`;
  if (findings.length > 0) return { name, ...told(findings, telling) };
  if (verdict === "met") return { name };
  const why = verdict === "waived" ? `${waived} waived` : reason;
  return { name, skipped: why === "" ? verdict : `${verdict}: ${why}` };
}

function told(findings: readonly Finding[], { places, failOn }: Telling): Pick<Case, "failure" | "skipped"> {
  const text = grouped(findings)
    .map((one) =>
      one.kind === "finding"
        ? findingLine(one.finding, places)
        : groupLines(one.group.findings, groupSummary(one.group), places),
    )
    .join("\n");
  const severity = findings.reduce<Severity>(
    (worst, one) => (RANK[one.severity] > RANK[worst] ? one.severity : worst),
    "information",
  );
  const fails = failOn !== "never" && RANK[severity] >= RANK[failOn];
  return fails ? { failure: { severity, text } } : { skipped: `not met, below the severity that fails: ${text}` };
}

function findingLine({ path, span, severity, message }: Finding, places: Places): string {
  const { line, column } = places.range(path, span).start;
  return `${path}:${line}:${column} ${severity}: ${oneLine(message)}`;
}

function groupLines(findings: readonly Finding[], summary: string, places: Places): string {
  const [first] = findings;
  return first ? `${findingLine({ ...first, message: summary }, places)}` : summary;
}

/** What is wrong with the run itself, with waivers and with the baseline. */
function ownCases(assessment: Assessment, byRequirement: ReadonlyMap<string, Finding[]>, telling: Telling): Case[] {
  const troubles = assessment.troubles.map((one) => troubleLine(one, telling.places));
  const run: Case = {
    name: "Everything that was asked for could be checked",
    ...(troubles.length > 0 && { error: troubles.join("\n") }),
  };
  const rules = OWN_SOURCE.requirements.flatMap(({ id, title }) => {
    const findings = byRequirement.get(id) ?? [];
    return findings.length === 0 ? [] : [{ name: `${id}: ${title}`, ...told(findings, telling) }];
  });
  return [run, ...rules];
}

function caseText({ name, failure, skipped, error }: Case, suite: string): string {
  const open = `    <testcase name="${xml(name)}" classname="${xml(suite)}" time="0"`;
  if (failure) {
    const [first = ""] = failure.text.split("\n");
    return `${open}>\n      <failure type="${failure.severity}" message="${xml(first)}">${xml(failure.text)}</failure>\n    </testcase>\n`;
  }
  if (error !== undefined)
    return `${open}>\n      <error type="trouble" message="${xml(error.split("\n")[0] ?? "")}">${xml(error)}</error>\n    </testcase>\n`;
  if (skipped !== undefined) return `${open}>\n      <skipped message="${xml(oneLine(skipped))}"/>\n    </testcase>\n`;
  return `${open}/>\n`;
}

/** Everything that XML 1.0 cannot hold, lone surrogates among it. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function xml(text: string): string {
  return text
    .replace(NOT_XML, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}
