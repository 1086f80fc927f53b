import type { Component, Dependency } from "../model/sbom.ts";
import { sbomOf } from "./collections.ts";
import { type CheckInput, type Probe, Tally } from "./probe.ts";

/** Fewer components may really depend on nothing but the device's own software. */
const FEWEST = 10;

/** The dependencies of an SBOM with many components do not all begin at one of them. */
export function flatGraph(_input: CheckInput): Probe {
  const tally = new Tally();
  let only: Dependency | undefined;
  let isDeep = false;
  let edges = 0;
  let components = 0;
  let nested = false;
  return {
    walks: ["sbom.component", "sbom.dependency"],
    begin() {
      only = undefined;
      isDeep = false;
      nested = false;
      edges = 0;
      components = 0;
    },
    visit(_document, element, walked) {
      if (walked === "sbom.component") {
        components++;
        if ((element as Component).depth > 0) nested = true;
        return;
      }
      const edge = element as Dependency;
      // A document that describes its product says nothing about dependencies.
      if (isDeep || edge.from === "SPDXRef-DOCUMENT" || edge.from === edge.to) return;
      edges++;
      if (!only) only = edge;
      else if (edge.from !== only.from) isDeep = true;
    },
    finish(document) {
      if (!only || edges < FEWEST || components < FEWEST) return;
      const { from, fromSpan } = only;
      if (isDeep || nested) {
        if (tally.pass())
          tally.show({ path: document.path, span: fromSpan, says: "dependencies begin at several components" });
        return;
      }
      const product = sbomOf(document.file)?.product;
      const component = product?.id.state === "given" && product.id.value === from ? "the primary component" : from;
      const data = { component, count: String(edges), document: document.path };
      tally.fail({ path: document.path, span: fromSpan, subject: "flat graph", data, related: [] });
    },
    observation: () => tally.observation("No SBOM with dependencies has so many components."),
  };
}
