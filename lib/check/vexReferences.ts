import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { Vulnerability } from "../model/vex.ts";
import { sbomOf } from "./collections.ts";
import { otherIds } from "./dependencyReferences.ts";
import { type CheckInput, notEvaluated, type Probe, Tally } from "./probe.ts";

/** What a VEX statement is about is in an SBOM of the run, by bom-ref, BOM-Link or purl. */
export function vexReferences(input: CheckInput): Probe {
  const tally = new Tally();
  let known: ReadonlySet<string> | undefined;
  return {
    walks: ["vex.statement"],
    visit(document, element) {
      known ??= knownIds(input.submission.documents);
      if (known.size > 0) judge(document, element as Vulnerability, known, tally);
    },
    observation() {
      if (known?.size === 0) {
        return notEvaluated("No SBOM is part of the run, so there is nothing that the references could resolve to.");
      }
      return tally.observation("No statement refers to a component.");
    },
  };
}

function knownIds(documents: readonly SubmissionDocument[]): Set<string> {
  const known = new Set<string>();
  for (const document of documents) {
    for (const id of otherIds(document)) known.add(id);
    const sbom = sbomOf(document.file);
    if (sbom?.product?.purl.state === "given") known.add(sbom.product.purl.value);
    for (const component of sbom?.components ?? []) {
      if (component.id.state === "given") known.add(component.id.value);
      if (component.purl.state === "given") known.add(component.purl.value);
    }
  }
  return known;
}

function judge(document: SubmissionDocument, statement: Vulnerability, known: ReadonlySet<string>, tally: Tally): void {
  const id = statement.id.state === "given" ? statement.id.value : "a vulnerability";
  for (const { ref, span, also } of statement.affects) {
    if (known.has(localPart(ref)) || also?.some((name) => known.has(name))) {
      if (tally.pass()) tally.show({ path: document.path, span, says: `${id} is about ${ref}` });
      continue;
    }
    const data = { reference: ref, vulnerability: id, component: ref, document: document.path };
    tally.fail({ path: document.path, span, subject: `${id} ${ref}`, data, related: [] });
  }
}

/** The bom-ref of a BOM-Link (`urn:cdx:<serial>/<version>#<bom-ref>`, percent-encoded), else the reference itself. */
function localPart(reference: string): string {
  const hash = reference.startsWith("urn:cdx:") ? reference.indexOf("#") : -1;
  if (hash < 0) return reference;
  try {
    return decodeURIComponent(reference.slice(hash + 1));
  } catch {
    return reference.slice(hash + 1);
  }
}
