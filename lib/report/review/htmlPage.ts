import type { Catalogue } from "../../guidance/catalogue.ts";
import { catalogue } from "../../guidance/catalogue.ts";
import type { Assessment } from "../../model/assessment.ts";
import { VERDICTS } from "../../model/vocabulary.ts";
import { countText } from "../groups.ts";
import { dataFlowPicture, named } from "./dataFlowPicture.ts";
import { SCRIPT } from "./htmlScript.ts";
import { STYLE } from "./htmlStyle.ts";
import { html, Markup } from "./markup.ts";
import { requirementHtml, verdictHtml } from "./requirementHtml.ts";
import { type CountedGroup, type ReviewReport, reviewReport } from "./reviewReport.ts";
import { shortPaths } from "./shortPaths.ts";
import { MOST_ROWS, supportRows, supportTimeline } from "./supportTimeline.ts";
import { idTraces, threatModelsOf, threatTraces, vulnerabilityTraces } from "./traceTables.ts";

/**
 * The reviewer's record as one HTML file that needs nothing besides itself: no network, no fonts, no pictures of its own.
 * The same assessment gives the same bytes.
 */
export function htmlPage(whole: Assessment, guidance: Catalogue = catalogue()): string {
  const report = reviewReport(whole, guidance);
  const { assessment } = shortPaths(whole);
  const sections = [
    summary(report),
    ...requirementSections(report),
    threatSection(assessment),
    traceSection(assessment),
    vulnerabilitySection(assessment),
    supportSection(assessment),
    flowSection(assessment),
    inputs(report),
    SIGNATURES,
  ];
  return page(report, sections).text;
}

/** Lines to sign on paper; the page itself asserts nothing. */
const SIGNATURES = html`<section aria-labelledby="signatures-title"><h2 id="signatures-title">Reviewed by</h2><div class="scroll"><table><caption>To be filled in by hand where the record is filed on paper</caption><thead><tr><th scope="col">Name</th><th scope="col">Function</th><th scope="col">Date</th><th scope="col">Signature</th></tr></thead><tbody>${[
  1, 2, 3,
].map(() => html`<tr class="sign"><td>&nbsp;</td><td></td><td></td><td></td></tr>`)}</tbody></table></div></section>`;

function page(report: ReviewReport, sections: readonly (Markup | undefined)[]): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${report.title}: assessment of ${report.asOf}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#requirements">Skip to the requirements</a>
<header class="page">
<h1>${report.title}</h1>
<p>Assessment of the cybersecurity documents, compared with ${report.asOf}; profile ${report.profile.name} (${report.profile.reason}).</p>
<p class="notice" id="drafting-aid">${report.disclaimer} "No finding" does not mean "compliant".</p>
<nav aria-label="Parts of this page"><ul><li><a href="#summary">Summary</a></li><li><a href="#requirements">Requirements</a></li><li><a href="#threats">Threats</a></li><li><a href="#traces">Traceability</a></li><li><a href="#vulnerabilities">Vulnerabilities</a></li><li><a href="#support">Support of components</a></li><li><a href="#flows">Data flows</a></li><li><a href="#inputs">Inputs and editions</a></li></ul></nav>
</header>
<main>
${sections}
</main>
<footer><p>Made with ${report.tool}, guidance data of ${report.edition}. ${report.disclaimer}</p></footer>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>
`;
}

function summary(report: ReviewReport): Markup {
  return html`<section id="summary" aria-labelledby="summary-title"><h2 id="summary-title">Summary</h2>
${report.device.length > 0 ? html`<dl class="facts">${report.device.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>` : undefined}
${report.folder === "" ? undefined : html`<p>Paths are relative to <code>${report.folder}</code></p>`}${list("Not everything could be done", report.troubles)}${list("Not everything was understood", report.notes)}
${countsTable("Requirements by source", "source", [...report.bySource, { id: "", name: "All sources", counts: report.totals }])}
${countsTable("Requirements by eSTAR attachment; one may belong to several", "attachment", report.byAttachment)}
<div class="scroll"><table><caption>Findings by document</caption><thead><tr><th scope="col">Document</th><th scope="col">Roles</th><th scope="col" class="n">Errors</th><th scope="col" class="n">Warnings</th><th scope="col" class="n">Information</th></tr></thead><tbody>${report.byDocument.map(
    ({ path, roles, errors, warnings, information }) =>
      html`<tr><th scope="row">${path}</th><td>${roles.join(", ")}</td><td class="n">${countText(errors)}</td><td class="n">${countText(warnings)}</td><td class="n">${countText(information)}</td></tr>`,
  )}</tbody></table></div>
