import type { AssessedFile, Assessment } from "../model/assessment.ts";
import type { SourceText } from "../model/sourceText.ts";
import type { Span } from "../model/span.ts";
import { linesOf, type Position } from "./linesOf.ts";

/** A span in lines and columns; `end` is the position just behind the last character. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Looks up places of one run; each file's lines are counted once, however many findings it has. */
export interface Places {
  /** 1:1 for a file that is not part of the run. */
  range(path: string, span: Span): Range;
  text(path: string): SourceText;
}

/** Makes the look-up for an assessment. */
export function placesOf({ files }: Pick<Assessment, "files">): Places {
  const byPath = new Map(files.map((file): [string, AssessedFile] => [file.path, file]));
  const lines = new Map<string, (offset: number) => Position>();
  const text = (path: string) => byPath.get(path)?.text ?? "";
  return {
    text,
    range(path, span) {
      let position = lines.get(path);
      if (position === undefined) {
        position = linesOf(text(path));
        lines.set(path, position);
      }
      return { start: position(span.start), end: position(span.end) };
    },
  };
}
