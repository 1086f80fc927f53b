import type { Gap } from "../../model/assessment.ts";
import type { Prose, Table } from "../../model/prose.ts";
import type { Span } from "../../model/span.ts";
import { labelledValues } from "../../read/prose/labelledValues.ts";
import { mayHoldTable } from "../../read/prose/mayHoldTable.ts";
import type { Written } from "./written.ts";

interface Version {
  readonly number: string;
  readonly span: Span;
  readonly says: string;
}

/** `1.2`, `v3.0.1`, `Rev. 4`: a cell or value that is a version and nothing else. */
const NUMBER = /^(?:v|ver\.?|version|rev\.?|revision)?\s*(\d{1,4}(?:\.\d{1,4}){0,3})$/i;
const TITLE_VERSION = /(?:\bv|\bversion\s|\brev(?:ision)?\.?\s)(\d{1,4}(?:\.\d{1,4}){1,3})\b/i;
const DEVICE_LABEL =
  /^(?:device|product|system|software|firmware|application|device software|product software) version(?: \w+)?$/i;
const HEAD_SECTIONS = 3;

/** The version of a document is the same in its front matter, title and history; the device's version is that of `premarket.yaml`. */
export const versions = {
  says: "its versions agree",
  nothing: "No document states a version in two places, or the device's version.",
  gapsOf({ document, prose, input, source }: Written): Gap[] | undefined {
    const own = ownVersions(prose);
    const gaps: Gap[] = [];
    const [stated, ...others] = own;
    for (const other of others) {
      if (stated && other.number !== stated.number)
        gaps.push(
          gapOf(document.path, other, {
            expected: stated.number,
            where: stated.says,
            related: { path: document.path, span: stated.span },
          }),
        );
    }
    const device = input.submission.config?.device;
    const configPath = input.submission.configFile?.source.path;
    let compared = own.length > 1;
    if (device?.version.state === "given" && configPath !== undefined) {
      const expected = device.version.value.replace(/^v/i, "");
      const place = { path: configPath, span: device.version.span };
      for (const one of deviceVersions(prose, source)) {
        compared = true;
        if (!expected.startsWith(one.number) && !one.number.startsWith(expected))
          gaps.push(gapOf(document.path, one, { expected, where: "premarket.yaml", related: place }));
      }
    }
    return compared ? gaps : undefined;
  },
};

function gapOf(
  path: string,
  found: Version,
  other: {
    readonly expected: string;
    readonly where: string;
    readonly related: { readonly path: string; readonly span: Span };
  },
): Gap {
  return {
    path,
    span: found.span,
    subject: found.says,
    data: {
      element: found.says.charAt(0).toUpperCase() + found.says.slice(1),
      found: found.number,
      expected: other.expected,
      other: other.where,
      total: "1",
    },
    related: [{ ...other.related, says: "the other version" }],
  };
}

/** The document's own version: front matter or head first, then title and the newest row of its history. */
function ownVersions(prose: Prose): Version[] {
  const found: Version[] = [];
  const stated = prose.version.state === "given" ? NUMBER.exec(prose.version.value)?.[1] : undefined;
  if (!stated || prose.version.state !== "given") return [];
  const inFront = prose.frontMatter.has("version") || prose.frontMatter.has("revision");
  found.push({
    number: stated,
    span: prose.version.span,
    says: inFront ? "the front matter" : "the head of the document",
  });
  if (prose.title.state === "given") {
    const inTitle = TITLE_VERSION.exec(prose.title.value);
    // A title may name the device's version; only one of as many parts can be the document's.
    if (
      inTitle?.[1] &&
      inTitle[1].split(".").length === stated.split(".").length &&
      !/\b(?:for|of|device|software|firmware)\b/i.test(prose.title.value)
    ) {
      found.push({ number: inTitle[1], span: prose.title.span, says: "the title" });
    }
  }
  const newest = newestRevision(prose);
  if (newest) found.push(newest);
  return found;
}

const HISTORY = /\b(?:revision|version|change|document) (?:history|log|record)\b|\brevisions\b/i;

function newestRevision(prose: Prose): Version | undefined {
  for (const section of prose.sections) {
    if (!HISTORY.test(section.heading) || !mayHoldTable(section.text)) continue;
    const table = section.blocks().find((block): block is Table => block.kind === "table");
    const at = table?.header.findIndex((cell) => /^(?:version|ver\.?|revision|rev\.?)$/i.test(cell.text.trim())) ?? -1;
    if (!table || at < 0) continue;
    const rows = table.rows.flatMap((row) => {
      const cell = row.cells[at];
      const number = cell && NUMBER.exec(cell.text.trim())?.[1];
      return cell && number ? [{ number, span: cell.span, says: "the revision history" }] : [];
    });
    return rows.sort((a, b) => compare(b.number, a.number))[0];
  }
  return undefined;
}

function compare(a: string, b: string): number {
  const [left, right] = [a.split("."), b.split(".")];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = Number(left[i] ?? 0) - Number(right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The device's version where the head of the document labels one. */
function deviceVersions(prose: Prose, source: string): Version[] {
  return prose.sections
    .slice(0, HEAD_SECTIONS)
    .filter((section) => /version/i.test(section.text))
    .flatMap((section) => section.blocks().flatMap((block) => labelledValues(block, source)))
    .flatMap(({ label, value, valueSpan }) => {
      const number = DEVICE_LABEL.test(label) ? NUMBER.exec(value.trim())?.[1] : undefined;
      return number ? [{ number, span: valueSpan, says: `the ${label.toLowerCase()}` }] : [];
    });
}
