// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly what has to go
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A text without the characters that neither XML nor HTML may hold. @param instead what stands in their place */
export function xmlText(text: string, instead = ""): string {
  return text.replace(NO_XML, instead);
}
