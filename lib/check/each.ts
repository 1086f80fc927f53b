import type { Gap } from "../model/assessment.ts";
import type { EachCheck, Filter } from "../model/guidance.ts";
import { ABSENT, type Given, type Stated } from "../model/stated.ts";
import type { Submission, SubmissionDocument } from "../model/submissionSet.ts";
import type { CollectionAccess, Field } from "./collectionAccess.ts";
import { COLLECTIONS } from "./collections.ts";
import { gatherGaps } from "./gatherGaps.ts";
import { JoinedComponent } from "./joinedComponent.ts";
import { cannotExpress, Needs } from "./needs.ts";
import { type CheckInput, notEvaluated, type Observation, type Probe, Tally } from "./probe.ts";
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
  const needs = new Needs(check.needs, access);
  return {
    walks: [check.each],
    visit(document, element) {
      if (!counts(element) || needs.lacking(element, document)) return;
      tally.count(document.path);
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
    observation: () => observed({ tally, needs, input }, emptyReason(check.each, check.where)),
  };
}

interface Counted {
  readonly tally: Tally;
  readonly needs: Needs;
  readonly input: CheckInput;
}

/** What was counted. Nothing counted because no format could say it is not the same as nothing there to count. */
export function observed({ tally, needs, input }: Counted, whenEmpty: string): Observation {
  if (tally.total === 0) needs.noteModels(input.owed);
  if (tally.total === 0 && needs.mute.size > 0) return notEvaluated(cannotExpress(needs.mute));
  const observation = tally.observation(whenEmpty);
  if (input.requirement.many === undefined) return observation;
  return { ...observation, gaps: gatherGaps(observation.gaps, tally.byPath) };
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
      element: name,
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
    if (name.endsWith("?")) return orDeclared(fieldsOf(access, name.slice(0, -1), input)[0]);
    const field = access.fields[name];
    if (!field)
      throw new Error(`${input.requirement.id} asks for the field ${name}, which its collection does not have`);
    return field;
  });
}

/** With a question mark behind its name, a field counts also when the author says in so many words that it is not known. */
function orDeclared(field: Field<unknown> | undefined): Field<unknown> {
  return (element) => {
    const stated = field?.(element) ?? ABSENT;
    if (stated.state !== "unknown" || stated.raw.trim() === "" || /^(?:\[\]|\{\})$/.test(stated.raw)) return stated;
    return { state: "given", value: stated.raw, span: stated.span, via: "declared unknown", path: stated.path };
  };
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

const WHAT: Readonly<Record<string, string>> = {
  "sbom.component": "component",
  "vex.document": "statement",
  "vex.statement": "statement",
  "threat.threat": "threat",
  "threat.flow": "flow",
  "threat.crossing": "flow across a trust boundary",
  "threat.element": "element",
};

/** Why nothing was counted, for the report. */
export function emptyReason(collection: string, where: Filter | undefined): string {
  const what = WHAT[collection] ?? "entry";
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
