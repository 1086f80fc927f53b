import type { Trouble } from "../model/assessment.ts";
import type { Severity } from "../model/vocabulary.ts";
import type { StatusReport } from "./protocol.ts";
import type { Checked } from "./submissions.ts";

/** How a document came out, for the status item of an editor. */
export function statusOf(checked: Checked): StatusReport {
  if (checked.state === "not checked") {
    const { state, reason, config } = checked;
    return { state, reason, config };
  }
  const { run, path } = checked;
  const { assessment, config } = run;
  const file = assessment.files.find((one) => one.path === path);
  const common = {
    profile: assessment.profile.name,
    profileReason: assessment.profile.reason,
    config,
    asOf: assessment.asOf,
  };
  if (file === undefined || (file.state !== "read" && file.kind !== "submission")) {
    return { state: "not checked", reason: refusal(assessment.troubles, path, file?.state), ...common };
  }
  const own = assessment.findings.filter((finding) => finding.path === path);
  const count = (severity: Severity) => own.filter((finding) => finding.severity === severity).length;
  return {
    state: "checked",
    ...common,
    counts: { error: count("error"), warning: count("warning"), information: count("information") },
  };
}

function refusal(troubles: readonly Trouble[], path: string, state: string | undefined): string {
  const own = troubles.find((trouble) => trouble.path === path)?.message;
  if (own !== undefined) return own;
  return state === "not read yet" ? "Files of this format are not read yet." : "The file could not be understood.";
}
