import type { Component } from "../model/sbom.ts";
import type { Span } from "../model/span.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { componentName, componentSubject, sbomOf } from "./collections.ts";
import { type CheckInput, type Probe, Tally } from "./probe.ts";

/** No two components of an SBOM share an id: a reference to it would mean both. */
export function uniqueIds(_input: CheckInput): Probe {
  const tally = new Tally();
  const byDocument = new Map<SubmissionDocument, Map<string, Span>>();
  const seenIn = (document: SubmissionDocument) => {
    let seen = byDocument.get(document);
    if (!seen) {
      const product = sbomOf(document.file)?.product?.id;
      seen = new Map(product?.state === "given" ? [[product.value, product.span]] : []);
      byDocument.set(document, seen);
    }
    return seen;
  };
  return {
    walks: ["sbom.component"],
    visit(document, element) {
      const component = element as Component;
      const { id } = component;
      if (id.state !== "given") return;
      const seen = seenIn(document);
      const earlier = seen.get(id.value);
      // The SPDX product is one of the packages: the very same place is no second use.
      if (!earlier || earlier.start === id.span.start) {
        seen.set(id.value, id.span);
        tally.pass(() => ({ path: document.path, span: id.span, says: id.value }));
        return;
      }
      tally.fail({
        path: document.path,
        span: id.span,
        subject: `${id.value} ${componentSubject(component)}`,
        data: { reference: id.value, component: componentName(component), document: document.path },
        related: [{ path: document.path, span: earlier, says: "first used here" }],
      });
    },
    observation: () => tally.observation("No component has an id."),
  };
}
