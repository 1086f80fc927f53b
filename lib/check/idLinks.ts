import type { Prose, Section } from "../model/prose.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { Threat, ThreatModel } from "../model/threatModel.ts";
import { itemId } from "./idDefinitions.ts";
import { idAtStart, idsIn } from "./idShape.ts";
import { proseOf } from "./prose.ts";
import { threatModelOf } from "./threatFacts.ts";

interface Known {
  has(id: string): boolean;
}

/**
 * Groups of defined ids that a document joins: those of one table row, of one list item, of a section whose heading is an id, and of one entry of
 * a threat model, and of a document that is about one thing. Ids that only stand in the same paragraph are not joined.
 */
export function* linksIn(document: SubmissionDocument, defined: Known): Iterable<readonly string[]> {
  const prose = proseOf(document.file);
  const item = prose && itemId(prose);
  const groups = prose ? inProse(prose) : inModel(threatModelOf(document.file));
  if (item !== undefined && defined.has(item)) {
    const ids = new Set([item, ...idsOf(document.file.text.toString(), defined)]);
    if (ids.size > 1) yield [...ids];
  }
  for (const texts of groups) {
    const ids = new Set(texts.flatMap((text) => idsOf(text, defined)));
    if (ids.size > 1) yield [...ids];
  }
}

function idsOf(text: string, defined: Known): string[] {
  const own = idAtStart(text);
  const found = [...idsIn(text)].map(({ id }) => id);
  if (own !== undefined) found.push(own);
  return found.filter((id) => defined.has(id));
}

function* inProse(prose: Prose): Iterable<readonly string[]> {
  for (const section of prose.sections) {
    if (idAtStart(section.heading) !== undefined) yield [section.heading, bodyOf(section)];
    for (const block of section.blocks()) {
      if (block.kind === "table") for (const row of block.rows) yield row.cells.map(({ text }) => text);
      else if (block.kind === "list-item" && idAtStart(block.text) !== undefined) yield [block.text];
    }
  }
}

function bodyOf(section: Section): string {
  return section.text.slice(section.headingSpan.end - section.span.start);
}

function* inModel(model: ThreatModel | undefined): Iterable<readonly string[]> {
  for (const threat of model?.threats ?? []) yield [threat.id, ...saidBy(threat), ...threat.mitigationRefs];
  for (const { id, text, references } of model?.mitigations ?? []) {
    yield [id, text.state === "given" ? text.value : "", ...references.map((one) => one.id)];
  }
}

function saidBy(threat: Threat): string[] {
  const { title, description, mitigation, justification, verification } = threat;
  return [title, description, mitigation, justification, verification].flatMap((one) =>
    one.state === "given" ? [one.value] : [],
  );
}
