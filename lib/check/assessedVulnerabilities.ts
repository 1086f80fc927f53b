import type { ScanFinding } from "../model/scan.ts";
import type { Span } from "../model/span.ts";
import type { Vulnerability } from "../model/vex.ts";
import { valueOr, vexOf } from "./collections.ts";
import { type CheckInput, notEvaluated, type Probe, Tally } from "./probe.ts";
import { idsOf, VulnerabilityAnswers } from "./vulnerabilityAnswers.ts";

/** A vulnerability that somebody has to have judged. */
interface Asked {
  readonly ids: readonly string[];
  readonly path: string;
  readonly anchor: Span;
  /** The component that it was found in; empty where that is not known. */
  readonly component: string;
  count: number;
}

/** Rules of code analysers stand in SARIF beside vulnerabilities and are no matter of an assessment of known ones. */
const VULNERABILITY_ID = /^(?:CVE-\d|GHSA-)/i;

/**
 * Every vulnerability that a scanner found (`scan`), or that an SBOM lists without an analysis of its own (`sbom`), is in the VEX or in the
 * assessment. A vulnerability is asked for once per document, however many components have it.
 */
export function assessedVulnerabilities(input: CheckInput, of: "scan" | "sbom"): Probe {
  const answers = new VulnerabilityAnswers();
  const asked = new Map<string, Asked>();
  const ask = (one: Omit<Asked, "count">) => {
    const [first] = one.ids;
    if (first === undefined) return;
    const key = `${one.path}\n${first}`;
    const before = asked.get(key);
    if (before) before.count++;
    else asked.set(key, { ...one, count: 1 });
  };
  return {
    walks: of === "scan" ? ["scan.finding", "vex.statement"] : ["sbom.vulnerability", "vex.statement"],
    begin: (document) => answers.add(document),
    visit(document, element, walked) {
      const { path } = document;
      if (walked === "vex.statement") answers.addStatement(document, element as Vulnerability);
      else if (walked === "scan.finding") {
        const finding = element as ScanFinding;
        const ids = idsOf(finding);
        const isSarif = document.file.format === "SARIF";
        if (isSarif && !ids.some((id) => VULNERABILITY_ID.test(id))) return;
        ask({ ids, path, anchor: finding.anchor, component: valueOr(finding.component, "") });
      } else if (!vexOf(document.file)) {
        // A file that judges some of its vulnerabilities is asked for the others as a VEX.
        ask({ ids: idsOf(element as Vulnerability), path, anchor: (element as Vulnerability).anchor, component: "" });
      }
    },
    observation() {
      const unread = ["vulnerability-assessment", "vex"] as const;
      const closed = unread.map((role) => input.submission.unreadRoles.get(role)).find((path) => path !== undefined);
      if (asked.size > 0 && closed !== undefined) {
        return notEvaluated(`${closed} may hold the answer but could not be read.`);
      }
      if (asked.size > 0 && answers.documents === 0) {
        return notEvaluated(
          "No VEX and no vulnerability assessment is part of the run, so there is nothing to look in.",
        );
      }
      const tally = new Tally();
      for (const one of asked.values()) judge(one, answers, tally);
      return tally.observation(
        of === "scan"
          ? "No scanner result with a vulnerability is part of the run."
          : "No SBOM lists a vulnerability that it does not judge itself.",
      );
    },
  };
}

function judge({ ids, path, anchor, component, count }: Asked, answers: VulnerabilityAnswers, tally: Tally): void {
  const vulnerability = ids[0] ?? "";
  const answer = answers.statements(ids)[0] ?? answers.text(ids);
  if (answer) {
    if (tally.pass()) tally.show({ path: answer.path, span: answer.span, says: `${vulnerability} is dealt with here` });
    return;
  }
  const more = count > 1 ? ` and ${count - 1} more` : "";
  const where = component === "" ? "" : ` (${component}${more})`;
  const data = { vulnerability: `${vulnerability}${where}`, component, document: path };
  tally.fail({ path, span: anchor, subject: vulnerability, data, related: [] });
}
