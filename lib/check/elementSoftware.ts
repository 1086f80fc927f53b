import type { Span } from "../model/span.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { componentName, sbomOf } from "./collections.ts";
import { foldName } from "./foldName.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { isStandIn, proseOf, tablesOf } from "./prose.ts";
import { partName } from "./threatCollections.ts";
import { threatModelOf } from "./threatFacts.ts";

/** What an element says that it is made of. */
interface Named {
  readonly path: string;
  readonly element: string;
  readonly software: string;
  readonly span: Span;
}

interface Component {
  readonly path: string;
  readonly name: string;
  readonly span: Span;
}

/**
 * `agrees: element-software`: software that an element of a threat model or of a table of elements says it stands for is in an SBOM, by purl, id or
 * name. Elements that name none are not asked. Source: Appendix 2, traceability of assets to SBOM components.
 */
export function elementSoftware(input: CheckInput): Observation {
  const components = componentsOf(input.submission.documents);
  if (components.size === 0) return notEvaluated("No SBOM with components is part of the run.");
  const tally = new Tally();
  for (const document of input.owed) {
    for (const { path, element, software, span } of [...inModel(document), ...inTables(document)]) {
      const found = lookUp(software, components);
      if (!found) {
        const data = { element, value: software, document: path };
        tally.fail({ path, span, subject: `${element}: ${software}`, data, related: [] });
      } else if (tally.pass()) tally.show({ path, span, says: `${element}: ${found.name} of ${found.path}` });
    }
  }
  return tally.observation("No element of the documents names the software that it stands for.");
}

function componentsOf(documents: readonly SubmissionDocument[]): ReadonlyMap<string, Component> {
  const components = new Map<string, Component>();
  for (const { path, file } of documents) {
    const sbom = sbomOf(file);
    for (const component of [...(sbom?.product ? [sbom.product] : []), ...(sbom?.components ?? [])]) {
      const { name, purl, id } = component;
      const entry = { path, name: componentName(component), span: component.anchor };
      if (name.state === "given") components.set(foldName(name.value), entry);
      if (purl.state === "given") components.set(purl.value, entry);
      if (id.state === "given") components.set(id.value, entry);
    }
  }
  return components;
}

/** As written, else by folded name, else without the version behind it. */
function lookUp(software: string, components: ReadonlyMap<string, Component>): Component | undefined {
  const nameOnly = software.replace(/[\s@]+v?\d[\w.+-]*$/, "");
  return components.get(software) ?? components.get(foldName(software)) ?? components.get(foldName(nameOnly));
}

function inModel({ path, file }: SubmissionDocument): Named[] {
  return (threatModelOf(file)?.elements ?? []).flatMap((element) => {
    const { software } = element;
    if (software.state !== "given") return [];
    return [
      { path, element: partName(element, element.name, "element"), software: software.value, span: software.span },
    ];
  });
}

const SBOM_COLUMN = /\b(?:sbom|bom-ref|purl|package url)\b/i;
const ELEMENT_COLUMN = /\b(?:elements?|assets?|components?|items?)\b/i;

/** Tables of elements with a column for the SBOM; its cells may hold several names, parted by commas. */
function inTables({ path, file }: SubmissionDocument): Named[] {
  const prose = proseOf(file);
  if (!prose) return [];
  return tablesOf(prose).flatMap(({ header, rows }) => {
    const at = header.findIndex(({ text }) => SBOM_COLUMN.test(text));
    const key = header.findIndex(({ text }, column) => column !== at && ELEMENT_COLUMN.test(text));
    if (at < 0 || key < 0) return [];
    return rows.flatMap((row) => {
      const cell = row.cells[at];
      if (!cell || isStandIn(cell.text)) return [];
      const element = row.cells[key]?.text ?? "";
      return cell.text.split(/[,;]/).flatMap((part) => {
        const software = part.trim();
        const offset = file.text.slice(cell.span.start, cell.span.end).indexOf(software);
        const start = cell.span.start + offset;
        const span = offset < 0 ? cell.span : { start, end: start + software.length };
        return software === "" || /^(?:none|n\/a)$/i.test(software) ? [] : [{ path, element, software, span }];
      });
    });
  });
}
