import type { FileKind } from "../model/readFile.ts";
import type { JsonDocument } from "../parse/json.ts";
import { type Detected, nothing, versionText } from "./detected.ts";
import { asList, asObject, own, ownText } from "./sbom/statedJson.ts";

/** A file that is often taken for one of ours, with what to do instead. */
interface Lookalike {
  readonly kind?: FileKind;
  readonly format: string;
  readonly refusal: string;
  is(json: JsonDocument, names: ReadonlySet<string>): boolean;
}

const LOOKALIKES: readonly Lookalike[] = [
  {
    format: "JSON Schema",
    refusal: "This is a JSON Schema, which describes other files and says nothing of a device.",
    is: (json) => /json-schema\.org/.test(versionText(json.member("$schema"))),
  },
  {
    kind: "sbom",
    format: "Syft",
    refusal: "This is the tool's own format of Syft; export CycloneDX or SPDX from it.",
    is: (_, names) => names.has("artifacts") && (names.has("descriptor") || names.has("schema")),
  },
  {
    format: "ScanCode",
    refusal: "This is a result of ScanCode, which lists files and licenses; let it write CycloneDX or SPDX.",
    is: (json) =>
      asList(json.member("headers")).some((one) =>
        /^scan(?:code|pipe)/i.test(ownText(asObject(one), "tool_name") ?? ""),
      ),
  },
  {
    format: "in-toto",
    refusal: "This is a signed statement around another document; take the document out of `predicate`.",
    is: (_, names) => names.has("predicateType") && names.has("predicate"),
  },
  {
    format: "SPDX license list",
    refusal: "This is the list of SPDX licenses, not an SBOM.",
    is: (_, names) => names.has("licenseListVersion"),
  },
  {
    format: "npm lock file",
    refusal: "This is a lock file of npm, not an SBOM; generate CycloneDX or SPDX from it.",
    is: (_, names) => names.has("lockfileVersion"),
  },
  {
    format: "npm manifest",
    refusal:
      "This is a manifest of npm, which asks for ranges of versions; generate CycloneDX or SPDX from its lock file.",
    is: (_, names) => names.has("name") && ["dependencies", "devDependencies", "scripts"].some((one) => names.has(one)),
  },
  {
    format: "license list",
    refusal: "This is a list of licenses by package, not an SBOM; generate CycloneDX or SPDX instead.",
    is: (json) => {
      const [first = ""] = json.memberNames();
      return /.@\d/.test(first) && own(asObject(json.member(first)), "licenses") !== undefined;
    },
  },
  {
    kind: "sbom",
    format: "list of SBOMs",
    refusal: "The file holds a list of SBOMs; put each into a file of its own.",
    is: (json, names) => {
      if (names.size > 0) return false;
      const first = asObject(asList(json.root())[0]);
      return own(first, "bomFormat") !== undefined || own(first, "spdxVersion") !== undefined;
    },
  },
];

/** Names a JSON file that is often taken for one of ours; undefined for any other. */
export function jsonLookalike(json: JsonDocument): Detected | undefined {
  const names = new Set(json.memberNames());
  const found = LOOKALIKES.find((one) => one.is(json, names));
  if (found === undefined) return undefined;
  const { kind = "unknown", format, refusal } = found;
  return { ...nothing(), kind, format, serialization: "json", refusal };
}

/** The same by the first element of an XML file, without its prefix. */
export function xmlLookalike(root: string, head: string): Detected | undefined {
  const refuse = (format: string, refusal: string): Detected => ({
    ...nothing(),
    format,
    serialization: "xml",
    refusal,
  });
  if (/^html$/i.test(root)) {
    return refuse(
      "HTML",
      "This is a web page, perhaps one that was saved in place of the file; download the file again.",
    );
  }
  if (root === "SoftwareIdentity") {
    return refuse("SWID tag", "This is the SWID tag of one product, which does not list what the product is made of.");
  }
  if (root === "project" && head.includes("maven.apache.org/POM")) {
    return refuse(
      "Maven project",
      "This is a project file of Maven, not an SBOM; generate CycloneDX or SPDX from the build.",
    );
  }
  return undefined;
}
