import { listed } from "./covers.ts";
import { type CheckInput, type Observation, Tally } from "./probe.ts";
import { proseOf } from "./prose.ts";
import { modelsToJudge } from "./threatModels.ts";

/** The six categories with the words by which tools and people write them. */
const CATEGORIES: readonly (readonly [string, RegExp])[] = [
  ["spoofing", /\bspoof|impersonat|\bmasquerad/i],
  ["tampering", /\btamper|\bmanipulat|\balter(?:ed|ation)\b/i],
  ["repudiation", /\brepudiat/i],
  ["information disclosure", /\binformation[\s-]disclosure|\binfo(?:rmation)?[\s-]leak|\bdisclos/i],
  ["denial of service", /\bdenial[\s-]of[\s-]service|\bdos\b|\bddos\b/i],
  [
    "elevation of privilege",
    /\b(?:elevation|escalation)[\s-]of[\s-]privileges?|\bprivilege[\s-](?:escalation|elevation)|\beop\b/i,
  ],
];
/** So many categories in use show that STRIDE was really gone through, also where nobody names it. */
const IN_USE = 3;

/**
 * `stride-categories`: a model by STRIDE has a threat in each of the six categories, or its text says why there is none. One gap a model, whatever
 * the number of elements. Premarket practice: FDA names no methodology.
 */
export function strideCategories(input: CheckInput): Observation {
  const models = modelsToJudge(input, ["threat-category"]);
  if (!Array.isArray(models)) return models;
  const tally = new Tally();
  const { owed, submission } = input;
  for (const documents of submission.configured ? [owed] : owed.map((one) => [one])) {
    const here = models.filter(({ document }) => documents.includes(document));
    const [first] = here;
    if (!first) continue;
    const text = here.flatMap(({ model }) =>
      model.threats.flatMap(({ category }) => (category.state === "given" ? [category.value] : [])),
    );
    const used = CATEGORIES.filter(([, words]) => text.some((one) => words.test(one)));
    const named = here.some(({ model }) =>
      model.methodology.some((one) => one.state === "given" && /stride/i.test(one.value)),
    );
    if (used.length < (named ? 1 : IN_USE)) continue;
    // What the text says of a category, be it that nothing was found, is an answer.
    const prose = documents.map((document) => (proseOf(document.file) ? document.file.text : "")).join("\n");
    const missing = CATEGORIES.filter((one) => !used.includes(one) && !one[1].test(prose)).map(([name]) => name);
    const { document, model } = first;
    if (missing.length === 0) {
      if (tally.pass())
        tally.show({ path: document.path, span: model.anchor, says: "has threats of all six categories" });
      continue;
    }
    const data = { missing: listed(missing), element: "the threat model", document: document.path };
    tally.fail({
      path: document.path,
      span: model.anchor,
      subject: missing.join(", "),
      data,
      related: [],
      partly: true,
    });
  }
  return tally.observation("No threat model by STRIDE was found.");
}
