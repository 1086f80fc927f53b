import type { Block, Prose, Section } from "../model/prose.ts";
import type { ReadFile } from "../model/readFile.ts";
import type { Span } from "../model/span.ts";
import { ABSENT, type Stated } from "../model/stated.ts";
import type { ThreatModel } from "../model/threatModel.ts";
import { isStandIn, proseOf } from "./prose.ts";

/** A document about threats: what was read of it as a model, as text, or both. */
export interface ThreatDocument {
  readonly model: ThreatModel | undefined;
  readonly prose: Prose | undefined;
}

/** The threat model that a file holds, if it holds one. */
export function threatModelOf(file: ReadFile): ThreatModel | undefined {
  return file.models.find((model): model is ThreatModel => model.kind === "threat-model");
}

/** What a file says about threats; undefined for a file that is neither text nor a threat model. */
export function threatDocumentOf(file: ReadFile): ThreatDocument | undefined {
  const model = threatModelOf(file);
  const prose = proseOf(file);
  return model || prose ? { model, prose } : undefined;
}

const METHODOLOGY =
  /\b(?:STRIDE|LINDDUN|PASTA|DREAD|OCTAVE|TARA|VAST|PLOT4ai|EMB3D|attack trees?|kill chains?|misuse cases|abuse cases)\b/;
const REASON =
  /\b(?:because|since|as it|so that|rationale|chosen|chose|choose|selected|select|suits?|suitable|appropriate for|fits|in order to|reason|well[- ]suited|allows? us|best (?:fit|match))\b/i;

export function owner({ model, prose }: ThreatDocument): Stated<string> {
  return first(
    model?.owner,
    frontMatter(prose, ["owner", "author", "authors", "prepared-by", "prepared_by", "approved"]),
  );
}

export function date({ model, prose }: ThreatDocument): Stated<string> {
  return first(model?.date, prose?.date);
}

export function edition({ model, prose }: ThreatDocument): Stated<string> {
  return first(model?.edition, prose?.version);
}

/** The scope as a field, else a section whose heading speaks of it. */
export function scope({ model, prose }: ThreatDocument): Stated<string> {
  const heading =
    /\bscope\b|\bsystem (?:description|overview|under|context)\b|\b(?:device|product) (?:description|overview)\b/i;
  return first(
    model?.scope,
    section(prose, heading),
    sentence(prose, /\b(?:covers|in scope|out of scope|scope of)\b/i),
  );
}

export function methodology({ model, prose }: ThreatDocument): Stated<string> {
  return first(model?.methodology[0], sentence(prose, METHODOLOGY));
}

/** A sentence that names the methodology and why it was taken; tools have no field for it, but their descriptions may say it. */
export function methodologyReason({ model, prose }: ThreatDocument): Stated<string> {
  const both = (text: string) => METHODOLOGY.test(text) && REASON.test(text);
  const described = model?.description;
  if (described?.state === "given" && both(described.value)) return described;
  if (prose === undefined) return ABSENT;
  for (const one of prose.sections) {
    if (!METHODOLOGY.test(one.text)) continue;
    const found = blocksWithText(one).find((block) => both(block.text));
    if (found) return { state: "given", value: found.text, span: found.span };
    if (/rationale|why|reason|choice|selection/i.test(one.heading))
      return { state: "given", value: one.heading, span: one.headingSpan };
  }
  return ABSENT;
}

export function assets({ model, prose }: ThreatDocument): Stated<string> {
  const listed = model?.assets[0] ?? model?.elements.find(({ kind }) => kind === "asset");
  return first(
    named(listed),
    column(prose, /^(?:.{0,20} )?assets?(?: name)?$/i),
    section(prose, /\bassets?\b|\b(?:is|be) protected\b|\bdata (?:inventory|assets|dictionary)\b/i),
  );
}

export function actors({ model, prose }: ThreatDocument): Stated<string> {
  return first(
    named(model?.elements.find(({ kind }) => kind === "actor")),
    column(
      prose,
      /^(?:(?:user )?roles?|actors?|persons?|users?|personas?|threat agents?|attackers?|adversar(?:y|ies))$/i,
    ),
    section(prose, /\b(?:actors?|people|users?|roles|personas?|attackers?|adversar(?:y|ies)|threat agents?)\b/i),
  );
}

