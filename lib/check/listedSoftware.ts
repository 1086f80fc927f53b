import type { Cell, Table } from "../model/prose.ts";
import type { Component } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { componentName, sbomOf } from "./collections.ts";
import { foldName } from "./foldName.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { isStandIn, proseOf, tablesOf } from "./prose.ts";
import { columnOf } from "./table.ts";

const NAME = [
  "software",
  "component",
  "title",
  "name",
  "product",
  "package",
  "library",
  "ots software",
  "item",
] as const;
const VERSION = ["version", "release", "revision", "version tested", "tested version"] as const;

interface Listed {
  readonly document: SubmissionDocument;
  readonly name: Cell;
  readonly version: Cell;
}

interface InSbom {
  readonly document: SubmissionDocument;
  readonly component: Component;
}

/**
 * Software that a table lists with name and version agrees with the SBOM: `name` asks that the SBOM has it at all (a list of OTS software),
 * `version` that where the SBOM has it, one of its versions is the one listed (a test report).
 */
export function listedSoftware(input: CheckInput, ask: "name" | "version"): Observation {
  const known = knownComponents(input.submission.documents);
  if (known.length === 0)
    return notEvaluated("No SBOM with components is part of the run, so there is nothing to compare with.");
  const rows = input.owed.flatMap(listedIn);
  if (rows.length === 0)
    return notEvaluated("No table with a name and a version column was found; a person has to compare.");
  const tally = new Tally();
  const byName = foldedNames(known);
  for (const row of rows) {
    const same = sameNamed(row.name.text, byName);
    if (ask === "name") judgeName(row, same, known, tally);
    else if (same.length > 0) judgeVersion(row, same, tally);
  }
  return tally.observation("No row names software that the SBOM lists.");
}

function judgeName(row: Listed, same: readonly InSbom[], known: readonly InSbom[], tally: Tally): void {
  const { document, name } = row;
  const first = same[0];
  if (first) {
    if (tally.pass())
      tally.show({
        path: document.path,
        span: name.span,
        says: `${name.text} is ${componentName(first.component)} in ${first.document.path}`,
      });
    return;
  }
  const other = known[0]?.document.path ?? "";
  const data = {
    component: name.text,
    found: name.text,
    row: name.text,
    expected: "a component of that name",
    other,
    document: document.path,
    version: row.version.text,
  };
  tally.fail({ path: document.path, span: name.span, subject: foldName(name.text), data, related: [] });
}

function judgeVersion(row: Listed, same: readonly InSbom[], tally: Tally): void {
  const { document, version } = row;
  const stated = same.filter(({ component }) => component.version.state === "given");
  if (stated.length === 0 || isStandIn(version.text)) return;
  const match = stated.find(
    ({ component }) => component.version.state === "given" && mentions(version.text, component.version.value),
  );
  if (match) {
    if (tally.pass())
      tally.show({
        path: document.path,
        span: version.span,
        says: `${row.name.text} ${version.text} is what the SBOM lists`,
      });
    return;
  }
  const first = stated[0];
  if (first?.component.version.state !== "given") return;
  tally.fail({
    path: document.path,
    span: version.span,
    subject: foldName(row.name.text),
    data: {
      component: row.name.text,
      row: row.name.text,
      found: version.text,
      expected: first.component.version.value,
      other: first.document.path,
      document: document.path,
      version: version.text,
    },
    related: [{ path: first.document.path, span: first.component.version.span, says: "the version in the SBOM" }],
  });
}

function knownComponents(documents: readonly SubmissionDocument[]): InSbom[] {
  return documents.flatMap((document) => {
    const sbom = sbomOf(document.file);
    const product = sbom?.product ? [sbom.product] : [];
    return sbom ? [...product, ...sbom.components].map((component) => ({ document, component })) : [];
  });
}

function listedIn(document: SubmissionDocument): Listed[] {
  const prose = proseOf(document.file);
  return prose ? tablesOf(prose).flatMap((table) => rowsOf(document, table)) : [];
}

function rowsOf(document: SubmissionDocument, table: Table): Listed[] {
  const nameAt = columnOf(table, NAME);
  const versionAt = columnOf(table, VERSION);
  if (nameAt < 0 || versionAt < 0 || nameAt === versionAt) return [];
  return table.rows.flatMap((row) => {
    const name = row.cells[nameAt];
    const version = row.cells[versionAt];
    return name && version && !isStandIn(name.text) ? [{ document, name, version }] : [];
  });
}

/** Components by folded name, without what stands before the last `/`; folded once, because a report may have thousands of rows. */
function foldedNames(known: readonly InSbom[]): ReadonlyMap<string, InSbom[]> {
  const byName = new Map<string, InSbom[]>();
  for (const one of known) {
    if (one.component.name.state !== "given") continue;
    const folded = foldName(one.component.name.value.split("/").at(-1) ?? "");
    const same = byName.get(folded);
    if (same) same.push(one);
    else if (folded !== "") byName.set(folded, [one]);
  }
  return byName;
}

/** Names agree when they are equal once folded, or when the SBOM's name is a whole word of the listed one ("OpenSSL cryptographic library"). */
function sameNamed(listed: string, byName: ReadonlyMap<string, InSbom[]>): InSbom[] {
  const words = listed
    .split(/[\s(),/]+/)
    .map(foldName)
    .filter((word) => word.length > 2);
  return [...new Set([foldName(listed), ...words])].flatMap((word) => byName.get(word) ?? []);
}

/** A cell may hold more than the version ("3.0.15 (patch level 2)"). */
function mentions(cell: string, version: string): boolean {
  const words = cell.split(/[\s(),;]+/).map((word) => word.replace(/^v(?=\d)/i, ""));
  return words.includes(version.replace(/^v(?=\d)/i, "")) || cell.trim() === version;
}
