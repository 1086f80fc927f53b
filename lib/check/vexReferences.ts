import type { Component } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { Affected, Vulnerability } from "../model/vex.ts";
import { sbomOf, vexOf } from "./collections.ts";
import { otherIds } from "./dependencyReferences.ts";
import { foldName } from "./foldName.ts";
import { type CheckInput, notEvaluated, type Probe, Tally } from "./probe.ts";

interface Reference {
  readonly document: SubmissionDocument;
  readonly vulnerability: string;
  readonly affected: Affected;
}

/** What a VEX statement is about is in an SBOM of the run, by bom-ref, BOM-Link, purl or CPE, or is the device itself. */
export function vexReferences(input: CheckInput): Probe {
  const known = new Set<string>();
  const references: Reference[] = [];
  const devices = new Set<string>();
  // Without a VEX nobody asks for the ids of a hundred thousand components.
  const isAsked = input.submission.documents.some(({ file }) => vexOf(file) !== undefined);
  let sboms = 0;
  return {
    walks: isAsked ? ["sbom.component", "vex.statement"] : ["vex.statement"],
    begin(document) {
      const sbom = sbomOf(document.file);
      if (!sbom) return;
      sboms++;
      for (const id of otherIds(document)) known.add(id);
      if (sbom.product) addComponent(sbom.product, known);
      if (sbom.product?.name.state === "given") devices.add(foldName(sbom.product.name.value));
    },
    visit(document, element, walked) {
      if (walked === "sbom.component") return addComponent(element as Component, known);
      const { id, affects } = element as Vulnerability;
      const vulnerability = id.state === "given" ? id.value : "a vulnerability";
      for (const affected of affects) references.push({ document, vulnerability, affected });
    },
    observation() {
      const tally = new Tally();
      if (references.length > 0 && sboms === 0) {
        return notEvaluated("No SBOM is part of the run, so there is nothing that the references could resolve to.");
      }
      const device = input.submission.config?.device.name;
      if (device?.state === "given") devices.add(foldName(device.value));
      for (const one of references) judge(one, (ref) => resolves(ref, known) || names(ref, devices), tally);
      return tally.observation("No statement refers to a component.");
    },
  };
}

function addComponent({ id, purl, cpe }: Component, known: Set<string>): void {
  if (id.state === "given") known.add(id.value);
  if (purl.state === "given") {
    const whole = purlKey(purl.value);
    known.add(whole);
    // A reference without a version is about every version.
    const at = whole.lastIndexOf("@");
    if (at > whole.lastIndexOf("/")) known.add(whole.slice(0, at));
  }
  if (cpe.state === "given") known.add(cpe.value);
}

function judge({ document, vulnerability, affected }: Reference, found: (ref: string) => boolean, tally: Tally): void {
  const { ref, span, also, name } = affected;
  if ([ref, ...(also ?? []), ...(name ? [name] : [])].some(found)) {
    if (tally.pass()) tally.show({ path: document.path, span, says: `${vulnerability} is about ${name ?? ref}` });
    return;
  }
  const reference = name ?? ref;
  const data = { reference, vulnerability, component: reference, document: document.path };
  tally.fail({ path: document.path, span, subject: `${vulnerability} ${ref}`, data, related: [] });
}

function resolves(reference: string, known: ReadonlySet<string>): boolean {
  const ref = localPart(reference);
  return known.has(ref) || (ref.startsWith("pkg:") && known.has(purlKey(ref)));
}

/** The device goes by many addresses (`pkg:generic/meridian-iv@3.2.0`, `https://acme.example/meridian-iv`); its name in them is enough. */
function names(reference: string, devices: ReadonlySet<string>): boolean {
  const path = reference.replace(/[?#].*$/s, "").replace(/@[^/]*$/, "");
  const last = foldName(path.split(/[/:]/).findLast((part) => part !== "") ?? "");
  if (last.length < 4) return false;
  for (const device of devices) if (device.length >= 4 && (device.includes(last) || last.includes(device))) return true;
  return false;
}

/** A package URL without qualifiers and subpath, which tools add as they like. Source: purl-spec. */
function purlKey(purl: string): string {
  return purl.replace(/[?#].*$/s, "");
}

/** The bom-ref of a BOM-Link (`urn:cdx:<serial>/<version>#<bom-ref>`, percent-encoded), else the reference itself. */
export function localPart(reference: string): string {
  const hash = reference.startsWith("urn:cdx:") ? reference.indexOf("#") : -1;
  if (hash < 0) return reference;
  try {
    return decodeURIComponent(reference.slice(hash + 1));
  } catch {
    return reference.slice(hash + 1);
  }
}
