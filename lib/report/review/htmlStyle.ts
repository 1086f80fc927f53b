/** The style of the reviewer's page: system fonts, contrast of at least 4.5 to 1, and a layout of its own for paper. */
export const STYLE = `
:root { --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --paper: #fff; --tint: #f6f8fa; --accent: #0b57a4; }
* { box-sizing: border-box; }
body { margin: 0; color: var(--ink); background: var(--paper); font: 15px/1.5 system-ui, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
main, header.page, footer { max-width: 74rem; margin: 0 auto; padding: 0 1.5rem; }
h1 { font-size: 1.7rem; margin: 1.5rem 0 .25rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .5rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; z-index: 2; }
.notice { border-left: 4px solid #9a6700; background: #fff8e5; padding: .5rem .75rem; margin: .75rem 0; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: 0; margin: .5rem 0 0; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .5rem 0; }
dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; font-size: .92rem; }
caption { text-align: left; color: var(--soft); padding: .25rem 0; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
td code { overflow-wrap: anywhere; }
tr.sign td { height: 2.2rem; }
thead th { background: var(--tint); } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
code, .quote { font-family: ui-monospace, SFMono-Regular, Consolas, monospace; font-size: .88em; }
.quote { display: block; background: var(--tint); border-left: 3px solid var(--line); padding: .2rem .5rem; margin: .2rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.place { color: var(--soft); overflow-wrap: anywhere; }
.verdict { display: inline-block; min-width: 6.5rem; padding: 0 .5rem; border-radius: 1rem; border: 1px solid currentColor; text-align: center; font-size: .85rem; white-space: nowrap; }
.v-met { color: #116329; } .v-partly-met { color: #7a4b00; } .v-not-met { color: #a40e26; font-weight: 600; }
.v-waived { color: #512a97; } .v-not-applicable, .v-not-evaluated { color: #57606a; } .v-needs-review { color: #0b57a4; }
.severity-error { color: #a40e26; font-weight: 600; } .severity-warning { color: #7a4b00; } .severity-information { color: #0b57a4; }
form.filters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; background: var(--tint); border: 1px solid var(--line); padding: .75rem; margin: .5rem 0; }
form.filters label { display: grid; font-size: .85rem; color: var(--soft); }
form.filters select, form.filters input { font: inherit; padding: .25rem .4rem; border: 1px solid #6e7781; border-radius: 4px; background: var(--paper); color: var(--ink); max-width: 18rem; }
form.filters button { font: inherit; padding: .3rem .8rem; border: 1px solid #6e7781; border-radius: 4px; background: var(--paper); color: var(--ink); cursor: pointer; }
details.requirement { border: 1px solid var(--line); border-radius: 6px; margin: .4rem 0; padding: .4rem .75rem; }
details.requirement > summary { cursor: pointer; display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
details.requirement > summary .title { flex: 1 1 20rem; } details.requirement > summary .id { color: var(--soft); }
h4 { margin: .75rem 0 .2rem; } .requirement p { margin: .4rem 0; }
.requirement ul { padding-left: 1.2rem; margin: .25rem 0; }
[hidden] { display: none !important; }
svg { max-width: 100%; height: auto; display: block; margin: .5rem 0; } svg text { font: 12px system-ui, "Segoe UI", sans-serif; fill: var(--ink); }
footer { color: var(--soft); padding-bottom: 2rem; margin-top: 2rem; border-top: 1px solid var(--line); }
@page { margin: 16mm 14mm; }
@media print {
  body { font-size: 9pt; line-height: 1.35; } h4 { margin: .4rem 0 .1rem; } .requirement p { margin: .2rem 0; } main, header.page, footer { max-width: none; padding: 0; }
  form.filters, nav, .skip { display: none; }
  details.requirement { break-inside: auto; border-radius: 0; } details.requirement > summary { break-after: avoid; list-style: none; }
  h2, h3, caption { break-after: avoid; } tr, .quote, svg { break-inside: avoid; } .scroll { overflow: visible; }
  a { color: inherit; text-decoration: none; }
}
`;
