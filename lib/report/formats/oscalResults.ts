import { joinPath } from "../../assess/joinPath.ts";
import type { Assessment, Evidence, Settled } from "../../model/assessment.ts";
import type { Verdict } from "../../model/vocabulary.ts";
import { grouped, groupSummary } from "../groups.ts";
import { controlId, OSCAL_VERSION, oscalUuid, ours } from "../oscalCatalog.ts";
import { type Places, placesOf } from "../placesOf.ts";
import { uriOf } from "../sarif.ts";
import { DISCLAIMER } from "../summary.ts";
import { oneLine } from "./oneLine.ts";

/** Verdicts that OSCAL can say; the others would claim that something was looked at. */
const STATES: Readonly<Partial<Record<Verdict, "satisfied" | "not-satisfied">>> = {
  met: "satisfied",
  "partly met": "not-satisfied",
  "not met": "not-satisfied",
  waived: "not-satisfied",
};

/**
 * The assessment as OSCAL assessment results: an observation a finding (or large group), a finding a requirement that was evaluated. What was not
 * evaluated, does not apply or waits for a person stands neither among the findings nor among the reviewed controls. Nothing is said of risks
 * or attested. Times are those of the day that everything is compared with, so that the same input gives the same bytes.
 */
export function* oscalPieces(assessment: Assessment): Generator<string> {
  yield `${JSON.stringify(oscalResults(assessment), undefined, 2)}\n`;
}

export function oscalResults(assessment: Assessment): object {
  const key = `results ${assessment.asOf} ${assessment.files.map(({ path, sha256 }) => `${path} ${sha256}`).join(" ")}`;
  const said: Saying = { assessment, places: placesOf(assessment), time: oscalTime(assessment), key };
  const evaluated = assessment.settled.filter(({ verdict }) => STATES[verdict] !== undefined);
  const observed = new Map(evaluated.map((one) => [one.requirement.id, observationsOf(one, said)]));
  const observations = [...observed.values()].flat();
  const findings = evaluated.map((one) => findingOf(one, observed.get(one.requirement.id) ?? [], said));
  const plan = oscalUuid(`${key} plan`);
  return {
    "assessment-results": {
      uuid: oscalUuid(key),
      metadata: oscalMetadata("Premarket: review of cybersecurity documents", said),
      "import-ap": { href: `#${plan}` },
      results: [
        {
          uuid: oscalUuid(`${key} result`),
          title: `Profile ${assessment.profile.name}`,
          description: `${DISCLAIMER} Profile ${assessment.profile.name}: ${assessment.profile.reason}.`,
          start: said.time,
          "reviewed-controls": reviewedControls(evaluated),
          ...(observations.length > 0 && { observations }),
          ...(findings.length > 0 && { findings }),
        },
      ],
      "back-matter": { resources: [planResource(plan), ...inputs(said)] },
    },
  };
}

/** What every part of the document is written with. */
export interface Saying {
  readonly assessment: Assessment;
  readonly places: Places;
  readonly time: string;
  /** Names the run; every UUID follows from it. */
  readonly key: string;
}

export function oscalTime({ asOf }: Assessment): string {
  return `${asOf}T00:00:00Z`;
}

export function oscalMetadata(title: string, { assessment, time }: Pick<Saying, "assessment" | "time">) {
  const { tool, guidance } = assessment;
  return {
    title,
    "last-modified": time,
    version: tool.version,
    "oscal-version": OSCAL_VERSION,
    ...(guidance.length > 0 && {
      props: guidance.map(({ source, hash }) => ours("guidance", `${source.id} ${source.date} sha256:${hash}`)),
    }),
    remarks: DISCLAIMER,
  };
}

function reviewedControls(evaluated: readonly Settled[]) {
  const ids = evaluated.map(({ requirement }) => ({ "control-id": controlId(requirement.id) }));
  const description = "The requirements that could be evaluated; all others are left out on purpose.";
  return { "control-selections": [{ description, ...(ids.length > 0 && { "include-controls": ids }) }] };
}

interface Observation {
  readonly uuid: string;
  readonly [member: string]: unknown;
}

function observationsOf(settled: Settled, said: Saying): Observation[] {
  const { assessment, key } = said;
  const { id } = settled.requirement;
  const own = assessment.findings.filter(({ requirement }) => requirement.id === id);
  const open = grouped(own).map((one, at) => {
    const findings = one.kind === "finding" ? [one.finding] : one.group.findings;
    const message = one.kind === "finding" ? one.finding.message : groupSummary(one.group);
    const known = findings.every((finding) => finding.known);
    return observation(`${key} ${id} ${findings[0]?.fingerprint} ${at}`, { message, said, known, places: findings });
  });
  const waived = assessment.waived
    .filter(({ finding }) => finding.requirement.id === id)
    .map(({ finding, waiver }, at) => {
      const message = `${finding.message} Waived: ${waiver.reason}`;
      return observation(`${key} ${id} waived ${finding.fingerprint} ${at}`, { message, said, places: [finding] });
    });
  const seen = settled.evidence.map((one, at) =>
    observation(`${key} ${id} evidence ${at}`, { message: one.says || "Evidence.", said, places: [one] }),
  );
  return [...open, ...waived, ...seen];
}

function observation(
  name: string,
  {
    message,
    said,
    known,
    places,
  }: { message: string; said: Saying; known?: boolean; places: readonly Pick<Evidence, "path" | "span">[] },
): Observation {
  return {
    uuid: oscalUuid(name),
    description: oneLine(message),
    ...(known && { props: [ours("baseline", "known")] }),
    methods: ["EXAMINE"],
    types: ["discovery"],
    "relevant-evidence": places.map(({ path, span }) => {
      const { line, column } = said.places.range(path, span).start;
      return { href: `${uriOf(path)}#L${line}`, description: `${path}, line ${line}, column ${column}` };
    }),
    collected: said.time,
  };
}

function findingOf(
  { requirement, verdict, met, total, waived }: Settled,
  observed: readonly Observation[],
  said: Saying,
) {
  const state = STATES[verdict];
  return {
    uuid: oscalUuid(`${said.key} finding ${requirement.id}`),
    title: requirement.title,
    description: `${verdict}: ${met} of ${total}${waived > 0 ? `, ${waived} waived` : ""}. ${requirement.why}`,
    props: [ours("verdict", verdict), ours("strength", requirement.strength)],
    target: {
      type: "statement-id",
      "target-id": `${controlId(requirement.id)}_smt`,
      status: { state, reason: state === "satisfied" ? "pass" : verdict === "waived" ? "other" : "fail" },
    },
    ...(observed.length > 0 && { "related-observations": observed.map(({ uuid }) => ({ "observation-uuid": uuid })) }),
  };
}

function planResource(uuid: string) {
  return {
    uuid,
    title: "Automated review by Premarket",
    description:
      "There is no assessment plan of its own: Premarket held the documents against the requirements of its catalog that apply. `premarket guidance` lists them.",
  };
}

/** The inputs with their hashes. */
function inputs({ assessment, key }: Saying) {
  return assessment.files
    .filter(({ sha256 }) => sha256 !== "")
    .map(({ path, sha256 }) => ({
      uuid: oscalUuid(`${key} file ${path}`),
      title: path,
      rlinks: [{ href: uriOf(joinPath([], path)), hashes: [{ algorithm: "SHA-256", value: sha256 }] }],
    }));
}