export function boundaries({ model, prose }: ThreatDocument): Stated<string> {
  return first(
    named(model?.boundaries[0]),
    column(prose, /^(?:trust )?(?:boundary|boundaries|zones?)$/i),
    section(prose, /\btrust (?:boundar|zone)/i),
    // A picture that no machine reads is spoken of in the text beside it.
    sentence(prose, /\btrust[\s-]+(?:boundar(?:y|ies)|zones?)\b/i),
  );
}

export function assumptions({ model, prose }: ThreatDocument): Stated<string> {
  const stated = model?.assumptions[0];
  return first(
    stated && { state: "given", value: "assumptions", span: stated.anchor },
    section(prose, /\bassumptions?\b/i),
    sentence(prose, /\b(?:we|it is|is|are) (?:\w+ )?assumed?\b|\bassumptions?:/i),
  );
}

/** The first threat with a score before, or after, its controls. */
export function rated({ model, prose }: ThreatDocument, when: "before" | "after"): Stated<string> {
  for (const threat of model?.threats ?? []) {
    const score = when === "after" ? threat.residualRisk : first(threat.inherentRisk, threat.severity);
    if (score.state === "given") return score;
  }
  const header =
    when === "after"
      ? /\bresidual\b|\bafter\b|\bpost[- ]?(?:mitigation|control)|\bfinal risk\b/i
      : /\bbefore\b|\binherent\b|\binitial\b|\bpre[- ]?(?:mitigation|control)|^risk(?: (?:level|score|rating))?$|^severity$/i;
  return column(prose, header);
}

function first(...stated: readonly (Stated<string> | undefined)[]): Stated<string> {
  return stated.find((one) => one?.state === "given") ?? stated.find((one) => one?.state === "unknown") ?? ABSENT;
}

function named(element: { readonly name: Stated<string> } | undefined): Stated<string> | undefined {
  return element?.name;
}

function frontMatter(prose: Prose | undefined, keys: readonly string[]): Stated<string> {
  for (const key of keys) {
    const entry = prose?.frontMatter.get(key);
    if (!entry) continue;
    if (isStandIn(entry.value)) return { state: "unknown", raw: entry.value, span: entry.span };
    return { state: "given", value: entry.value, span: entry.span };
  }
  return ABSENT;
}

/** A section with such a heading that says something. */
function section(prose: Prose | undefined, heading: RegExp): Stated<string> {
  const found = prose?.sections.find((one) => one.level > 0 && heading.test(one.heading) && saysSomething(one, prose));
  return found ? { state: "given", value: found.heading, span: found.headingSpan } : ABSENT;
}

function saysSomething(one: Section, prose: Prose): boolean {
  const body = one.text.slice(one.headingSpan.end - one.span.start).trim();
  if (body !== "") return blocksWithText(one).some(({ text }) => !isStandIn(text));
  return prose.sections.some((below) => below.path.includes(one.heading));
}

function sentence(prose: Prose | undefined, pattern: RegExp): Stated<string> {
  for (const one of prose?.sections ?? []) {
    const match = pattern.exec(one.text);
    if (!match) continue;
    const start = one.span.start + match.index;
    return { state: "given", value: match[0], span: { start, end: start + match[0].length } };
  }
  return ABSENT;
}

/** A table with a column of that name and at least one filled cell in it. */
function column(prose: Prose | undefined, header: RegExp): Stated<string> {
  for (const one of prose?.sections ?? []) {
    if (!one.text.includes("|")) continue;
    for (const block of one.blocks()) {
      if (block.kind !== "table") continue;
      const at = block.header.findIndex((cell) => header.test(cell.text.trim()));
      const cell = block.rows.map((row) => row.cells[at]).find((one) => one && !isStandIn(one.text));
      if (at >= 0 && cell) return { state: "given", value: cell.text, span: cell.span };
    }
  }
  return ABSENT;
}

function blocksWithText(one: Section): { readonly text: string; readonly span: Span }[] {
  return one.blocks().flatMap((block: Block) => {
    if (block.kind !== "table") return [{ text: block.text, span: block.span }];
    return block.rows.flatMap((row) => row.cells);
  });
}
