import type { ReadFile } from "../model/readFile.ts";
import type { Waiver, WaiverFile } from "../model/waiver.ts";
import { inlineWaivers } from "../read/submission/inlineWaivers.ts";
import { joinPath } from "./joinPath.ts";
import type { ReadSubmission } from "./readAll.ts";

/** A waiver with the file that it stands in. */
export interface PlacedWaiver {
  readonly waiver: Waiver;
  readonly path: string;
  /** The document that it is limited to, as the run names it. */
  readonly document: string | undefined;
  readonly subjects: ReadonlySet<string>;
}

/** All waivers of a run: those of `premarket-waivers.yaml` first, then the comments in the order of the files. */
export function waiversOf({ files, submission }: ReadSubmission): PlacedWaiver[] {
  const read = files.flatMap(({ file }) => (file ? [file] : []));
  const sidecar = sidecarOf(submission.configFile);
  const listed = read.filter(({ source }) => source.path === sidecar).flatMap(fileWaivers);
  const comments = read.filter(({ kind }) => kind !== "waivers").flatMap(commentWaivers);
  return [...listed, ...comments];
}

function sidecarOf(config: ReadFile | undefined): string | undefined {
  return config && joinPath(config.source.path.split("/").slice(0, -1), "premarket-waivers.yaml");
}

function fileWaivers(file: ReadFile): PlacedWaiver[] {
  const { path } = file.source;
  const folder = path.split("/").slice(0, -1);
  const model = file.models.find((one): one is WaiverFile => one.kind === "waivers");
  return (model?.waivers ?? []).map((waiver) => ({
    waiver,
    path,
    document: waiver.document === undefined ? undefined : joinPath(folder, waiver.document),
    subjects: new Set(waiver.subjects.map((subject) => subject.replace(/\s+/g, " ").trim())),
  }));
}

function commentWaivers(file: ReadFile): PlacedWaiver[] {
  const { path } = file.source;
  return inlineWaivers(file).map((waiver) => ({ waiver, path, document: path, subjects: new Set() }));
}
