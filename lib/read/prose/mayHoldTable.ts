const TABLE = /\||<table\b|^[ \t]*={2,}(?: +={2,})+[ \t]*\r?$|^[ \t]*\.\. (?:csv|list)-table::/im;

/** False for a text that holds no table in any of the forms that are read, told without parsing it. */
export function mayHoldTable(text: string): boolean {
  return TABLE.test(text);
}