</section>`;
}

function list(title: string, lines: readonly string[]): Markup | undefined {
  if (lines.length === 0) return undefined;
  return html`<h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

function countsTable(caption: string, first: string, groups: readonly CountedGroup[]): Markup {
  const heads = VERDICTS.map((verdict) => html`<th scope="col" class="n">${verdict}</th>`);
  const rows = groups.map(
    ({ name, counts }) =>
      html`<tr><th scope="row">${name}</th>${VERDICTS.map((verdict) => html`<td class="n">${counts[verdict]}</td>`)}<td class="n">${counts.total}</td></tr>`,
  );
  return html`<div class="scroll"><table><caption>${caption}</caption><thead><tr><th scope="col">${first}</th>${heads}<th scope="col" class="n">total</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function requirementSections(report: ReviewReport): Markup[] {
  const options = (values: readonly (readonly [value: string, name: string])[]) =>
    html`<option value="">all</option>${values.map(([value, name]) => html`<option value="${value}">${name}</option>`)}`;
  const same = (values: readonly string[]) => values.map((value) => [value, value] as const);
  const select = (name: string, label: string, values: readonly (readonly [string, string])[]) =>
    html`<label>${label}<select name="${name}">${options(values)}</select></label>`;
  const attachments = report.byAttachment.map(({ id }) => id).filter((id) => id !== "");
  return [
    html`<section id="requirements" aria-labelledby="requirements-title"><h2 id="requirements-title">Requirements</h2>
<form id="filters" class="filters" hidden aria-label="Filter the requirements">${select("verdict", "Verdict", same(VERDICTS))}${select(
      "source",
      "Source",
      report.bySource.map(({ id, name }) => [id, name]),
    )}${select("strength", "Strength", same(["statute", "regulation", "should", "may", "info"]))}${select("attachment", "Attachment", same(attachments))}${select(
      "document",
      "Document",
      same(report.byDocument.map(({ path }) => path)),
    )}<label>Words<input name="text" type="search" autocomplete="off"></label><button type="reset">Clear</button><button type="button" id="open-all">Open all</button><button type="button" id="close-all">Close all</button></form>
<p id="shown" role="status" class="place"></p>`,
    ...report.bySource.map(({ id, name }) => {
      const own = report.requirements.filter(({ source }) => source === id);
      return html`<section class="source" aria-label="${name}"><h3>${name}</h3>${own.map(requirementHtml)}</section>`;
    }),
    new Markup("</section>"),
  ];
}

interface Table {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly (string | Markup)[])[];
}

function tableSection({ id, title, about, heads, rows }: Table, picture?: Markup): Markup {
  const body =
    rows.length === 0
      ? html`<p>Nothing of the kind is in the documents that were read.</p>`
      : html`<div class="scroll"><table><caption>${about}</caption><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows
          .slice(0, MOST_LINES)
          .map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>${
          rows.length > MOST_LINES
            ? html`<p>${countText(rows.length - MOST_LINES)} more lines are not shown.</p>`
            : undefined
        }`;
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>${picture}${body}</section>`;
}

/** A table of more lines is for a workbook and no page. */
const MOST_LINES = 500;

function threatSection(assessment: Assessment): Markup {
  return tableSection({
    id: "threats",
    title: "Threats, controls and what verifies them",
    about: "As the threat models state it",
    heads: ["Threat", "What it is", "Said of", "Status", "Control", "Verified by", "Document"],
    rows: threatTraces(assessment).map((one) => [
      one.id,
      one.threat,
      one.on,
      one.status,
      one.control,
      one.verification,
      one.path,
    ]),
  });
}

function traceSection(assessment: Assessment): Markup {
  const ids = (list: readonly string[]) => (list.length > 0 ? list.join(", ") : html`<em>none</em>`);
  return tableSection({
    id: "traces",
    title: "Traceability: threat, risk, control, test",
    about: "Ids that the documents define and join; none marks where a chain breaks",
    heads: ["Threat", "Risk", "Control or requirement", "Test", "Defined in"],
    rows: idTraces(assessment).map((one) => [one.threat, ids(one.risks), ids(one.controls), ids(one.tests), one.path]),
  });
}

