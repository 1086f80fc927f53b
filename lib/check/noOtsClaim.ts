import type { Component } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { componentName, sbomOf } from "./collections.ts";
import { foldName } from "./foldName.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { proseOf, spokenBlocks } from "./prose.ts";

const KIND = `(?:third[- ]party|off[- ]the[- ]shelf|open[- ]source|ots|cots|soup)(?:[,/ ]+(?:or|and)?[ ]*(?:third[- ]party|off[- ]the[- ]shelf|open[- ]source|ots|cots|soup))*`;
const THING = `(?:software|components?|libraries|packages|code)(?: (?:components?|libraries|packages|items))?`;

/** "The device uses no third-party software." and "No OTS components are used.": a whole sentence that leaves nothing open. */
const CLAIMS = [
  new RegExp(String.raw`\b(?:uses?|contains?|includes?|incorporates?|has|integrates?) no ${KIND} ${THING}\b`, "i"),
  new RegExp(String.raw`\b(?:does|do) not (?:use|contain|include|incorporate|integrate) any ${KIND} ${THING}\b`, "i"),
  new RegExp(
    String.raw`\bno ${KIND} ${THING} (?:is|are|has been|have been) (?:used|included|contained|incorporated|integrated|present)\b`,
    "i",
  ),
];
/** Words that leave something open: the sentence then claims less than "none". */
const OPEN =
  /\b(?:other than|except|besides|apart from|beyond|unless|if|when|where|until|without|whether|should|shall|must|may|new|further|additional|unapproved|unlisted|outside)\b/i;

/** A document that says that there is no off-the-shelf software agrees with the SBOM. */
export function noOtsClaim(input: CheckInput): Observation {
  const foreign = foreignComponent(input);
  if (!foreign)
    return notEvaluated(
      "No SBOM of the run lists software of another supplier, so such a claim could not be contradicted.",
    );
  const tally = new Tally();
  for (const document of input.owed) {
    const prose = proseOf(document.file);
    if (!prose) continue;
    let contradicted = false;
    for (const block of spokenBlocks(prose, (text) => CLAIMS.some((claim) => claim.test(text)))) {
      if (!("text" in block)) continue;
      for (const claim of claimsIn(document.file.text.toString(), block.span)) {
        contradicted = true;
        tally.fail({
          path: document.path,
          span: claim,
          subject: "no off-the-shelf software",
          data: {
            found: document.file.text.slice(claim.start, claim.end),
            expected: componentName(foreign.component),
            component: componentName(foreign.component),
            other: foreign.document.path,
            document: document.path,
          },
          related: [
            {
              path: foreign.document.path,
              span: foreign.component.anchor,
              says: `for one, ${componentName(foreign.component)}`,
            },
          ],
        });
      }
    }
    if (!contradicted)
      if (tally.pass())
        tally.show({ path: document.path, span: prose.anchor, says: "does not claim that there is none" });
  }
  return tally.observation("No document of text could make such a claim.");
}

/** Sentences inside a block that claim it, as they stand in the text. */
function* claimsIn(text: string, block: { start: number; end: number }) {
  const raw = text.slice(block.start, block.end);
  for (const sentence of raw.matchAll(/[^.!?|]+[.!?|]?/g)) {
    const words = sentence[0].replace(/\s+/g, " ");
    if (OPEN.test(words) || !CLAIMS.some((claim) => claim.test(words))) continue;
    const lead = sentence[0].length - sentence[0].trimStart().length;
    const start = block.start + sentence.index + lead;
    yield {
      start,
      end:
        start +
        sentence[0]
          .trim()
          .replace(/[.!?|]$/, "")
          .trimEnd().length,
    };
  }
}

/** A component whose supplier is named and is not the device's maker. */
function foreignComponent(input: CheckInput): { document: SubmissionDocument; component: Component } | undefined {
  const stated = input.submission.config?.device.manufacturer;
  for (const document of input.submission.documents) {
    const sbom = sbomOf(document.file);
    const maker = stated?.state === "given" ? stated : sbom?.product?.supplier;
    const own = maker?.state === "given" ? foldName(maker.value) : undefined;
    for (const component of sbom?.components ?? []) {
      if (component.supplier.state !== "given" || own === undefined) continue;
      const supplier = foldName(component.supplier.value);
      if (!supplier.includes(own) && !own.includes(supplier)) return { document, component };
    }
  }
  return undefined;
}
