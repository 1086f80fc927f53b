import type { Assessment } from "../../model/assessment.ts";
import type { Stated } from "../../model/stated.ts";
import type { ThreatModel } from "../../model/threatModel.ts";
import type { Vulnerability } from "../../model/vex.ts";

/** One line of the traceability matrix from threats. */
export interface ThreatTrace {
  readonly id: string;
  readonly threat: string;
  readonly on: string;
  readonly status: string;
  readonly control: string;
  readonly verification: string;
  readonly path: string;
}

/** One line of the matrix from components over vulnerabilities to their assessment. */
export interface VulnerabilityTrace {
  readonly vulnerability: string;
  readonly about: string;
  readonly state: string;
  readonly reason: string;
  readonly action: string;
  readonly path: string;
}

/** The threat models of a run with the file that each stands in. */
export function threatModelsOf({
  files,
}: Pick<Assessment, "files">): { readonly path: string; readonly model: ThreatModel }[] {
  return files.flatMap(({ path, file }) =>
    (file?.models ?? []).flatMap((model) => (model.kind === "threat-model" ? [{ path, model }] : [])),
  );
}

/** Every threat of every model with its control and what verifies it, as the models state it. */
export function threatTraces(assessment: Pick<Assessment, "files">): ThreatTrace[] {
  return threatModelsOf(assessment).flatMap(({ path, model }) => {
    const names = new Map([...model.elements, ...model.flows].map(({ id, name }) => [id, said(name) || id]));
    const controls = new Map(model.mitigations.map(({ id, text }) => [id, `${id}: ${said(text)}`]));
    return model.threats.map((threat) => ({
      id: threat.id,
      threat: said(threat.title),
      on: threat.on.map((id) => names.get(id) ?? id).join(", "),
      status: said(threat.status) || "not stated",
      control: said(threat.mitigation) || threat.mitigationRefs.map((id) => controls.get(id) ?? id).join("; "),
      verification: said(threat.verification),
      path,
    }));
  });
}

/** Every statement on a vulnerability, in SBOMs and VEX files. */
export function vulnerabilityTraces({ files }: Pick<Assessment, "files">): VulnerabilityTrace[] {
  return files.flatMap(({ path, file }) =>
    (file?.models ?? []).flatMap((model) => {
      if (model.kind !== "sbom" && model.kind !== "vex") return [];
      // A CycloneDX file with vulnerabilities is both; it is told once.
      if (model.kind === "vex" && file?.models.some(({ kind }) => kind === "sbom")) return [];
      return [...model.vulnerabilities].map((one) => traceOf(one, path));
    }),
  );
}

function traceOf(one: Vulnerability, path: string): VulnerabilityTrace {
  return {
    vulnerability: said(one.id),
    about: one.affects.map(({ ref }) => ref).join(", "),
    state: said(one.state) || "not stated",
    reason: [said(one.justification), said(one.detail)].filter(Boolean).join(": "),
    action: said(one.action),
    path,
  };
}

function said(stated: Stated<string>): string {
  return stated.state === "given" ? stated.value : "";
}
