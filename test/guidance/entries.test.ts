import assert from "node:assert/strict";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import type { Requirement } from "../../lib/model/guidance.ts";

/** What the checks put into messages. */
const PLACEHOLDERS = new Set(
  "component version value vulnerability reference document device expected found other row column count role element missing names total".split(
    " ",
  ),
);

describe("entries of the guidance", () => {
  const entries = catalogue().sources.flatMap((source) => source.requirements);

  it("there are entries", () => assert.ok(entries.length > 0));

  for (const entry of entries) {
    it(`${entry.id} is complete and speaks right`, () => {
      assert.match(entry.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.doesNotMatch(entry.id, /(^|-)(q\d|p\d+$|page)/, "an id names no question and no page");
      for (const text of [entry.title, entry.cite, entry.why, entry.do, entry.limits]) assert.ok(text.length > 0);
      for (const [, name] of `${entry.message} ${entry.many ?? ""}`.matchAll(/\{([a-z-]+)\}/g)) {
        assert.ok(PLACEHOLDERS.has(name ?? ""), `the placeholder {${name}} is not known`);
      }
      for (const other of entry.sameAs)
        assert.ok(catalogue().requirement(other), `same-as names ${other}, which does not exist`);
      if (entry.ask) assert.match(entry.ask.question, /\?$/);
      speaksRight(entry);
    });
  }

  it("every fact row is in exactly one state", () => {
    const rows = new Map<string, string>();
    const note = (row: string, where: string) => {
      assert.equal(rows.get(row), undefined, `${row} stands in ${rows.get(row)} and in ${where}`);
      rows.set(row, where);
    };
    for (const entry of entries) for (const row of entry.rows) note(row, entry.id);
    for (const source of catalogue().sources) {
      for (const context of source.context) for (const row of context.rows) note(row, `${source.id} context`);
    }
    for (const left of catalogue().leftOut) for (const row of left.rows) note(row, "left-out.yaml");
    const known = new Set(catalogue().rows.flatMap((area) => area.rows.map(({ row }) => row)));
    for (const row of known) assert.ok(rows.has(row), `${row} is neither checked, asked, context nor left out`);
    for (const [row, where] of rows)
      assert.ok(known.has(row), `${where} answers for ${row}, which is not in rows.yaml`);
  });

  it("profiles name sources that exist", () => {
    for (const profile of catalogue().profiles) {
      for (const id of profile.sources) assert.ok(catalogue().source(id), `${profile.name} names ${id}`);
      for (const id of profile.requirements ?? [])
        assert.equal(
          profile.sources.includes(catalogue().requirement(id)?.source ?? ""),
          false,
          `${profile.name}: ${id}`,
        );
      for (const id of profile.requirements ?? [])
        assert.ok(catalogue().requirement(id), `${profile.name} names ${id}`);
    }
  });
});

/** A recommendation must not sound like a duty: the reader signs for the difference. */
function speaksRight(entry: Requirement): void {
  const all = [...spoken(entry), entry.limits, entry.note ?? "", entry.ask?.look ?? ""].join(" ");
  assert.doesNotMatch(all, /\b(FDA|NTIA|CISA|NIST|guidance) (requires|demands|mandates|insists|obliges)\b/i);
  if (entry.strength === "may") assert.doesNotMatch(spoken(entry).join(" "), /\b(FDA|guidance) recommends\b/i);
  citesPagesThatWereRead(entry);
  if (entry.strength === "statute" || entry.strength === "regulation") return;
  assert.doesNotMatch(
    spoken(entry).join(" "),
    /\bis (mandatory|obligatory|compulsory)\b|\brequired by (FDA|law|statute|regulation|the guidance)\b/i,
  );
  assert.doesNotMatch(
    `${entry.message} ${entry.many ?? ""}`,
    /\b(must|shall|requires?|required|needs? to|ha(s|ve) to|is needed|mandatory|obligat\w+|duty|violat\w+|non-?complian\w+)\b/i,
    "a message that is no duty speaks of none",
  );
}

/** What a user reads beside the text that has the gap. */
function spoken(entry: Requirement): string[] {
  return [entry.title, entry.message, entry.many ?? "", entry.why, entry.do, entry.ask?.question ?? ""];
}

/** Sources whose own numbering was not read in the original. */
const UNNUMBERED = new Set([
  "fda-ots-2005",
  "fda-ots-2005-healthcare",
  "nist-sp-1800-8",
  "cisa-2026",
  "framing-3",
  "estar",
]);

/** Only the premarket guidance of 2026-02-03 was read page by page, and it has 64 pages. */
function citesPagesThatWereRead(entry: Requirement): void {
  for (const text of [entry.cite, ...spoken(entry), entry.limits, entry.note ?? ""]) {
    const pages = [...text.matchAll(/\bpp?\. ?(\d+)(?:-(\d+))?/g)].flatMap(([, from, to]) => [from, to ?? from]);
    if (pages.length > 0 && entry.source !== "fda-premarket-2026")
      assert.match(text, /2026-02-03|\bVII\.[C-E]\b/, "a page is cited of the premarket guidance only");
    for (const page of pages) assert.ok(Number(page) <= 64, `page ${page} is behind the last one`);
  }
  if (UNNUMBERED.has(entry.source))
    assert.doesNotMatch(
      entry.cite,
      /\b(section|clause|table|figure|question|page|Q) ?\d/i,
      "its numbers were not read",
    );
}
