import type { Gap, Outcome, Trouble } from "../model/assessment.ts";
import type { CheckSpec, Requirement } from "../model/guidance.ts";
import type { Submission, SubmissionDocument } from "../model/submissionSet.ts";
import { agrees } from "./agrees.ts";
import { answeredProbe } from "./answered.ts";
import { any } from "./any.ts";
import { COLLECTIONS, sbomOf } from "./collections.ts";
import { covers } from "./covers.ts";
import { eachProbe } from "./each.ts";
import { IdTable } from "./idTable.ts";
import { present } from "./present.ts";
import { type CheckInput, notEvaluated, type Observation, type Probe, type Walked } from "./probe.ts";
import { refersProbe } from "./refers.ts";
import { supportJoin, tablesIn, withSupport } from "./supportJoin.ts";
import { table } from "./table.ts";
import { threats } from "./threats.ts";
import { isLearning } from "./together.ts";
import { topic } from "./topic.ts";
import { trace } from "./trace.ts";
import { valueProbe } from "./value.ts";
import { variedProbe } from "./varied.ts";
import { views } from "./views.ts";
import { writing } from "./writing/writing.ts";

/** A requirement that applies, on its way through the check stage. */
interface Running {
  readonly input: CheckInput;
  probe?: Probe;
  observation?: Observation;
}

/**
 * Stage 4: holds the submission against requirements that apply. A check that throws is reported, its requirement is not evaluated, and the rest goes on.
 */
export function runChecks(
  requirements: readonly Requirement[],
  submission: Submission,
): { outcomes: Outcome[]; troubles: Trouble[] } {
  const troubles: Trouble[] = [];
  const running = requirements.map((requirement) => start(requirement, submission, troubles));
  for (const document of submission.documents) walkDocument(document, running, { submission, troubles });
  return { outcomes: running.map((one) => outcomeOf(one, troubles)), troubles };
}

function start(requirement: Requirement, submission: Submission, troubles: Trouble[]): Running {
  const owed = submission.documents.filter((document) =>
    document.roles.some((role) => requirement.owedBy.includes(role)),
  );
  const running: Running = { input: { requirement, owed, submission } };
  if (!requirement.check) return running;
  if (owed.length === 0 && !("present" in requirement.check)) {
    running.observation = notEvaluated(whyNobodyOwes(requirement, submission));
    return running;
  }
  guard(running, troubles, () => Object.assign(running, begin(requirement.check as CheckSpec, running.input)));
  return running;
}

/** Starts a check: those that look at elements give a probe, the others are done at once. */
function begin(check: CheckSpec, input: CheckInput): { probe?: Probe; observation?: Observation } {
  if ("any" in check) return { observation: any(check, input) };
  if ("varied" in check) return { probe: variedProbe(check, input) };
  if ("has" in check) return { probe: eachProbe(check, input) };
  if ("value" in check) return { probe: valueProbe(check, input) };
  if ("refers" in check) return { probe: refersProbe(check, input) };
  if ("answered" in check) return { probe: answeredProbe(check, input) };
  if ("present" in check) return { observation: present(check, input) };
  if ("agrees" in check) return { observation: agrees(check, input) };
  if ("topic" in check) return { observation: topic(check, input) };
  if ("view" in check) return { observation: views(check, input) };
  if ("covers" in check) return { observation: covers(check, input) };
  if ("threats" in check) return { observation: threats(check, input) };
  if ("trace" in check) return { observation: trace(check, input) };
  if ("writing" in check) return { observation: writing(check, input) };
  return { observation: table(check, input) };
}

function walkDocument(
  document: SubmissionDocument,
  running: readonly Running[],
  { submission, troubles }: { readonly submission: Submission; readonly troubles: Trouble[] },
): void {
  const here = running.filter((one) => one.probe && one.input.owed.includes(document));
  const ids = new IdTable();
  for (const one of here) guard(one, troubles, () => one.probe?.begin?.(document, ids));
  const walk = (walked: Walked, items: () => Iterable<unknown>) => {
    const asking = here.filter((one) => one.probe?.walks.includes(walked));
    if (asking.length === 0) return;
    for (const element of items()) {
      for (const one of asking) {
        try {
          one.probe?.visit(document, element, walked, ids);
        } catch (error) {
          crashed(one, troubles, error);
        }
      }
    }
  };
  const support = supportJoin(submission);
  for (const [name, access] of Object.entries(COLLECTIONS))
    walk(name as Walked, () => {
      const items = access.items(document.file);
      return name === "sbom.component" && support ? withSupport(items, support) : items;
    });
  walk("sbom.dependency", () => sbomOf(document.file)?.dependencies ?? []);
  for (const one of here) {
    guard(one, troubles, () => one.probe?.finish?.(document, ids));
    // A huge file shows only while it is walked that an element is broken; what was counted until then is no verdict.
    if (!document.file.readable) one.observation = notEvaluated(`${document.path} could not be read to its end.`);
  }
}

