import type { Component } from "../model/sbom.ts";
import { componentName, sbomOf, valueOr } from "./collections.ts";
import { JoinedComponent } from "./joinedComponent.ts";
import { type CheckInput, notEvaluated, type Probe, Tally } from "./probe.ts";
import { type JoinedRow, supportJoin } from "./supportJoin.ts";

/** Every row of a component-support addendum is about a component that an SBOM of the run lists. */
export function supportRows(input: CheckInput): Probe {
  const join = supportJoin(input.submission);
  let components = 0;
  let sbomPath = "";
  return {
    walks: ["sbom.component"],
    begin(document) {
      const product = sbomOf(document.file)?.product;
      if (product) join?.join(product);
    },
    visit(document, element) {
      components++;
      if (sbomPath === "") sbomPath = document.path;
      if (!(element instanceof JoinedComponent)) join?.noteNear(element as Component);
    },
    observation() {
      const tally = new Tally();
      if (!join) return tally.observation("No addendum with support data is part of the run.");
      if (components === 0) {
        return notEvaluated("No SBOM with components is part of the run, so there is nothing to join the table with.");
      }
      for (const row of join.rows) judge(row, sbomPath, tally);
      return tally.observation("The addendum has no rows.");
    },
  };
}

function judge({ row, path, matched, near }: JoinedRow, sbomPath: string, tally: Tally): void {
  const name = valueOr(row.name, valueOr(row.purl, valueOr(row.id, "a row without a name")));
  const component = row.version.state === "given" ? `${name} ${row.version.value}` : name;
  if (matched) {
    if (tally.pass()) tally.show({ path, span: row.anchor, says: `${component} is a component of the SBOM` });
    return;
  }
  tally.fail({
    path,
    span: row.anchor,
    subject: valueOr(row.purl, component),
    data: { component, document: path, other: sbomPath },
    related: near ? [{ path: sbomPath, span: near.anchor, says: `the SBOM has ${componentName(near)}` }] : [],
  });
}
