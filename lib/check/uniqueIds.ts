import type { Component } from "../model/sbom.ts";
import type { Span } from "../model/span.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { componentName, componentSubject, sbomOf } from "./collections.ts";
import { type CheckInput, type Probe, Tally } from "./probe.ts";

/** No two components of an SBOM share an id: a reference to it would mean both. */
export function uniqueIds(_input: CheckInput): Probe {
  const tally = new Tally();
  // Only the ids are kept on the way; where the first bearer stands is looked up for the few that are used twice.
  let seen: boolean[] = [];
  let twice: Component[] = [];
  return {
    walks: ["sbom.component"],
    begin(document, ids) {
      const product = productId(document);
      seen = [];
      twice = [];
      if (product !== undefined) seen[ids.number(product)] = true;
    },
    visit(document, element, _walked, ids) {
      const { id } = element as Component;
      if (id.state !== "given") return;
      const number = ids.number(id.value);
      if (seen[number]) {
        twice.push(element as Component);
        return;
      }
      seen[number] = true;
      if (tally.pass()) tally.show({ path: document.path, span: id.span, says: id.value });
    },
    finish(document) {
      const first = twice.length > 0 ? firstBearers(document, twice) : undefined;
      for (const component of twice) fail(document, component, first, tally);
    },
    observation: () => tally.observation("No component has an id."),
  };
}

function productId(document: SubmissionDocument): string | undefined {
  const id = sbomOf(document.file)?.product?.id;
  return id?.state === "given" ? id.value : undefined;
}

function firstBearers(document: SubmissionDocument, twice: readonly Component[]): Map<string, Span> {
  const wanted = new Set(twice.map(({ id }) => (id.state === "given" ? id.value : "")));
  const sbom = sbomOf(document.file);
  const first = new Map<string, Span>();
  for (const { id } of [...(sbom?.product ? [sbom.product] : []), ...(sbom?.components ?? [])]) {
    if (id.state === "given" && wanted.has(id.value) && !first.has(id.value)) first.set(id.value, id.span);
  }
  return first;
}

function fail(document: SubmissionDocument, component: Component, first: Map<string, Span> | undefined, tally: Tally) {
  const { id } = component;
  if (id.state !== "given") return;
  const span = first?.get(id.value);
  tally.fail({
    path: document.path,
    span: id.span,
    subject: `${id.value} ${componentSubject(component)}`,
    data: { reference: id.value, component: componentName(component), document: document.path },
    related: span ? [{ path: document.path, span, says: "first used here" }] : [],
  });
}
