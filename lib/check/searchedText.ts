import type { ReadFile } from "../model/readFile.ts";
import { proseOf } from "./prose.ts";
import { threatModelOf } from "./threatFacts.ts";

/** A file of more UTF-16 units that nobody reads as a text is data, and too big to be held whole. */
const LONGEST_DATA = 2_000_000;

/** The whole text of a document for a search; an empty one for a huge SBOM and other data, which say nothing in sentences. */
export function searchedText(file: ReadFile): string {
  const isData = file.text.length >= LONGEST_DATA && !proseOf(file) && !threatModelOf(file);
  return isData ? "" : file.text.toString();
}
