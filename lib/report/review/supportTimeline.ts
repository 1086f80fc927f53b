import type { Assessment } from "../../model/assessment.ts";
import { html, Markup } from "./markup.ts";

/** Support data of one component as the SBOM (or its addendum) states it. */
export interface SupportRow {
  readonly component: string;
  readonly supplier: string;
  readonly level: string;
  /** End of support as written; empty where none is stated. */
  readonly end: string;
  readonly justification: string;
  readonly path: string;
}

/** More rows than this make neither a picture nor a table that somebody reads. */
export const MOST_ROWS = 60;

/** The support data of every component of the SBOMs of a run, in the order of the files. */
export function supportRows({ files }: Pick<Assessment, "files">): SupportRow[] {
  const rows: SupportRow[] = [];
  for (const { path, file } of files) {
    for (const model of file?.models ?? []) {
      if (model.kind !== "sbom") continue;
      for (const { name, version, supplier, support } of model.components) {
        const said = (stated: { readonly state: string; readonly value?: string }) =>
          stated.state === "given" ? (stated.value ?? "") : "";
        rows.push({
          component: `${said(name)} ${said(version)}`.trim(),
          supplier: said(supplier),
          level: said(support.level),
          end: said(support.end),
          justification: said(support.justification),
          path,
        });
      }
    }
  }
  return rows;
}

const DAY = /^\d{4}-\d{2}-\d{2}/;
const LEFT = 230;
const WIDTH = 860;
const ROW = 18;

/**
 * A picture of when the support of each component ends, beside the day of the assessment and the end of the device's own support.
 * Undefined where no component states a date. The table below it says the same in words.
 * @param deviceEnds last day of the device's support, `YYYY-MM-DD`, where it is known
 */
export function supportTimeline(rows: readonly SupportRow[], asOf: string, deviceEnds?: string): Markup | undefined {
  const dated = rows.filter(({ end }) => DAY.test(end)).sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
  if (dated.length === 0) return undefined;
  const shown = dated.slice(0, MOST_ROWS);
  const days = [asOf, ...shown.map(({ end }) => end), ...(deviceEnds === undefined ? [] : [deviceEnds])].map(dayNumber);
  const first = Math.min(...days);
  const last = Math.max(...days, first + 365);
  const x = (day: string) => Math.round(LEFT + ((dayNumber(day) - first) / (last - first)) * (WIDTH - LEFT - 20));
  const height = 40 + shown.length * ROW;
  const bars = shown.map((row, i) => {
    const y = 34 + i * ROW;
    const from = Math.min(x(asOf), x(row.end));
    const over = row.end < asOf;
    const width = Math.max(2, Math.abs(x(row.end) - x(asOf)));
    return html`<text x="${LEFT - 8}" y="${y + 10}" text-anchor="end">${short(row.component)}</text><rect x="${from}" y="${y}" width="${width}" height="12" fill="${
      over ? "#a40e26" : "#0b57a4"
    }"></rect>${dateLabel(row.end.slice(0, 10), Math.max(x(row.end), x(asOf)), y + 10)}`;
  });
  const lines = [marker(x(asOf), height, "assessed"), ...(deviceEnds ? [marker(x(deviceEnds), height, "device")] : [])];
  return html`<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" role="img" aria-label="End of support of ${shown.length} components; the table below says the same">${bars}${lines}</svg>`;
}

/** Behind the bar, or in it where there is no room. */
function dateLabel(day: string, end: number, y: number): Markup {
  if (end + 76 <= WIDTH) return html`<text x="${end + 4}" y="${y}">${day}</text>`;
  return html`<text x="${end - 4}" y="${y}" text-anchor="end" style="fill:#fff">${day}</text>`;
}

function marker(x: number, height: number, label: string): Markup {
  const dash = label === "device" ? new Markup(' stroke-dasharray="4 3"') : undefined;
  return html`<line x1="${x}" y1="18" x2="${x}" y2="${height}" stroke="#1b1f24"${dash}></line><text x="${x}" y="12" text-anchor="middle">${label}</text>`;
}

/** Days since 1970 of an ISO day. */
function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / 86_400_000) || 0;
}

function short(text: string): string {
  return text.length > 32 ? `${text.slice(0, 31)}…` : text;
}