function vulnerabilitySection(assessment: Assessment): Markup {
  return tableSection({
    id: "vulnerabilities",
    title: "Components, vulnerabilities and their assessment",
    about: "As the SBOMs and VEX files state it",
    heads: ["Vulnerability", "Said of", "State", "Reason", "Action", "Document"],
    rows: vulnerabilityTraces(assessment).map((one) => [
      one.vulnerability,
      one.about,
      one.state,
      one.reason,
      one.action,
      one.path,
    ]),
  });
}

function supportSection(assessment: Assessment): Markup {
  const rows = supportRows(assessment);
  const dated = rows.filter(({ end }) => end !== "").sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
  const open = rows.filter(({ end }) => end === "");
  return tableSection(
    {
      id: "support",
      title: "Support of components",
      about: `${countText(rows.length)} components, ${countText(dated.length)} with an end of support; the earliest ${MOST_ROWS} of them are in the picture`,
      heads: ["Component", "Supplier", "Level of support", "End of support", "Reason where none", "Document"],
      rows: [...dated, ...open].map((one) => [
        one.component,
        one.supplier,
        one.level,
        one.end,
        one.justification,
        one.path,
      ]),
    },
    supportTimeline(rows, assessment.asOf, deviceEnds(assessment)),
  );
}

function deviceEnds({ files }: Assessment): string | undefined {
  for (const { file } of files) {
    for (const model of file?.models ?? []) {
      if (model.kind === "submission" && model.device.supportEnds.state === "given")
        return model.device.supportEnds.value;
    }
  }
  return undefined;
}

function flowSection(assessment: Assessment): Markup {
  const models = threatModelsOf(assessment).filter(({ model }) => model.flows.length > 0);
  if (models.length === 0) return tableSection({ id: "flows", title: "Data flows", about: "", heads: [], rows: [] });
  const parts = models.map(({ path, model }) => {
    const names = new Map(model.elements.map(({ id, name }) => [id, named(name, id)]));
    const end = (stated: (typeof model.flows)[number]["from"]) =>
      stated.state === "given" ? (names.get(stated.value) ?? stated.value) : "";
    const rows = model.flows.map((flow, i) => [
      String(i + 1),
      named(flow.name, flow.id),
      end(flow.from),
      end(flow.to),
      named(flow.protocol, ""),
      flow.encrypted.state === "given" ? (flow.encrypted.value ? "yes" : "no") : "",
      tick(named(flow.authentication, "")),
      flow.crosses === "unknown" ? "not known" : flow.crosses.length === 0 ? "none" : String(flow.crosses.length),
    ]);
    return html`<h3>${path}</h3>${dataFlowPicture(model)}<div class="scroll"><table><caption>Flows by their number in the picture</caption><thead><tr>${[
      "No.",
      "Flow",
      "From",
      "To",
      "Protocol",
      "Encrypted",
      "Authentication",
      "Boundaries crossed",
    ].map(
      (head) => html`<th scope="col">${head}</th>`,
    )}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
  });
  return html`<section id="flows" aria-labelledby="flows-title"><h2 id="flows-title">Data flows</h2>${parts}</section>`;
}

/** Some formats have a tick only. */
function tick(text: string): string {
  return text === "true" ? "yes" : text === "false" ? "no" : text;
}

function inputs(report: ReviewReport): Markup {
  return html`${tableSection({
    id: "inputs",
    title: "Inputs and editions",
    about: "Every file of the run with its SHA-256",
    heads: ["File", "Roles", "Kind", "State", "SHA-256"],
    rows: report.files.map(({ path, roles, kind, state, sha256 }) => [
      path,
      roles.join(", "),
      kind,
      state,
      html`<code>${sha256}</code>`,
    ]),
  })}<div class="scroll"><table><caption>Held against these sources; the hash is that of the encoded data</caption><thead><tr><th scope="col">Source</th><th scope="col">Edition</th><th scope="col">Status</th><th scope="col">SHA-256</th></tr></thead><tbody>${report.sources.map(
    ({ title, issuer, date, status, url, sha256 }) =>
      html`<tr><td><a href="${url}">${title}</a>, ${issuer}</td><td>${date}</td><td>${status}</td><td><code>${sha256}</code></td></tr>`,
  )}</tbody></table></div><p>Verdicts: ${VERDICTS.map((verdict) => html`${verdictHtml(verdict)} `)}</p>`;
}