function guard(running: Running, troubles: Trouble[], step: () => void): void {
  try {
    step();
  } catch (error) {
    crashed(running, troubles, error);
  }
}

function crashed(running: Running, troubles: Trouble[], error: unknown): void {
  const { id } = running.input.requirement;
  const said = error instanceof Error ? error.message : String(error);
  running.probe = undefined;
  running.observation = notEvaluated(`Its check crashed: ${said}`);
  troubles.push({
    message: `The check of ${id} crashed (${said}); it is not evaluated, and this is a fault of Premarket worth reporting.`,
  });
}

function outcomeOf(running: Running, troubles: Trouble[]): Outcome {
  const { requirement, submission, owed } = running.input;
  if (!requirement.check) {
    // Without a premarket.yaml the documents that would answer are simply not part of the run, so there is nothing to review.
    if (!submission.configured && owed.length === 0) {
      return empty(requirement, "not evaluated", whyNobodyOwes(requirement, submission));
    }
    return {
      requirement,
      state: "needs review",
      reason: requirement.ask?.question ?? "",
      met: 0,
      total: 0,
      evidence: [],
      gaps: [],
    };
  }
  guard(running, troubles, () => {
    running.observation ??= running.probe?.observation();
  });
  const observation = running.observation ?? notEvaluated("Nothing was looked at.");
  const { met, total, evidence, gaps } = observation;
  if (observation.notEvaluated !== undefined) return empty(requirement, "not evaluated", observation.notEvaluated);
  if (observation.notApplicable !== undefined && isAddendumAlone(running.input)) {
    return empty(requirement, "not evaluated", "The SBOM that the support data belong to is not part of the run.");
  }
  if (observation.notApplicable !== undefined) return empty(requirement, "not applicable", observation.notApplicable);
  const elsewhere = gaps.length > 0 ? answeredElsewhere(requirement, submission) : undefined;
  if (elsewhere !== undefined) return empty(requirement, "not evaluated", elsewhere);
  if (observation.forReview && gaps.length === 0) {
    return { requirement, state: "needs review", reason: WORDS_ONLY, met: 0, total: 0, evidence, gaps: [] };
  }
  return { requirement, state: "evaluated", reason: "", met, total, evidence, gaps: marked(gaps, submission) };
}

const WORDS_ONLY = "The documents speak of all of it; whether what they say is enough is for a person.";

function empty(requirement: Requirement, state: Outcome["state"], reason: string): Outcome {
  return { requirement, state, reason, met: 0, total: 0, evidence: [], gaps: [] };
}

/** Says of gaps in learning material and templates that they are. */
function marked(gaps: readonly Gap[], { documents, configured }: Submission): readonly Gap[] {
  const learning = new Set(documents.filter((one) => isLearning(one, configured)).map(({ path }) => path));
  return learning.size === 0 ? gaps : gaps.map((gap) => (learning.has(gap.path) ? { ...gap, learning: true } : gap));
}

/** Support data may stand in an addendum; where that cannot be joined, its absence from the SBOM proves nothing. */
function answeredElsewhere({ owedBy }: Requirement, submission: Submission): string | undefined {
  if (!owedBy.includes("component-support")) return undefined;
  const closed = submission.documents.find(
    (document) =>
      document.roles.includes("component-support") && !sbomOf(document.file) && tablesIn(document).length === 0,
  );
  const path = closed?.path ?? submission.unreadRoles.get("component-support");
  return path && `Part of the answer may stand in ${path}, which has no table that can be joined with the SBOM.`;
}

/** What SBOM and addendum owe together cannot be told from an addendum alone; what any document may owe can. */
function isAddendumAlone({ requirement: { owedBy }, owed }: CheckInput): boolean {
  const theirs = owedBy.every((role) => role === "component-support" || role === "sbom");
  return theirs && owedBy.includes("component-support") && !owed.some((document) => sbomOf(document.file));
}

function whyNobodyOwes(requirement: Requirement, submission: Submission): string {
  const roles = requirement.owedBy.join(", ");
  const unread = requirement.owedBy.map((role) => submission.unreadRoles.get(role)).find((path) => path !== undefined);
  if (unread !== undefined) return `${unread} is listed for it but could not be read.`;
  if (!submission.configured) return `No file of the run has a role that owes it (${roles}).`;
  return `No document of the submission has a role that owes it (${roles}).`;
}
