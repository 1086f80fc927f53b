import { remembering } from "./remembering.ts";

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day of an ISO 8601 date or timestamp as `YYYY-MM-DD`; undefined where it is none or names no real day. */
export const isoDay = remembering((text): string | undefined => {
  const match = /^\s*((\d{4})-(\d{2})-(\d{2}))(?:\s*$|T\d{2}:\d{2})/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[2]), Number(match[3]), Number(match[4])];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (day < 1 || day > (DAYS[month - 1] ?? 0) || (month === 2 && day === 29 && !leap)) return undefined;
  return match[1];
});

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The day of any date that has one reading only, as `YYYY-MM-DD`: ISO 8601, `2029/06/30`, and days with the month in words
 * (`30 June 2029`, `June 30, 2029`, `30-Jun-2029`). `03/04/26` has two readings and is none.
 */
export function clearDay(text: string): string | undefined {
  const iso = isoDay(text);
  if (iso !== undefined) return iso;
  const slashes = /^\s*(\d{4})[/.](\d{2})[/.](\d{2})\s*$/.exec(text);
  if (slashes) return isoDay(`${slashes[1]}-${slashes[2]}-${slashes[3]}`);
  const first = /^\s*(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3,9})\.?,?[\s-]+(\d{4})\s*$/i.exec(text);
  const second = /^\s*([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\s*$/i.exec(text);
  const [day, word, year] = first ? [first[1], first[2], first[3]] : [second?.[2], second?.[1], second?.[3]];
  const month = word === undefined ? 0 : MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
  if (day === undefined || month === 0) return undefined;
  return isoDay(`${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`);
}
