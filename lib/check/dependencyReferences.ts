import type { Component, Dependency } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { sbomOf } from "./collections.ts";
import type { IdTable } from "./idTable.ts";
import { type CheckInput, type Probe, Tally } from "./probe.ts";

/** Both ends of every dependency are components, the product or another element of the same SBOM. */
export function dependencyReferences(_input: CheckInput): Probe {
  const tally = new Tally();
  let known: boolean[] = [];
  return {
    walks: ["sbom.component", "sbom.dependency"],
    begin(document, ids) {
      known = [];
      for (const id of otherIds(document)) known[ids.number(id)] = true;
    },
    visit(document, element, walked, ids) {
      if (walked === "sbom.component") {
        const { id } = element as Component;
        if (id.state === "given") known[ids.number(id.value)] = true;
      } else judge(document, element as Dependency, resolver(known, ids), tally);
    },
    observation: () => tally.observation("The SBOM states no dependency."),
  };
}

/** Ids besides the components': services, files, the document, and the product. */
export function otherIds(document: SubmissionDocument): string[] {
  const sbom = sbomOf(document.file);
  const product = sbom?.product?.id;
  return [...(sbom?.otherIds ?? []), ...(product?.state === "given" ? [product.value] : [])];
}

/** References into other files cannot be resolved here: BOM-Links and SPDX external documents. */
function resolver(known: readonly boolean[], ids: IdTable): (reference: string) => boolean {
  return (reference) =>
    known[ids.number(reference)] === true || reference.startsWith("urn:cdx:") || reference.startsWith("DocumentRef-");
}

function judge(document: SubmissionDocument, edge: Dependency, resolves: (id: string) => boolean, tally: Tally): void {
  const fromIsKnown = resolves(edge.from);
  if (fromIsKnown && resolves(edge.to)) {
    if (tally.pass()) {
      tally.show({ path: document.path, span: edge.toSpan, says: `${edge.from} depends on ${edge.to}` });
    }
    return;
  }
  const bad = fromIsKnown ? { reference: edge.to, span: edge.toSpan } : { reference: edge.from, span: edge.fromSpan };
  tally.fail({
    path: document.path,
    span: bad.span,
    subject: `${edge.from} -> ${edge.to}`,
    data: { reference: bad.reference, component: edge.from, document: document.path },
    related: [],
  });
}
