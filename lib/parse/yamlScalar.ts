const INTEGER = /^[-+]?\d{1,300}$/;
const OTHER_BASE = /^0(?:x[0-9a-fA-F]{1,300}|o[0-7]{1,300})$/;
const FLOAT = /^[-+]?(?:\.\d{1,300}|\d{1,300}(?:\.\d{0,300})?)(?:[eE][-+]?\d{1,10})?$/;

/** The value of an unquoted scalar by the core schema of YAML 1.2 (section 10.3): dates and `yes` stay strings. */
export function plainScalar(text: string): string | number | boolean | null {
  switch (text) {
    case "":
    case "~":
    case "null":
    case "Null":
    case "NULL":
      return null;
    case "true":
    case "True":
    case "TRUE":
      return true;
    case "false":
    case "False":
    case "FALSE":
      return false;
  }
  if (INTEGER.test(text) || OTHER_BASE.test(text) || FLOAT.test(text)) return Number(text);
  return text;
}
