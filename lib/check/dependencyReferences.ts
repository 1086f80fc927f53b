import type { Component, Dependency } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { sbomOf } from "./collections.ts";
import { type CheckInput, type Probe, Tally } from "./probe.ts";

/** Both ends of every dependency are components, the product or another element of the same SBOM. */
export function dependencyReferences(_input: CheckInput): Probe {
  const tally = new Tally();
  let ids = new Set<string>();
  let reader: SubmissionDocument | undefined;
  const known = (document: SubmissionDocument) => {
    if (reader === document) return ids;
    reader = document;
    ids = new Set(otherIds(document));
    return ids;
  };
  return {
    walks: ["sbom.component", "sbom.dependency"],
    visit(document, element, walked) {
      const here = known(document);
      if (walked === "sbom.component") {
        const { id } = element as Component;
        if (id.state === "given") here.add(id.value);
      } else judge(document, element as Dependency, here, tally);
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
function isExternal(reference: string): boolean {
  return reference.startsWith("urn:cdx:") || reference.startsWith("DocumentRef-");
}

function judge(document: SubmissionDocument, edge: Dependency, ids: ReadonlySet<string>, tally: Tally): void {
  const resolves = (reference: string) => ids.has(reference) || isExternal(reference);
  if (resolves(edge.from) && resolves(edge.to)) {
    if (tally.pass())
      tally.show({ path: document.path, span: edge.toSpan, says: `${edge.from} depends on ${edge.to}` });
    return;
  }
  const bad = resolves(edge.from)
    ? { reference: edge.to, span: edge.toSpan }
    : { reference: edge.from, span: edge.fromSpan };
  tally.fail({
    path: document.path,
    span: bad.span,
    subject: `${edge.from} -> ${edge.to}`,
    data: { reference: bad.reference, component: edge.from, document: document.path },
    related: [],
  });
}
