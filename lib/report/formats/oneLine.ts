/** A text on one line: messages quote documents, which are hostile until read. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
