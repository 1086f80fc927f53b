import type { Gap } from "../model/assessment.ts";
import type { EachCheck, Filter } from "../model/guidance.ts";
import type { Given, Stated } from "../model/stated.ts";
import type { Submission, SubmissionDocument } from "../model/submissionSet.ts";
import { COLLECTIONS, type CollectionAccess, type Field } from "./collections.ts";
import { JoinedComponent } from "./joinedComponent.ts";
import { type CheckInput, type Probe, Tally } from "./probe.ts";
import { tablesIn } from "./supportJoin.ts";

/** `each … has …`: every element has one of the fields. A declared unknown does not count, and is itself what the gap points at. */
export function eachProbe(check: EachCheck, input: CheckInput): Probe {
  const access = COLLECTIONS[check.each];
  const has = fieldsOf(access, check.has, input);
  const unless = fieldsOf(access, check.unless, input);
  const counts = filterOf(access, check.where, input);
  const tally = new Tally();
  const rowless = input.requirement.owedBy.includes("component-support") ? tablesNamed(input.submission) : [];
  const withoutRow = (element: unknown) => (element instanceof JoinedComponent ? [] : rowless);
  return {
    walks: [check.each],
    visit(document, element) {
      if (!counts(element)) return;
      const given = firstGiven(has, element) ?? firstGiven(unless, element);
      if (given) {
        if (tally.pass())
          tally.show({
            path: given.path ?? document.path,
            span: given.span,
            says: `${access.name(element)}: ${sayGiven(given)}`,
          });
      } else tally.fail(gapOf(access, element, has, { document, related: withoutRow(element) }));
    },
    observation: () => tally.observation(emptyReason(check.each, check.where)),
  };
}

function gapOf(
  access: CollectionAccess<unknown>,
  element: unknown,
  has: readonly Field<unknown>[],
  { document, related }: { readonly document: SubmissionDocument; readonly related: Gap["related"] },
): Gap {
  const standIn = has.map((field) => field(element)).find((stated) => stated.state === "unknown");
  const name = access.name(element);
  const path = standIn?.state === "unknown" && standIn.path !== undefined ? standIn.path : document.path;
  return {
    path,
    span: standIn?.state === "unknown" ? standIn.span : access.anchor(element),
    subject: access.subject(element),
    data: {
      component: name,
      vulnerability: name,
      device: name,
      document: document.path,
      value: standIn?.state === "unknown" ? standIn.raw : "",
      ...(standIn?.state === "unknown" && standIn.raw !== "" && { "stand-in": standIn.raw }),
    },
    related,
    element: path === document.path ? access.element(element) : undefined,
    supplier: access.supplier?.(element),
  };
}

/** Resolves field names once per run, so that a walk over 100,000 components does no look-ups. @throws Error for a name that the collection does not have. */
export function fieldsOf(
  access: CollectionAccess<unknown>,
  names: string | readonly string[] | undefined,
  input: CheckInput,
): Field<unknown>[] {
  const list = names === undefined ? [] : typeof names === "string" ? [names] : names;
  return list.map((name) => {
    const field = access.fields[name];
    if (!field)
      throw new Error(`${input.requirement.id} asks for the field ${name}, which its collection does not have`);
    return field;
  });
}

/** Makes the `where:` of a check into a test. */
export function filterOf(
  access: CollectionAccess<unknown>,
  where: Filter | undefined,
  input: CheckInput,
): (element: unknown) => boolean {
  if (!where) return () => true;
  const [field] = fieldsOf(access, where.field, input);
  const words = where.is;
  return (element) => {
    const stated = field?.(element);
    const holds =
      stated?.state === "given" && (words === undefined || words.includes(String(stated.value).toLowerCase()));
    return holds !== (where.not ?? false);
  };
}

export function firstGiven(fields: readonly Field<unknown>[], element: unknown) {
  for (const field of fields) {
    const stated: Stated<unknown> = field(element);
    if (stated.state === "given") return stated;
  }
  return undefined;
}

/** Why nothing was counted, for the report. */
export function emptyReason(collection: string, where: Filter | undefined): string {
  const what = collection.startsWith("sbom.component")
    ? "component"
    : collection.startsWith("vex")
      ? "statement"
      : "entry";
  return where ? `No ${what} of the kind that this is about was found.` : `No ${what} was found.`;
}

/** A given value in a few words, with the encoding that carries it where there are several. */
export function sayGiven({ value, via }: Given<unknown>): string {
  return via === undefined || via === "" ? sayValue(value) : `${sayValue(value)} (${via.slice(0, 80)})`;
}

/** The addenda in which a component without support data has no row. */
function tablesNamed({ documents }: Submission): Gap["related"] {
  const says = "no row here names it";
  return documents.flatMap(tablesIn).map(({ path, table }) => ({ path, span: table.anchor, says }));
}

/** A value in a few words, for evidence. */
export function sayValue(value: unknown): string {
  if (typeof value === "string") return value.length > 60 ? `${value.slice(0, 57)}...` : value;
  return Array.isArray(value) ? `${value.length} given` : String(value);
}
