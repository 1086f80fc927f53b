import type { ReadFile } from "../../model/readFile.ts";
import type { ParsedOwnFile } from "../parseSource.ts";
import { readBaseline } from "./readBaseline.ts";
import { readReviews } from "./readReviews.ts";
import { readSubmission } from "./readSubmission.ts";
import { readWaivers } from "./readWaivers.ts";

/** Reads the files that steer Premarket itself: `premarket.yaml`, `premarket-waivers.yaml`, `premarket-reviews.yaml` and `premarket-baseline.json`. */
export function readOwnFile(parsed: ParsedOwnFile): ReadFile {
  const { source, text } = parsed;
  const { model, problems, readable } = modelOf(parsed);
  return {
    source,
    text,
    kind: model.kind,
    format: model.format,
    version: "",
    serialization: parsed.holds === "baseline" ? "json" : "yaml",
    readable,
    problems,
    roles: source.roles,
    models: [model],
  };
}

function modelOf(parsed: ParsedOwnFile) {
  if (parsed.holds === "baseline") {
    const { file, problems } = readBaseline(parsed.json);
    return { model: file, problems, readable: parsed.json.usable };
  }
  const readable = parsed.yaml.root !== undefined;
  if (parsed.holds === "waivers") {
    const { file, problems } = readWaivers(parsed.yaml);
    return { model: file, problems, readable };
  }
  if (parsed.holds === "reviews") {
    const { file, problems } = readReviews(parsed.yaml);
    return { model: file, problems, readable };
  }
  const { config, problems } = readSubmission(parsed.yaml);
  return { model: config, problems, readable };
}
