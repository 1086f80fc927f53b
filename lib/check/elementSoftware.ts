import { componentName, sbomOf } from "./collections.ts";
import { foldName } from "./foldName.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { partName } from "./threatCollections.ts";
import { threatModelOf } from "./threatFacts.ts";

/**
 * `agrees: element-software`: software that an element of the threat model says it stands for is in an SBOM, by purl or by name. Elements that
 * name none are not asked. Source: Appendix 2, traceability of assets to SBOM components.
 */
export function elementSoftware(input: CheckInput): Observation {
  const components = new Map<string, { readonly path: string; readonly name: string }>();
  for (const { path, file } of input.submission.documents) {
    const sbom = sbomOf(file);
    for (const component of [...(sbom?.product ? [sbom.product] : []), ...(sbom?.components ?? [])]) {
      const entry = { path, name: componentName(component) };
      if (component.name.state === "given") components.set(foldName(component.name.value), entry);
      if (component.purl.state === "given") components.set(component.purl.value, entry);
      if (component.id.state === "given") components.set(component.id.value, entry);
    }
  }
  if (components.size === 0) return notEvaluated("No SBOM with components is part of the run.");
  const tally = new Tally();
  for (const { path, file } of input.owed) {
    for (const element of threatModelOf(file)?.elements ?? []) {
      const { software } = element;
      if (software.state !== "given") continue;
      const { value, span } = software;
      const found =
        components.get(value) ??
        components.get(foldName(value)) ??
        components.get(foldName(value.replace(/[\s@]v?\d[\w.+-]*$/, "")));
      const name = partName(element, element.name, "element");
      if (found) {
        if (tally.pass()) tally.show({ path, span, says: `${name} is ${found.name} in ${found.path}` });
      } else tally.fail({ path, span, subject: name, data: { element: name, value, document: path }, related: [] });
    }
  }
  return tally.observation("No element of a threat model names the software that it stands for.");
}
