import { countText, MANY } from "../groups.ts";
import { html, type Markup, withCode } from "./markup.ts";
import type { Quoted, ReviewedFinding, ReviewedRequirement, ReviewedWaiver } from "./reviewReport.ts";

/** One requirement as a part of the page that opens: verdict and title first, then findings, evidence, the question and what it rests on. */
export function requirementHtml(one: ReviewedRequirement): Markup {
  const documents = new Set([...one.findings, ...one.evidence].map(({ path }) => path));
  return html`<details class="requirement" id="${one.id}" data-verdict="${one.verdict}" data-source="${one.source}" data-strength="${one.strength}" data-attachments="${one.attachments.join("|")}" data-documents="${[...documents].join("|")}">
<summary>${verdictHtml(one.verdict)} <span class="title">${one.title}</span> <code class="id">${one.id}</code></summary>
<dl class="facts"><dt>Citation</dt><dd>${one.sourceTitle}, ${one.cite}</dd>${
    one.alsoAskedBy.length > 0 ? html`<dt>Also asked by</dt><dd>${one.alsoAskedBy.join("; ")}</dd>` : undefined
  }<dt>Strength</dt><dd>${one.strengthWords}</dd>${counted(one)}${
    one.attachments.length > 0 ? html`<dt>Attachment</dt><dd>${one.attachments.join("; ")}</dd>` : undefined
  }</dl>
${one.reason === "" ? undefined : html`<p>${withCode(one.reason)}</p>`}${question(one)}${findings(one.findings)}${waivers(one.waived)}${evidence(one)}
<p><strong>Why:</strong> ${withCode(one.why)}</p><p><strong>What to do:</strong> ${withCode(one.do)}</p><p><strong>What is not seen:</strong> ${withCode(one.limits)}</p>
</details>
`;
}

/** A verdict as a word in its color; the word says it all. */
export function verdictHtml(verdict: string): Markup {
  return html`<span class="verdict v-${verdict.replaceAll(" ", "-")}">${verdict}</span>`;
}

function counted({ total, met, verdict }: ReviewedRequirement): Markup | undefined {
  if (total === 0 || verdict === "not applicable" || verdict === "not evaluated") return undefined;
  return html`<dt>Counted</dt><dd>${countText(met)} of ${countText(total)}</dd>`;
}

function question({ question: asked, look, answer, verdict }: ReviewedRequirement): Markup | undefined {
  if (asked === "") return undefined;
  return html`<h4>Question for the reviewer</h4><p>${withCode(asked)}</p><p class="place">${withCode(look)}</p>${
    answer.by === ""
      ? undefined
      : html`<p><strong>Answer:</strong> ${verdict}, ${answer.by}, ${answer.date}${answer.note === "" ? "" : `: ${answer.note}`}</p>`
  }`;
}

function findings(list: readonly ReviewedFinding[]): Markup | undefined {
  if (list.length === 0) return undefined;
  const first = list.slice(0, list.length > MANY * 5 ? MANY * 5 : list.length);
  const rest = list.length - first.length;
  return html`<h4>Findings (${countText(list.length)})</h4><ul>${first.map(
    (finding) =>
      html`<li><span class="severity-${finding.severity}">${finding.severity}</span>: ${withCode(finding.says)} ${place(finding)}${finding.related.map(
        (other) => html`<br>${other.says} ${place(other)}`,
      )}</li>`,
  )}</ul>${rest > 0 ? html`<p>${countText(rest)} more are in the JSON report.</p>` : undefined}`;
}

function waivers(list: readonly ReviewedWaiver[]): Markup | undefined {
  if (list.length === 0) return undefined;
  return html`<h4>Waived (${countText(list.length)})</h4><ul>${list.map(
    (one) =>
      html`<li>${one.says} <strong>Reason:</strong> ${one.reason}${one.by === "" ? "" : ` (${one.by})`}${
        one.until === "" ? "" : `, until ${one.until}`
      } ${place(one)}</li>`,
  )}</ul>`;
}

function evidence({ evidence: list, met }: ReviewedRequirement): Markup | undefined {
  if (list.length === 0) return undefined;
  const more = met > list.length ? ` (the first ${list.length} of ${countText(met)})` : "";
  return html`<h4>Evidence${more}</h4><ul>${list.map((one) => html`<li>${one.says} ${place(one)}</li>`)}</ul>`;
}

function place({ path, line, column, quote }: Quoted): Markup {
  const quoted = quote === "" ? undefined : html`<span class="quote">${quote}</span>`;
  return html`<span class="place">${path}, line ${line}, column ${column}</span>${quoted}`;
}
