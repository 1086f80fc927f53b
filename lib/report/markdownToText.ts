import { wrapped } from "./terminalText.ts";

/**
 * Shows a page of ours on a terminal: headings stand alone, marks are gone, links show their address, paragraphs are wrapped, fences are indented.
 * Made for what `requirementPage` writes and no more.
 */
export function markdownToText(markdown: string, width: number): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split("\n")) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence !== undefined) {
      if (line === fence) fence = undefined;
      else lines.push(line === "" ? "" : `    ${line}`);
    } else if (mark !== undefined) fence = mark;
    else lines.push(...proseLine(line, width));
  }
  return lines.join("\n");
}

function proseLine(line: string, width: number): string[] {
  const heading = /^(#+) (.*)$/.exec(line);
  if (heading?.[2] !== undefined) {
    const title = plain(heading[2]);
    return heading[1] === "#"
      ? wrapped(title, width).flatMap((part) => [part, "=".repeat(part.length)])
      : [title.toUpperCase()];
  }
  const bullet = /^- (.*)$/.exec(line);
  if (bullet?.[1] !== undefined) {
    return wrapped(plain(bullet[1]), width - 2).map((part, at) => (at === 0 ? `- ${part}` : `  ${part}`));
  }
  return line.trim() === "" ? [""] : wrapped(plain(line), width);
}

function plain(text: string): string {
  return text.replaceAll("**", "").replace(/\[([^\]]{1,400})\]\((\S{1,400})\)/g, "$1 <$2>");
}
