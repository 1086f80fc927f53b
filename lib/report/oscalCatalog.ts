import { sha256Maker } from "../assess/sha256.ts";
import { conditionWords } from "../guidance/applicability.ts";
import type { Catalogue, Profile } from "../guidance/catalogue.ts";
import type { Requirement, Source } from "../model/guidance.ts";
import { checkWords } from "./checkWords.ts";
import { answering } from "./guidanceCounts.ts";
import { statusWords } from "./requirementPage.ts";

/** Edition of NIST's OSCAL that the documents are written to. */
export const OSCAL_VERSION = "1.0.4";

/** Names of properties that are ours and not NIST's. */
const NAMESPACE = "urn:premarket:oscal";

export interface Property {
  readonly name: string;
  readonly ns?: string;
  readonly value: string;
}

/** All encoded requirements as an OSCAL catalog: a group a source, a control a requirement. The same data gives the same bytes. */
export function oscalCatalog(guidance: Catalogue): object {
  const groups = guidance.sources.map((source) => groupOf(source));
  return {
    catalog: {
      uuid: oscalUuid(`catalog ${guidance.edition} ${JSON.stringify(groups)}`),
      metadata: metadata("Premarket: requirements on the cybersecurity documents of medical devices", guidance),
      groups,
    },
  };
}

/** One profile as an OSCAL profile: the controls of its sources, taken from the catalog beside it. */
export function oscalProfile(profile: Profile, guidance: Catalogue): object {
  const ofSources = profile.sources.flatMap((id) => guidance.source(id)?.requirements ?? []).map(({ id }) => id);
  const ids = [...ofSources, ...(profile.requirements ?? [])].map(controlId);
  return {
    profile: {
      uuid: oscalUuid(`profile ${profile.name} ${guidance.edition} ${ids.join(" ")}`),
      metadata: { ...metadata(`Premarket profile ${profile.name}`, guidance), remarks: profile.about },
      imports: [{ href: "catalog.json", "include-controls": [{ "with-ids": ids }] }],
      merge: { "as-is": true },
    },
  };
}

/** A UUID that follows from a name, in the shape that OSCAL's schema takes (version 5, made with SHA-256). */
export function oscalUuid(name: string): string {
  const hex = sha256Maker()(name);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** OSCAL's tokens begin with a letter, and some of our ids with the number of a section. */
export function controlId(requirementId: string): string {
  return /^\d/.test(requirementId) ? `section-${requirementId}` : requirementId;
}

function metadata(title: string, guidance: Catalogue) {
  return {
    title,
    "last-modified": `${guidance.edition}T00:00:00Z`,
    version: guidance.edition,
    "oscal-version": OSCAL_VERSION,
  };
}

function groupOf(source: Source) {
  const status = statusWords(source);
  return {
    id: controlId(source.id),
    class: "source",
    title: source.title,
    props: [ours("issuer", source.issuer), ours("edition", source.date), ours("status", source.status)],
    ...(source.url !== "" && { links: [{ href: source.url, rel: "reference" }] }),
    parts: [{ name: "overview", prose: status === "" ? source.about : `${source.about} ${status}` }],
    ...(source.requirements.length > 0 && { controls: source.requirements.map(controlOf) }),
  };
}

function controlOf(requirement: Requirement) {
  const { id, title, cite, strength, applies, owedBy, rows, since, sameAs, check, ask } = requirement;
  const properties: Property[] = [
    { name: "label", value: id },
    ours("citation", cite),
    ours("strength", strength),
    ours("answered", answering(requirement)),
    ours("since", since),
    ...applies.map((condition) => ours("applies", conditionWords(condition))),
    ...owedBy.map((role) => ours("owed-by", role)),
    ...rows.map((row) => ours("row", row)),
  ];
  const parts = [
    { id: `${controlId(id)}_smt`, name: "statement", prose: `${title}.` },
    { name: "guidance", prose: `${requirement.why} ${requirement.do}` },
    ...(check ? [assessment(checkWords(check), requirement.limits)] : []),
    ...(ask ? [assessment(`${ask.question} ${ask.look}`, requirement.limits)] : []),
  ];
  return {
    id: controlId(id),
    class: strength,
    title,
    props: properties,
    ...(sameAs.length > 0 && { links: sameAs.map((other) => ({ href: `#${controlId(other)}`, rel: "related" })) }),
    parts,
  };
}

function assessment(prose: string, limits: string) {
  return { name: "assessment-objective", prose, parts: [{ name: "limits", ns: NAMESPACE, prose: limits }] };
}

/** A property of ours, in our namespace. */
export function ours(name: string, value: string): Property {
  // OSCAL takes one line without white space at its ends.
  return { name, ns: NAMESPACE, value: value.replace(/\s+/g, " ").trim() };
}
