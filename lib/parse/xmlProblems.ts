import type { Problem } from "../model/span.ts";

/** A page of tiny problems helps nobody; the first ones do. */
const MOST = 20;

/** What a scan of an XML text found wrong, and whether it can go on. */
export class XmlProblems {
  readonly list: Problem[] = [];
  /** False where a problem hides what the file says. */
  usable = true;
  stopped = false;

  /** Something that other tools may refuse but that hides nothing. */
  note(message: string, start: number, end: number): void {
    if (this.list.length < MOST) this.list.push({ message, span: { start, end } });
  }

  /** Nothing behind this place makes sense. Gives -1, which stands for an offset that there is not. */
  fail(message: string, start: number, end: number): -1 {
    this.list.push({ message, span: { start, end } });
    this.usable = false;
    this.stopped = true;
    return -1;
  }
}

/** Looks at the ampersands of a text in passing: each stretch of text is asked about once, in order. */
export class XmlEntities {
  readonly #text: string;
  readonly #problems: XmlProblems;
  /** The next ampersand; behind the text where there is none. */
  next: number;

  constructor(text: string, problems: XmlProblems) {
    this.#text = text;
    this.#problems = problems;
    this.next = ampersand(text, 0);
  }

  /** Notes every ampersand up to `end` that begins no entity which XML knows without a document type. */
  check(end: number): void {
    while (this.next < end) {
      const at = this.next;
      const written = /^&[\w.:#-]{1,40};/.exec(this.#text.slice(at, at + 42))?.[0];
      if (written === undefined) this.#problems.note("A plain `&` stands here; write it as `&amp;`.", at, at + 1);
      else if (!KNOWN.test(written)) {
        const message = `\`${written}\` is not an entity that XML knows; write the character itself.`;
        this.#problems.note(message, at, at + written.length);
      }
      this.next = ampersand(this.#text, at + 1);
    }
  }

  /** Passes over a stretch where ampersands mean nothing. */
  skip(end: number): void {
    if (this.next < end) this.next = ampersand(this.#text, end);
  }
}

const KNOWN = /^&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});$/i;

/** Offset of the next `&`, behind the text where there is none. */
function ampersand(text: string, from: number): number {
  const at = text.indexOf("&", from);
  return at < 0 ? text.length + 1 : at;
}

/** A name or tag as a message shows it. */
export function shown(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
