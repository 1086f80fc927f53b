import type { Problem, Span } from "../model/span.ts";
import { inner, type JsonDocument, type JsonPath } from "../parse/json.ts";
import { versionText } from "./detected.ts";
import { references, type Spdx3Graph } from "./sbom/spdx3Graph.ts";
import { asObject, opening, own } from "./sbom/statedJson.ts";
import { KNOWN_CSAF, KNOWN_CYCLONEDX, KNOWN_OPENVEX, KNOWN_SPDX2, KNOWN_SPDX3, versionNote } from "./versionNote.ts";

/** Notes about a CycloneDX file as a whole, none of which stands in the way of reading it. */
export function cycloneDxNotes(json: JsonDocument, version: string): Problem[] {
  const notes: Problem[] = [];
  const format = json.member("bomFormat");
  if (format === undefined) {
    const message = 'The file does not say that it is CycloneDX; other tools look for `"bomFormat": "CycloneDX"`.';
    notes.push({ message, span: opening(json.at([])) });
  } else if (format !== "CycloneDX") {
    const message = "The format is spelled differently from what other tools look for; write `CycloneDX`.";
    notes.push({ message, span: inner(json.at(["bomFormat"])) });
  }
  return [
    ...notes,
    ...noted(versionNote("CycloneDX", version, KNOWN_CYCLONEDX), versionSpan(json, "specVersion")),
    ...notLists(json, ["components", "dependencies", "vulnerabilities"]),
  ];
}

export function spdx2Notes(json: JsonDocument, version: string): Problem[] {
  return [
    ...noted(versionNote("SPDX", version, KNOWN_SPDX2), versionSpan(json, "spdxVersion")),
    ...notLists(json, ["packages", "relationships"]),
  ];
}

/** What a document takes from other files is not read here: told once, where the document says so. */
export function spdx3Notes(json: JsonDocument, graph: Spdx3Graph, version: string): Problem[] {
  const context = json.member("@context");
  const contextSpan = typeof context === "string" ? textSpan(json, ["@context"]) : opening(json.at([]));
  // A graph without its context is known by its elements only.
  const notes = version === "3" ? [] : noted(versionNote("SPDX", version, KNOWN_SPDX3), contextSpan);
  const document = [...graph.elements().values()].find((node) => own(node.value, "import") !== undefined);
  const imports = document ? references(document, "import") : [];
  const [first] = imports;
  if (!first) return notes;
  const what = imports.length === 1 ? "1 element" : `${imports.length} elements`;
  const message = `The document takes ${what} from other files; what those say is not read here.`;
  return [...notes, { message, span: opening(first.spot) }];
}

/** The oldest form of OpenVEX has no version in its context, so a missing one says nothing. */
export function openVexNotes(json: JsonDocument, version: string): Problem[] {
  if (version === "") return [];
  return noted(versionNote("OpenVEX", version, KNOWN_OPENVEX), inner(json.at(["@context"])));
}

export function csafNotes(json: JsonDocument, version: string): Problem[] {
  const notes = noted(versionNote("CSAF", version, KNOWN_CSAF), textSpan(json, ["document", "csaf_version"]));
  const category = versionText(own(asObject(json.member("document")), "category"));
  if (/^csaf_vex$/i.test(category)) return notes;
  const message =
    "Other tools take a CSAF document for a VEX only when its category is `csaf_vex`; it is read as one here.";
  return [...notes, { message, span: textSpan(json, ["document", category === "" ? "csaf_version" : "category"]) }];
}

/** Members that should be lists and are something else: nothing in them is read, and without a word that would look like a clean file. */
function notLists(json: JsonDocument, names: readonly string[]): Problem[] {
  const members = new Set(json.memberNames());
  return names.flatMap((name) => {
    if (!members.has(name)) return [];
    const spot = json.at([name]);
    const written = json.text.slice(spot.start, spot.start + 4);
    const first = written[0];
    if (first === "[" || written === "null") return [];
    const message = `\`${name}\` is not a list, so nothing in it is read; write a list in square brackets.`;
    return [{ message, span: first === "{" ? opening(spot) : inner(spot) }];
  });
}

function noted(message: string | undefined, span: Span): Problem[] {
  return message === undefined ? [] : [{ message, span }];
}

function versionSpan(json: JsonDocument, name: string): Span {
  return versionText(json.member(name)) === "" ? opening(json.at([])) : textSpan(json, [name]);
}

function textSpan(json: JsonDocument, path: JsonPath): Span {
  return inner(json.at(path));
}
