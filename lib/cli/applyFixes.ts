import { fixEdits } from "../fix/fixEdits.ts";
import { applyEdits, type TextEdit } from "../fix/textEdit.ts";
import type { Assessment, Finding } from "../model/assessment.ts";
import type { SourceFile } from "../model/sourceFile.ts";
import { checkLoaded, type FolderOptions, type Loaded } from "../node.ts";
import { withText } from "./withText.ts";

/** Fixes of one element build on each other, so there is a round for each; more than the kinds of fix there cannot be. */
const MOST_ROUNDS = 12;

/** A document before and after its fixes. */
export interface Fixed {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** How many fixes went into it. */
  readonly fixes: number;
}

/**
 * Inserts the structure that findings miss, round by round, each time on what the round before left: two fixes of one element would otherwise
 * add the same list twice. Nothing is written.
 * @param passes findings that somebody asked for
 */
export async function applyFixes(
  loaded: Loaded,
  options: FolderOptions,
  passes: (finding: Finding) => boolean,
): Promise<{ assessment: Assessment; fixed: readonly Fixed[] }> {
  const fixed = new Map<string, Fixed>();
  let files: readonly SourceFile[] = loaded.files;
  for (let round = 0; ; round++) {
    const assessment = await checkLoaded({ ...loaded, files }, options);
    const done = round < MOST_ROUNDS ? roundOf(assessment, passes) : new Map<string, Fixed>();
    if (done.size === 0) return { assessment, fixed: [...fixed.values()] };
    for (const [path, one] of done) {
      const first = fixed.get(path);
      fixed.set(path, { ...one, before: first?.before ?? one.before, fixes: (first?.fixes ?? 0) + one.fixes });
    }
    files = files.map((file) => {
      const one = done.get(file.path);
      return one ? withText(file, one.after) : file;
    });
  }
}

function roundOf({ files, findings }: Assessment, passes: (finding: Finding) => boolean): Map<string, Fixed> {
  const done = new Map<string, Fixed>();
  for (const { path, text, state } of files) {
    const own = findings.filter((one) => one.path === path && one.requirement.fix !== undefined && passes(one));
    if (state !== "read" || own.length === 0) continue;
    const before = text.toString();
    const edits = editsOf(before, own);
    if (edits.length > 0)
      done.set(path, { path, before, after: applyEdits(before, edits.flat()), fixes: edits.length });
  }
  return done;
}

/** One fix an element, none that reach into each other. */
function editsOf(text: string, findings: readonly Finding[]): TextEdit[][] {
  const taken = new Set<number | undefined>();
  const fixes: TextEdit[][] = [];
  for (const finding of findings) {
    const element = finding.element?.start;
    if (taken.has(element)) continue;
    const edits = fixEdits(text, finding);
    const collides = edits.some(({ span }) =>
      fixes.flat().some((other) => span.start <= other.span.end && other.span.start <= span.end),
    );
    if (edits.length === 0 || collides) continue;
    taken.add(element);
    fixes.push(edits);
  }
  return fixes;
}
