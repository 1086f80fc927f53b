import { type DefinedId, indexIds } from "../../check/idIndex.ts";
import type { Assessment } from "../../model/assessment.ts";
import type { Stated } from "../../model/stated.ts";
import type { ThreatModel } from "../../model/threatModel.ts";
import type { Vulnerability } from "../../model/vex.ts";
import { isOwnKind } from "../../read/submission/isOwnKind.ts";

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

/** One threat with the ids that its chain reaches; an empty list is where the chain breaks. */
export interface IdTrace {
  readonly threat: string;
  readonly risks: readonly string[];
  readonly controls: readonly string[];
  readonly tests: readonly string[];
  /** Where the threat is defined. */
  readonly path: string;
}

/** The chain threat, risk, control or requirement, test over the ids of all documents; a link counts only when both of its ends are defined. */
export function idTraces({ files }: Pick<Assessment, "files">): IdTrace[] {
  const documents = files.flatMap(({ path, roles, state, file }) =>
    file && state === "read" && !isOwnKind(file.kind) ? [{ path, roles, file }] : [],
  );
  const index = indexIds(documents);
  const reached = (from: readonly string[], kind: DefinedId["kind"]) => {
    const found = from.flatMap((id) => index.linked(id).filter((one) => one.kind === kind));
    return [...new Set(found.map(({ id }) => id))].sort();
  };
  return [...index.defined.values()]
    .filter(({ kind }) => kind === "threat")
    .sort((one, other) => one.id.localeCompare(other.id, "en", { numeric: true }))
    .map(({ id, definition }) => {
      const risks = reached([id], "risk");
      const controls = reached([id, ...risks], "control");
      return { threat: id, risks, controls, tests: reached([id, ...controls], "test"), path: definition.path };
    });
}

function traceOf(one: Vulnerability, path: string): VulnerabilityTrace {
  return {
    vulnerability: said(one.id),
    // Of a BOM-Link the part that names the component is what a reader knows.
    about: one.affects.map(({ ref }) => ref.replace(/^urn:cdx:[^#]*#/, "")).join(", "),
    state: said(one.state) || "not stated",
    reason: [said(one.justification), said(one.detail)].filter(Boolean).join(": "),
    action: said(one.action),
    path,
  };
}

function said(stated: Stated<string>): string {
  return stated.state === "given" ? stated.value : "";
}
