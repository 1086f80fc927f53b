import type { Gap } from "../model/assessment.ts";
import type { AnyCheck } from "../model/guidance.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { ThreatAspect } from "../model/threatModel.ts";
import type { CollectionAccess, Field } from "./collectionAccess.ts";
import { COLLECTIONS } from "./collections.ts";
import { listed } from "./covers.ts";
import { fieldsOf, sayValue } from "./each.ts";
import { cannotExpress } from "./needs.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { isNoThreatModel, together } from "./together.ts";

/** What a message calls a field that is missing. */
const WORDS: Readonly<Record<string, string>> = {
  owner: "an owner",
  date: "a date",
  edition: "a version of its own",
  methodology: "its methodology",
  "methodology-reason": "the reason for its methodology",
  scope: "its scope",
  "score-before": "a score before controls",
  "score-after": "a score after controls",
};

/** What of a format each field needs a place for. */
const ASPECTS: Readonly<Record<string, ThreatAspect>> = {
  owner: "owner",
  date: "date",
  edition: "edition",
  scope: "scope",
  methodology: "methodology",
  "methodology-reason": "methodology",
  assets: "assets",
  actors: "actors",
  boundaries: "boundaries",
  assumptions: "assumptions",
  "score-after": "residual-risk",
};

/** `any … has …`: somewhere in the documents that owe it one element has the field. */
export function any(check: AnyCheck, input: CheckInput): Observation {
  const access = COLLECTIONS[check.any];
  const fields = check.has.map((name) => ({ name, field: fieldsOf(access, name, input)[0] as Field<unknown> }));
  const tally = new Tally();
  const mute = new Set<string>();
  for (const documents of together(input)) judge({ check, access, fields, documents, input }, tally, mute);
  if (tally.total === 0) {
    return notEvaluated(
      mute.size > 0 ? cannotExpress(mute) : "No document of the run is a threat model that lists threats.",
    );
  }
  return tally.observation("");
}

interface Looked {
  readonly check: AnyCheck;
  readonly access: CollectionAccess<unknown>;
  readonly fields: readonly { readonly name: string; readonly field: Field<unknown> }[];
  readonly documents: readonly SubmissionDocument[];
  readonly input: CheckInput;
}

function judge(looked: Looked, tally: Tally, mute: Set<string>): void {
  const { check, access, fields, documents, input } = looked;
  const found = fields.map(({ name, field }) => ({ name, at: firstGiven(field, access, documents) }));
  const given = found.flatMap(({ at }) => (at ? [at] : []));
  const enough = check.all ? given.length === fields.length : given.length > 0;
  const [one] = given;
  if (enough && one) {
    if (tally.pass()) for (const { document, span, says } of given) tally.show({ path: document.path, span, says });
    return;
  }
  // Another document may answer, but only that of the first role is blamed for silence.
  const [role] = input.requirement.owedBy;
  const asked = documents.filter(
    (document) =>
      document.roles.some((one) => one === role) && !isNoThreatModel(document, input) && hasItems(access, document),
  );
  const place = asked.find((document) => missingIn(document, looked, found).length > 0);
  if (place) {
    tally.fail(gapAt(place, looked, missingIn(place, looked, found)));
    return;
  }
  // Formats that have no place for what is missing are not blamed; what they can say, they have said.
  if (one && asked.length > 0) {
    if (tally.pass()) tally.show({ path: one.document.path, span: one.span, says: one.says });
  } else for (const document of asked) mute.add(document.file.format);
}

type Found = readonly { readonly name: string; readonly at: unknown }[];

/** What nobody states although the document's format has a place for it. */
function missingIn(document: SubmissionDocument, { access }: Looked, found: Found): string[] {
  const [element] = access.items(document.file);
  return found.flatMap(({ name, at }) => {
    const aspect = ASPECTS[name];
    const mute = aspect !== undefined && element !== undefined && access.lacks?.(element, [aspect]) === true;
    return at === undefined && !mute ? [name] : [];
  });
}

function gapAt(place: SubmissionDocument, { access, fields }: Looked, missing: readonly string[]): Gap {
  const [element] = access.items(place.file);
  const standIn = fields.map(({ field }) => field(element)).find((stated) => stated.state === "unknown");
  return {
    path: place.path,
    span: standIn?.state === "unknown" ? standIn.span : access.anchor(element),
    subject: access.subject(element),
    data: {
      document: place.path,
      element: access.name(element),
      missing: listed(missing.map((name) => WORDS[name] ?? name)),
      value: standIn?.state === "unknown" ? standIn.raw : "",
      ...(standIn?.state === "unknown" && standIn.raw !== "" && { "stand-in": standIn.raw }),
    },
    related: [],
    ...(missing.length < fields.length && { partly: true }),
  };
}

function firstGiven(
  field: Field<unknown>,
  access: CollectionAccess<unknown>,
  documents: readonly SubmissionDocument[],
) {
  for (const document of documents) {
    for (const element of access.items(document.file)) {
      const stated = field(element);
      if (stated.state === "given") {
        return { document, span: stated.span, says: `${access.name(element)}: ${sayValue(stated.value)}` };
      }
    }
  }
  return undefined;
}

function hasItems(access: CollectionAccess<unknown>, document: SubmissionDocument): boolean {
  for (const _ of access.items(document.file)) return true;
  return false;
}
