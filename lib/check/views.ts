import type { Gap } from "../model/assessment.ts";
import type { ArchitectureView, ViewCheck } from "../model/guidance.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { listed } from "./covers.ts";
import { explanationOf, type FoundView, findViews, VIEW_NAMES } from "./findViews.ts";
import { matterPattern, touched } from "./matters.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { proseOf } from "./prose.ts";
import { spokenStretches } from "./spoken.ts";
import { threatModelOf } from "./threatFacts.ts";

const ALL = Object.keys(VIEW_NAMES) as ArchitectureView[];

/** `view`: an architecture view stands somewhere, tells what it is asked for, and is drawn and explained. */
export function views(check: ViewCheck, input: CheckInput): Observation {
  const wanted = check.view === "each" ? ALL : [check.view];
  const found = wanted.flatMap((view) => findViews(view, input.owed).map((one) => ({ ...one, view })));
  if (check.shows) return shows(found);
  if (check.covers) return coveredIn(check, found);
  return present(wanted, input);
}

/** A missing view is a gap in a configured submission, or beside another view in the same run; a lone file owes none. */
function present(wanted: readonly ArchitectureView[], input: CheckInput): Observation {
  const tally = new Tally();
  for (const view of wanted) {
    const there = findViews(view, input.owed)[0];
    const said = there ? undefined : explanationOf(view, input.owed);
    const place = there ?? said;
    if (place) {
      const says = there ? `the ${VIEW_NAMES[view]}` : `why there is no ${VIEW_NAMES[view]} of its own`;
      if (tally.pass()) tally.show({ path: place.document.path, span: place.span, says });
      continue;
    }
    const home = homeOf(input);
    if (home) tally.fail(gapAt(home, VIEW_NAMES[view]));
  }
  if (tally.total > 0) return tally.observation("");
  return notEvaluated(
    "No document of the run holds architecture views, so it is not known whether this one is missing.",
  );
}

/** Where the missing view would be written: the document of the views, else one that has another view. */
function homeOf({ owed, submission }: CheckInput): SubmissionDocument | undefined {
  const own = owed.find(({ roles }) => roles.includes("architecture-views"));
  if (own) return own;
  const beside = owed.find((document) => ALL.some((view) => findViews(view, [document]).length > 0));
  return beside ?? (submission.configured ? owed[0] : undefined);
}

function gapAt(document: SubmissionDocument, view: string): Gap {
  const anchor = proseOf(document.file)?.anchor ?? threatModelOf(document.file)?.anchor ?? { start: 0, end: 1 };
  return {
    path: document.path,
    span: anchor,
    subject: view,
    data: { element: view, document: document.path },
    related: [],
  };
}

type Viewed = FoundView & { readonly view: ArchitectureView };

function coveredIn(check: ViewCheck, found: readonly Viewed[]): Observation {
  const written = found.filter(({ sections }) => sections.length > 0);
  const [first] = written;
  if (!first) return notEvaluated("The view does not stand in a text that is read, so a person has to look.");
  const tally = new Tally();
  const stretches = ({ document, sections }: Viewed) =>
    spokenStretches(document).filter(({ start }) =>
      sections.some(({ span }) => span.start <= start && start < span.end),
    );
  const missing: string[] = [];
  for (const matter of check.covers ?? []) {
    const pattern = matterPattern(matter);
    const places = written.map((one) => ({ path: one.document.path, span: touched(pattern, stretches(one)) }));
    const hit = places.find(({ span }) => span !== undefined);
    if (hit?.span) tally.show({ path: hit.path, span: hit.span, says: `speaks of ${matter.name}` });
    else missing.push(matter.name);
  }
  if (missing.length === 0) tally.pass();
  else {
    const data = { element: VIEW_NAMES[first.view], missing: listed(missing), document: first.document.path };
    const partly = missing.length < (check.covers?.length ?? 0);
    const subject = `${VIEW_NAMES[first.view]}: ${missing.join(", ")}`;
    tally.fail({ path: first.document.path, span: first.span, subject, data, related: [], ...(partly && { partly }) });
  }
  return { ...tally.observation(""), forReview: true };
}

const DIAGRAM_FENCE = /^(?:mermaid|plantuml|puml|dot|graphviz|d2|ditaa|c4|wavedrom)$/;
const PICTURE = /!\[[^\]]*\]|<img\b|\.(?:svg|png|jpe?g|drawio|puml|vsdx|pdf)\b|\bfigure \d+/i;
/** Fewer words than this beside a drawing explain nothing. */
const WORDS_OF_AN_EXPLANATION = 15;

function shows(found: readonly Viewed[]): Observation {
  const tally = new Tally();
  for (const view of new Set(found.map((one) => one.view))) {
    const all = found.filter((one) => one.view === view);
    const written = all.filter(({ sections }) => sections.length > 0);
    const [first] = written;
    // A diagram of a tool is a diagram; whether its text explains it is for a person.
    if (!first) continue;
    const drawn = all.length > written.length || written.some(isDrawn);
    const explained = written.some(isExplained);
    if (drawn && explained) {
      if (tally.pass()) tally.show({ path: first.document.path, span: first.span, says: "drawn and explained" });
      continue;
    }
    const missing = listed([...(drawn ? [] : ["diagram"]), ...(explained ? [] : ["explaining text"])]);
    tally.fail({
      path: first.document.path,
      span: first.span,
      subject: VIEW_NAMES[view],
      data: { element: VIEW_NAMES[view], missing, document: first.document.path },
      related: [],
      ...((drawn || explained) && { partly: true }),
    });
  }
  if (tally.total > 0) return tally.observation("");
  return notEvaluated("No architecture view stands in a text that is read.");
}

function isDrawn({ sections }: FoundView): boolean {
  return sections.some(
    (section) =>
      PICTURE.test(section.text) ||
      (/```|~~~/.test(section.text) &&
        section.blocks().some((block) => block.kind === "fence" && DIAGRAM_FENCE.test(block.language))),
  );
}

function isExplained({ sections }: FoundView): boolean {
  let words = 0;
  for (const section of sections) {
    for (const block of section.blocks()) {
      if (block.kind === "fence" || block.kind === "html") continue;
      const text =
        block.kind === "table" ? block.rows.flatMap((row) => row.cells.map((cell) => cell.text)).join(" ") : block.text;
      words += text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
      if (words >= WORDS_OF_AN_EXPLANATION) return true;
    }
  }
  return false;
}
