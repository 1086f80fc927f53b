import { commands, type ExtensionContext, type LogOutputChannel, type TextDocument, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { OPEN_REQUIREMENT } from "../../lib/server/protocol.ts";
import { Client } from "./client.ts";
import { openSample } from "./openSample.ts";
import { Relevance } from "./relevance.ts";
import { RequirementPages } from "./requirementPages.ts";

/** What the extension hands to other extensions and to tests. */
export interface PremarketApi {
  /** Whether the language server has been started; it is not in a workspace that has nothing for it. */
  readonly running: () => boolean;
  /** Resolves once every document that was open at activation has been looked at, and the server, if one is needed, is up. */
  readonly ready: Promise<void>;
}

export type MakeClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** Everything that does not depend on where the extension runs. Nothing is started before a document needs it, and nothing ever pops up. */
export function activateIn(context: ExtensionContext, make: MakeClient): PremarketApi {
  const log = window.createOutputChannel("Premarket", { log: true });
  const client = new Client(make, log);
  const relevance = new Relevance();
  const pages = new RequirementPages(client);
  const look = (document: TextDocument) => startFor(document, { client, relevance, log });
  context.subscriptions.push(
    log,
    client,
    relevance,
    pages,
    workspace.onDidOpenTextDocument((document) => void look(document)),
    relevance.onDidChange(() => void lookAtAll(look)),
    commands.registerCommand(OPEN_REQUIREMENT, (id?: unknown) => pages.open(typeof id === "string" ? id : undefined)),
    commands.registerCommand("premarket.openSample", () => openSample(context.extensionUri)),
    commands.registerCommand("premarket.restartServer", () => client.restart()),
    commands.registerCommand("premarket.showOutput", () => log.show()),
  );
  return { running: () => client.running, ready: lookAtAll(look) };
}

interface Parts {
  readonly client: Client;
  readonly relevance: Relevance;
  readonly log: LogOutputChannel;
}

async function startFor(document: TextDocument, { client, relevance, log }: Parts): Promise<void> {
  try {
    if (!client.knows(document.uri.scheme) && (await relevance.of(document))) await client.start(document.uri.scheme);
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
  }
}

async function lookAtAll(look: (document: TextDocument) => Promise<void>): Promise<void> {
  await Promise.all(workspace.textDocuments.map(look));
}
