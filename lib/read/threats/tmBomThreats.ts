import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Mitigation, Threat, ThreatStatus } from "../../model/threatModel.ts";
import { BARE_MITIGATION, BARE_THREAT } from "./bareParts.ts";
import { statedStatus, worstStatus } from "./threatStatus.ts";
import { anchorAt, type ValueView } from "./valueView.ts";

/** What the state of a control says about the threats that it answers. */
const STATUS_OF_CONTROL: Readonly<Record<string, ThreatStatus>> = {
  assumed: "untriaged",
  suggested: "open",
  under_review: "open",
  approved: "open",
  scheduled: "open",
  active: "mitigated",
  wont_do: "accepted",
  retired: "not applicable",
};

/** The threats of a TM-BOM with the controls that answer them and the risks that rate them; a threat itself has no status. */
export function tmBomThreats(root: ValueView): {
  readonly threats: readonly Threat[];
  readonly mitigations: readonly Mitigation[];
} {
  const controls = root.items("controls");
  const risks = root.items("risks");
  return {
    threats: root.items("threats").map((threat, index) => readThreat(threat, index, { controls, risks })),
    mitigations: controls.map((control, index) => ({
      ...BARE_MITIGATION,
      id: control.string("symbolic_name") ?? `control ${index + 1}`,
      text: control.text("title"),
      anchor: anchorAt(control, "title"),
      status: control.text("status"),
    })),
  };
}

function readThreat(
  threat: ValueView,
  index: number,
  { controls, risks }: { readonly controls: readonly ValueView[]; readonly risks: readonly ValueView[] },
): Threat {
  const id = threat.string("symbolic_name") ?? `threat ${index + 1}`;
  const answers = controls.filter((control) => control.strings("threats").includes(id));
  const risk = risks.find((one) => one.strings("threats").includes(id));
  const likelihood = risk?.text("likelihood") ?? ABSENT;
  const level = risk?.text("level") ?? ABSENT;
  return {
    ...BARE_THREAT,
    id,
    title: threat.text("title"),
    anchor: anchorAt(threat, "title"),
    description: threat.textOrAbsent("description"),
    on: threat.strings("components_affected"),
    status: worstStatus(answers.map(statusOf)),
    severity: level.state === "given" ? level : (risk?.text("impact") ?? ABSENT),
    likelihood,
    likelihoodKind: likelihood.state === "given" ? "probability" : "unknown",
    inherentRisk: risk?.text("score") ?? ABSENT,
    mitigation: mitigationOf(answers),
    mitigationRefs: answers.flatMap((control) => control.string("symbolic_name") ?? []),
    references: [
      ...referencesAt(threat.items("attack_mechanisms"), "capec_id", "CAPEC"),
      ...referencesAt(threat.items("weaknesses"), "cwe_id", "CWE"),
    ],
  };
}

function statusOf(control: ValueView): Stated<ThreatStatus> {
  const written = control.text("status");
  const known = written.state === "given" ? STATUS_OF_CONTROL[written.value] : undefined;
  return written.state === "given" && known !== undefined ? { ...written, value: known } : statedStatus(written);
}

function mitigationOf(controls: readonly ValueView[]): Stated<string> {
  const titles = controls.map((control) => control.text("title")).filter((title) => title.state === "given");
  const [first] = titles;
  return first ? { ...first, value: titles.map((title) => title.value).join(" ") } : ABSENT;
}

function referencesAt(list: readonly ValueView[], name: string, taxonomy: string): Threat["references"] {
  return list.flatMap((one) => {
    const id = one.string(name);
    const span = one.get(name)?.spot.inner;
    return id === undefined || !span ? [] : [{ id: /^\d+$/.test(id) ? `${taxonomy}-${id}` : id, span }];
  });
}
