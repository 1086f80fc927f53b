import { ANSWERS, type Review, type ReviewedDocument, type ReviewFile } from "../../model/review.ts";
import type { Problem } from "../../model/span.ts";
import type { YamlDocument, YamlEntry, YamlMap } from "../../parse/yaml.ts";
import { Fields, isEmpty } from "./fields.ts";
import { firstText } from "./firstText.ts";

const KEYS = ["requirement", "answer", "by", "date", "note", "evidence"] as const;

/**
 * Reads `premarket-reviews.yaml`. An entry that cannot be understood is left out and reported at its place. Whether its requirement exists
 * and its documents are still the same is judged later: that is a finding, not a fault of the file.
 */
export function readReviews(yaml: YamlDocument): { file: ReviewFile; problems: Problem[] } {
  const fields = new Fields();
  const anchor = firstText(yaml);
  const map = yaml.root?.kind === "map" ? yaml.root : undefined;
  if (!map && yaml.root && !isEmpty(yaml.root)) {
    fields.report("premarket-reviews.yaml starts with something else than the key `reviews:`.", anchor);
  }
  const entry = map && fields.entries(map, ["reviews"], "premarket-reviews.yaml").get("reviews");
  const reviews: Review[] = [];
  for (const node of listOf(fields, entry, "`reviews` is a list; start each entry with `- requirement:`.")) {
    reviews.push(...readReview(fields, node));
  }
  return {
    file: { kind: "reviews", format: "premarket-reviews.yaml", anchor, reviews },
    problems: [...yaml.problems, ...fields.problems],
  };
}

function listOf(fields: Fields, entry: YamlEntry | undefined, otherwise: string): YamlMap[] {
  if (!entry || isEmpty(entry.value)) return [];
  if (entry.value.kind !== "seq") {
    fields.report(otherwise, entry.value.span);
    return [];
  }
  return entry.value.items.flatMap((node) => {
    if (node.kind === "map") return [node];
    fields.report(otherwise, node.span);
    return [];
  });
}

function readReview(fields: Fields, node: YamlMap): Review[] {
  const of = fields.entries(node, KEYS, "a review");
  const requirement = fields.text(of.get("requirement"));
  if (requirement.state !== "given") {
    const place = node.entries[0]?.keySpan ?? node.span;
    fields.report("This review names no requirement; add `requirement:` with the id of the question.", place);
    return [];
  }
  const evidence = listOf(fields, of.get("evidence"), "`evidence` is a list of `path:` and `sha256:`.");
  return [
    {
      requirement: requirement.value,
      answer: fields.word(of.get("answer"), ANSWERS, "answer"),
      by: fields.text(of.get("by")),
      date: fields.date(of.get("date")),
      note: fields.text(of.get("note")),
      evidence: evidence.flatMap((one) => readDocument(fields, one)),
      anchor: requirement.span,
    },
  ];
}

function readDocument(fields: Fields, node: YamlMap): ReviewedDocument[] {
  const of = fields.entries(node, ["path", "sha256"], "the evidence of a review");
  const path = fields.text(of.get("path"));
  const hash = fields.text(of.get("sha256"));
  if (path.state === "given" && hash.state === "given") {
    return [{ path: path.value, sha256: hash.value.toLowerCase() }];
  }
  fields.report("This evidence needs both `path:` and `sha256:`; `premarket review` writes them.", node.span);
  return [];
}
