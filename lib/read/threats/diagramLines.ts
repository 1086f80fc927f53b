/** One line of a diagram with its offset in the document. */
export interface DiagramLine {
  readonly text: string;
  readonly offset: number;
}

/** More lines than anybody draws. */
const MOST_LINES = 5000;
const LONGEST = 2000;

/** The lines of a diagram without what stands in front of them; a line too long to be one is left blank. */
export function diagramLines(text: string, offset: number): DiagramLine[] {
  const lines: DiagramLine[] = [];
  let at = 0;
  for (const raw of text.split("\n", MOST_LINES)) {
    const content = raw.replace(/^[\s>\ufeff]+/, "");
    const trimmed = content.trimEnd();
    lines.push({ text: trimmed.length > LONGEST ? "" : trimmed, offset: offset + at + raw.length - content.length });
    at += raw.length + 1;
  }
  return lines;
}
