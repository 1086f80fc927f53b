import type { ComponentSupport, SupportRow } from "../model/componentSupport.ts";
import type { Component, Support } from "../model/sbom.ts";
import type { Given, Stated } from "../model/stated.ts";
import type { Submission, SubmissionDocument } from "../model/submissionSet.ts";
import { foldName } from "./foldName.ts";
import { JoinedComponent } from "./joinedComponent.ts";

/** A row of an addendum and what came of it while the SBOMs were walked. */
export interface JoinedRow {
  readonly row: SupportRow;
  readonly path: string;
  matched: boolean;
  /** A component of the same name in another version, which the row may be meant for. */
  near?: Component;
}

/** Joins the support data of addenda with the components of the SBOMs: by local id, by package URL, else by name and version. */
export class SupportJoin {
  readonly rows: readonly JoinedRow[];
  readonly #byId = new Map<string, JoinedRow[]>();
  readonly #byPurl = new Map<string, JoinedRow[]>();
  readonly #byName = new Map<string, JoinedRow[]>();

  constructor(tables: readonly { readonly path: string; readonly table: ComponentSupport }[]) {
    this.rows = tables.flatMap(({ path, table }) => table.rows.map((row) => ({ row, path, matched: false })));
    for (const joined of this.rows) {
      const { id, purl, name } = joined.row;
      if (id.state === "given") note(this.#byId, id.value, joined);
      if (purl.state === "given") note(this.#byPurl, purlKey(purl.value), joined);
      if (name.state === "given") note(this.#byName, foldName(name.value), joined);
    }
  }

  /** The component with what the addenda say of it; the component itself when they say nothing. */
  join(component: Component): Component {
    const rows = this.#rowsOf(component);
    if (rows.length === 0) return component;
    for (const row of rows) row.matched = true;
    return new JoinedComponent(component, rows.reduce(merged, component.support));
  }

  #rowsOf({ id, purl, name, version }: Component): readonly JoinedRow[] {
    const byId = id.state === "given" ? this.#byId.get(id.value) : undefined;
    if (byId) return byId;
    const byPurl = purl.state === "given" ? this.#byPurl.get(purlKey(purl.value)) : undefined;
    if (byPurl) return byPurl;
    if (name.state !== "given") return [];
    const named =
      this.#byName.get(foldName(name.value)) ?? this.#byName.get(foldName(name.value.split("/").at(-1) ?? "")) ?? [];
    return named.filter((one) => fits(one.row.version, version));
  }

  /** Remembers a component that shares its name with a row and not its version. */
  noteNear(component: Component): void {
    if (component.name.state !== "given") return;
    for (const one of this.#byName.get(foldName(component.name.value.split("/").at(-1) ?? "")) ?? []) {
      one.near ??= component;
    }
  }
}

const joins = new WeakMap<Submission, SupportJoin | undefined>();

/** The join of a submission's addenda, made once; undefined where there is none. */
export function supportJoin(submission: Submission): SupportJoin | undefined {
  if (!joins.has(submission)) {
    const tables = submission.documents.flatMap(tablesIn);
    joins.set(submission, tables.length > 0 ? new SupportJoin(tables) : undefined);
  }
  return joins.get(submission);
}

/** The components of an SBOM, each with what an addendum says of it. */
export function* withSupport(components: Iterable<unknown>, join: SupportJoin): Generator<unknown> {
  for (const component of components) yield join.join(component as Component);
}

export function tablesIn({ path, file }: SubmissionDocument) {
  return file.models.flatMap((model) => (model.kind === "component-support" ? [{ path, table: model }] : []));
}

function note(index: Map<string, JoinedRow[]>, key: string, row: JoinedRow): void {
  const rows = index.get(key);
  if (rows) rows.push(row);
  else if (key !== "") index.set(key, [row]);
}

/** A package URL without qualifiers and subpath, which writers add and leave out as they like. Source: purl-spec. */
function purlKey(purl: string): string {
  return purl.replace(/[?#].*$/s, "").toLowerCase();
}

/** A row without a version, or with `*`, is for every version; `3.0.x` is for the versions of that line. */
function fits(row: Stated<string>, component: Stated<string>): boolean {
  if (row.state !== "given" || /^(?:\*|all|any|all versions|any version)$/i.test(row.value)) return true;
  if (component.state !== "given") return false;
  const [wanted, stated] = [plainVersion(row.value), plainVersion(component.value)];
  const line = /^(.*\.)[x*]$/i.exec(wanted)?.[1];
  return line === undefined ? wanted === stated : stated.startsWith(line);
}

function plainVersion(version: string): string {
  return version
    .trim()
    .toLowerCase()
    .replace(/^v(?:ersion)?\.?\s*(?=\d)/, "");
}

function merged(support: Support, { row, path }: JoinedRow): Support {
  const here = row.support;
  const end = better(support.end, here.end, path);
  const other = support.end.state === "given" && here.end.state === "given" ? [placed(here.end, path)] : [];
  return {
    level: better(support.level, here.level, path),
    end,
    endOfLife: better(support.endOfLife, here.endOfLife, path),
    justification: better(support.justification, here.justification, path),
    levelJustification: better(support.levelJustification, here.levelJustification, path),
    endJustification: better(support.endJustification, here.endJustification, path),
    plan: better(support.plan, here.plan, path),
    assessed: better(support.assessed, here.assessed, path),
    otherEnds: [...support.otherEnds, ...other],
  };
}

/** A given value wins over a stand-in, the SBOM over the table. */
function better(sbom: Stated<string>, row: Stated<string>, path: string): Stated<string> {
  if (sbom.state === "given" || row.state === "absent") return sbom;
  if (sbom.state === "unknown" && row.state === "unknown") return sbom;
  return row.state === "given" ? placed(row, path) : { ...row, path };
}

function placed(given: Given<string>, path: string): Given<string> {
  return { ...given, path };
}
