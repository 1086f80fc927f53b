import { type Catalogue, catalogue } from "../guidance/catalogue.ts";
import { nearestWord } from "../read/submission/nearestWord.ts";
import { markdownToText } from "../report/markdownToText.ts";
import { requirementJson } from "../report/requirementJson.ts";
import { requirementPage } from "../report/requirementPage.ts";
import { printable } from "../report/terminalText.ts";
import { EXIT } from "./exit.ts";
import { writeLine, writePieces } from "./streams.ts";

const WIDTH = 100;

/** `premarket explain`: the page of one requirement. */
export async function explain(id: string, { format }: { format: "text" | "markdown" | "json" }): Promise<number> {
  const guidance = catalogue();
  const requirement = guidance.requirement(id);
  const source = requirement && guidance.source(requirement.source);
  if (requirement === undefined || source === undefined) {
    await writeLine(process.stderr, unknownWords(id, guidance));
    return EXIT.failed;
  }
  if (format === "json") {
    await writeLine(process.stdout, JSON.stringify(requirementJson(requirement, source, guidance), undefined, 2));
    return EXIT.clean;
  }
  const page = requirementPage(requirement, source, guidance.examples(id), guidance);
  await writePieces(process.stdout, [format === "markdown" ? page : markdownToText(page, WIDTH)]);
  return EXIT.clean;
}

function unknownWords(written: string, guidance: Catalogue): string {
  const shown = printable(written);
  if (guidance.source(written)) return `\`${shown}\` is a source; \`premarket guidance\` lists its requirements.`;
  const near = nearestIds(written, guidance);
  const meant = near.length === 0 ? "`premarket guidance` lists them all." : `Did you mean ${near.join(", ")}?`;
  return `There is no requirement \`${shown}\`. ${meant}`;
}

/** The likeliest first: a slip of the keyboard, then ids that have the same words in them. */
function nearestIds(written: string, guidance: Catalogue): string[] {
  const ids = guidance.sources.flatMap((source) => source.requirements.map((requirement) => requirement.id));
  const nearest = nearestWord(written, ids);
  const words = written
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  const sharing = ids
    .map((id) => ({ id, shared: words.filter((word) => id.split("-").some((part) => part.startsWith(word))).length }))
    .filter(({ shared }) => shared > 0 && shared * 2 >= words.length)
    .sort((one, other) => other.shared - one.shared)
    .map(({ id }) => id);
  return [...new Set([...(nearest === undefined ? [] : [nearest]), ...sharing])].slice(0, 4).map((id) => `\`${id}\``);
}
