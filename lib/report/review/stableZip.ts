import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from "fflate";

/** The earliest day that a zip file can hold; the same input then gives the same bytes on every day. */
const EPOCH = "1980-01-01T00:00:00Z";

/**
 * Packs an Office file anew so that it carries no time and no order of its own making.
 * @param edit changes the text of one part; called for XML parts only
 */
export function stableZip(
  bytes: Uint8Array,
  edit: (path: string, xml: string) => string = (_, xml) => xml,
): Uint8Array {
  const parts = unzipSync(bytes);
  // The list of content types comes first by convention, and some readers look at nothing else to tell what a file is.
  const first = "[Content_Types].xml";
  const paths = Object.keys(parts).sort((a, b) => (a === first ? -1 : b === first ? 1 : a < b ? -1 : 1));
  const packed: Zippable = {};
  for (const path of paths) {
    const part = parts[path] ?? new Uint8Array();
    const isXml = path.endsWith(".xml") || path.endsWith(".rels");
    // A zip holds local time, so the day is made of local parts.
    packed[path] = [isXml ? strToU8(edit(path, strFromU8(part))) : part, { mtime: localEpoch() }];
  }
  return zipSync(packed, { level: 6 });
}

function localEpoch(): Date {
  return new Date(1980, 0, 1, 0, 0, 0);
}

/** Puts a fixed day into the properties of an Office file. */
export function withoutDates(xml: string): string {
  return xml.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${EPOCH}`);
}
