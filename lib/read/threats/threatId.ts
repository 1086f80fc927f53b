/**
 * An id at the start of a title or cell: `T-01`, `THREAT-007`, `Threat 3`, `TM-SEC-12`, `Threat-01-S`, `TFM-GENERIC-T-1`.
 * Letters first, then a number of one to five digits: real schemes differ, so nothing is said about the number of digits.
 */
const ID =
  /^[[(]?((?:[A-Za-z]{1,10})(?:[-_.][A-Za-z0-9]{1,12}){0,5}?[-_. #]{0,2}\d{1,5}(?:[-_.][A-Za-z0-9]{1,3}){0,2})[\])]?(?=$|[\s:.,)\]–—|-])/;

/** Words that number something else. */
const NOT_IDS =
  /^(?:step|phase|section|chapter|part|table|figure|appendix|annex|version|rev|iso|iec|nist|level|tier|class|layer|day|week|year|stage|q|h|v|cve|cwe|capec)\b/i;

export function leadingId(text: string): string | undefined {
  const id = ID.exec(text.trim().slice(0, 80))?.[1];
  return id === undefined || NOT_IDS.test(id) ? undefined : id;
}

/** An id whose letters speak of threats (`T-1`, `TM-3`, `Threat 4`, `THR_2`) or that is a STRIDE letter with a number (`S1`). */
export function leadingThreatId(text: string): string | undefined {
  const id = leadingId(text);
  if (id === undefined) return undefined;
  return /(?:^|[-_.])(?:threat|thr|th|tm|ts|t|[sride])(?=[-_. #]*\d)/i.test(id) || /threat/i.test(id) ? id : undefined;
}

/** What follows the id in a title: `T-01: Spoofed gateway` gives the offset and text of `Spoofed gateway`. */
export function afterId(text: string, id: string): string {
  const at = text.indexOf(id);
  return text.slice(at + id.length).replace(/^[\])]?\s*[:.)–—|-]*\s*/, "");
}
