import { Inflate } from "fflate";
import type { Problem, Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { parseXml, type XmlDocument, type XmlElement, type XmlText } from "../../parse/xml.ts";

/** One page of a draw.io file. */
export interface DrawioPage {
  readonly name: Stated<string>;
  readonly anchor: Span;
  /** The element that holds the cells; undefined where the page cannot be read. */
  readonly root: XmlElement | undefined;
  /** The place of a text of the page: itself, or the page's name where the page is compressed and nothing in it has a place. */
  placeOf(text: XmlText): Span;
}

/** Much more than any drawing; a page that grows beyond it is not read. */
const MOST_BYTES = 50_000_000;
const STEP = 16_384;

/** The pages of a draw.io file, compressed or not, with what is wrong with each. */
export function drawioPages(xml: XmlDocument): {
  readonly pages: readonly DrawioPage[];
  readonly problems: readonly Problem[];
} {
  const root = xml.root();
  if (!root) return { pages: [], problems: [] };
  const diagrams = root.local === "mxGraphModel" ? [root] : [...root.all("diagram")];
  if (diagrams.length === 0) {
    const message = "The draw.io file has no `diagram` inside, so nothing of it is read; save it with draw.io again.";
    return { pages: [], problems: [{ message, span: root.opening }] };
  }
  const problems: Problem[] = [];
  const pages = diagrams.map((diagram) => {
    const page = pageOf(diagram);
    if (!page.root) {
      const message = "This page of the draw.io file holds no drawing that can be read; save it with draw.io again.";
      problems.push({ message, span: page.anchor });
    }
    return page;
  });
  return { pages, problems };
}

function pageOf(diagram: XmlElement): DrawioPage {
  const named = diagram.attribute("name");
  const span = named ? { start: named.start, end: named.end } : diagram.opening;
  const name: Stated<string> = named && named.value !== "" ? { state: "given", value: named.value, span } : ABSENT;
  const page = { name, anchor: span };
  const plain = diagram.local === "mxGraphModel" ? diagram.child("root") : diagram.along("mxGraphModel", "root");
  if (plain || diagram.hasChildren) return { ...page, root: plain, placeOf: (text) => text };
  const inner = inflated(diagram.text?.value ?? "");
  const root = inner === undefined ? undefined : parseXml(inner).root();
  return { ...page, root: root?.local === "mxGraphModel" ? root.child("root") : undefined, placeOf: () => span };
}

/** Base64 around raw deflate around percent signs; undefined for anything else. */
function inflated(packed: string): string | undefined {
  if (packed === "") return undefined;
  try {
    const bytes = Uint8Array.from(atob(packed.replace(/\s+/g, "")), (letter) => letter.charCodeAt(0));
    return decodeURIComponent(new TextDecoder().decode(inflate(bytes)));
  } catch {
    return undefined;
  }
}

/** Inflates step by step, so that a small file that grows without end is noticed in time. */
function inflate(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate((part) => {
    size += part.length;
    if (size > MOST_BYTES) throw new Error("the page is too large");
    parts.push(part);
  });
  for (let at = 0; at < bytes.length; at += STEP) stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
