import type { RoleEntry } from "../guidance/catalogue.ts";
import { CHARACTERISTICS, PATHWAYS } from "../model/vocabulary.ts";

/** What was found below a folder. */
export interface Detected {
  readonly documents: readonly { readonly path: string; readonly roles: readonly string[] }[];
  /** Readable documents of which nobody can tell the role. */
  readonly unsure: readonly string[];
  /** A copy of CISA's KEV catalog. */
  readonly kev: string | undefined;
  /** Product of the first SBOM that names one. */
  readonly product: { readonly name: string; readonly version: string | undefined; readonly from: string } | undefined;
}

/** A `premarket.yaml` for what was found, with comments that say what to fill in. Nothing about the device is made up. */
export function premarketYaml({ documents, unsure, product, kev }: Detected, roles: readonly RoleEntry[]): string {
  return [
    "# What the device is and which document is what. `premarket check` starts from here.",
    ...deviceLines(product),
    "",
    "# submission:",
    `#   pathway: 510k          # ${PATHWAYS.join(", ")}`,
    "#   planned: 2027-01-31    # dates are compared with this day, else with today",
    "",
    ...documentLines(documents),
    ...kevLines(kev),
    ...unsureLines(unsure),
    "",
    "# Roles:",
    ...roles.map(({ role, title }) => `#   ${role.padEnd(32)} ${title}`),
    "",
  ].join("\n");
}

function deviceLines(product: Detected["product"]): string[] {
  const characteristics = [
    "  # Which requirements apply follows from these; keep what is true of the device:",
    ...inRows(CHARACTERISTICS).map((row) => `  #   ${row}`),
    "  # characteristics: [software]",
  ];
  const known = product
    ? [
        `  # Name and version as ${commented(product.from)} has them.`,
        `  name: ${scalar(product.name)}`,
        ...(product.version === undefined ? [] : [`  version: ${scalar(product.version)}`]),
      ]
    : ["  # name: Infusion Pump", "  # version: 1.0.0"];
  const rest = [
    "  # manufacturer: Example Medical",
    "  # support-ends: 2036-12-31    # last day on which the device is supported",
  ];
  return ["device:", ...known, ...rest, ...characteristics];
}

function documentLines(documents: Detected["documents"]): string[] {
  if (documents.length === 0) {
    return [
      "# No document was recognised; list yours here.",
      "documents: []",
      "#  - path: sbom.cdx.json",
      "#    role: sbom",
    ];
  }
  const entries = documents.flatMap(({ path, roles }) => {
    const [role = "other", ...more] = roles;
    return [`  - path: ${scalar(path)}`, `    role: ${more.length === 0 ? role : `[${roles.join(", ")}]`}`];
  });
  return ["# Recognised by what they say; correct the roles where they are wrong.", "documents:", ...entries];
}

function kevLines(path: string | undefined): string[] {
  if (path !== undefined) return ["# CISA's catalog of known exploited vulnerabilities.", `kev: ${scalar(path)}`];
  return ["# A copy of CISA's KEV catalog (JSON or CSV) that vulnerabilities are compared with:", "# kev: kev.json"];
}

function unsureLines(unsure: readonly string[]): string[] {
  if (unsure.length === 0) return [];
  return [
    "  # Documents whose role only you can tell:",
    ...unsure.flatMap((path) => [`  # - path: ${commented(scalar(path))}`, "  #   role: other"]),
  ];
}

function inRows(words: readonly string[]): string[] {
  const rows: string[] = [];
  for (let at = 0; at < words.length; at += 6) rows.push(words.slice(at, at + 6).join(", "));
  return rows;
}

/** A word as YAML reads it back: plain where nothing in it means something to YAML, else in double quotes, as JSON writes it. */
function scalar(text: string): string {
  const plain = /^[A-Za-z][\w ./@()+-]*$/.test(text) && !/\s$|^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}

function commented(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}
