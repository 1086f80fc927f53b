import type { Connection } from "vscode-languageserver";
import { catalogue } from "../guidance/catalogue.ts";
import { requirementPage } from "../report/requirementPage.ts";
import type { RequirementEntry, RequirementPage } from "./protocol.ts";

/** The page of one requirement; undefined where there is none of that id. */
export function requirementPageOf(id: string): RequirementPage | undefined {
  const guidance = catalogue();
  const requirement = guidance.requirement(id);
  const source = requirement && guidance.source(requirement.source);
  if (requirement === undefined || source === undefined) return undefined;
  return { id, title: requirement.title, markdown: requirementPage(requirement, source, guidance.examples(id)) };
}

/** Every requirement in the order of the sources. */
export function requirementEntries(): RequirementEntry[] {
  return catalogue().sources.flatMap((source) =>
    source.requirements.map(({ id, title, cite }) => ({ id, title, cite: `${source.title}, ${cite}` })),
  );
}

/** For editors that cannot show the page themselves: the source document in the browser. */
export async function openInBrowser(connection: Connection, id: string): Promise<void> {
  const guidance = catalogue();
  const url = guidance.source(guidance.requirement(id)?.source ?? "")?.url;
  if (url !== undefined) await connection.window.showDocument({ uri: url, external: true });
}
