const LETTERS: Readonly<Record<string, string>> = {
  S: "Spoofing",
  T: "Tampering",
  R: "Repudiation",
  I: "Information disclosure",
  D: "Denial of service",
  E: "Elevation of privilege",
};

const CATEGORY =
  /^(?:[\d.]{1,8}\s+)?(?:([STRIDE])\s*(?:[-–—:=.)]|\bis for\b)+\s*)?\(?(spoof(?:ing)?|tamper(?:ing)?|repudiation|information disclosure|info disclosure|denial[- ]of[- ]service|dos|elevation of privileges?|privilege escalation|escalation of privileges?|eop)\b(.{0,40})$/i;

/** True for a heading or cell that names one STRIDE category: `Spoofing`, `3.2 Tampering`, `S — Spoofing identity`. */
export function isStrideCategory(text: string): boolean {
  return CATEGORY.test(text.trim()) && text.length < 70;
}

/** `S`, `T, I`, `S/T`, `STR`: the categories behind the letters; undefined for any other text. */
export function strideOfLetters(text: string): string | undefined {
  const letters = /^[STRIDE](?:[\s,/;&+]*[STRIDE]){0,5}$/.test(text.trim()) ? text.replace(/[^STRIDE]/g, "") : "";
  return letters === "" ? undefined : [...letters].map((letter) => LETTERS[letter]).join(", ");
}

/** Words without which nothing in a text is about security. */
export const SECURITY_WORD = /threat|attack|security|cyber|vulnerab|stride|exploit|spoof|tamper|adversar/i;
