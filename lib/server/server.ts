import {
  type ClientCapabilities,
  CodeActionKind,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  type TextDocumentPositionParams,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TOOL_VERSION } from "../assess/toolVersion.ts";
import { clientHost } from "./clientHost.ts";
import { codeActions } from "./codeActions.ts";
import { findingsIn } from "./diagnostics.ts";
import { evidenceHoverAt } from "./evidenceHover.ts";
import { FileTexts } from "./fileTexts.ts";
import type { ServerHost } from "./host.ts";
import { hoverAt } from "./hover.ts";
import { definitionAt, type IdQuestion, referencesAt, renamableAt, renameAt } from "./identifiers.ts";
import { openInBrowser, requirementEntries, requirementPageOf } from "./pages.ts";
import {
  type InitializationOptions,
  OPEN_REQUIREMENT,
  PAGE_REQUEST,
  type PageParams,
  REQUIREMENTS_REQUEST,
  STATUS_REQUEST,
  type StatusParams,
} from "./protocol.ts";
import { Reports } from "./reports.ts";
import { statusOf } from "./status.ts";
import { Submissions } from "./submissions.ts";
import { waiverPlacesOf } from "./waiverActions.ts";

/** Changes of these files may change what is shown in others. */
const WATCHED = "**/*.{json,jsonld,md,markdown,rst,yaml,yml,xml,rdf,spdx,tag,csv}";

/**
 * Serves one client over a connection that the caller listens on afterwards. Knows no requirement and no file system:
 * the same stages as on the command line do the work, on the texts that the editor holds and the host reads.
 * @param host reads `file:` URIs; without one, and for all other schemes, the client is asked if it offers that
 */
export function createServer(connection: Connection, host: ServerHost | undefined): void {
  const documents = new TextDocuments(TextDocument);
  const client = {
    pull: false,
    refresh: false,
    watches: false,
    versionedEdits: false,
    createsFiles: false,
    readsFiles: false,
  };
  const asked = clientHost(connection);
  const nobody: ServerHost = { stamp: async () => undefined, readText: asked.readText };
  const hostOf = (uri: string) => (host && uri.startsWith("file:") ? host : client.readsFiles ? asked : nobody);
  const files = new FileTexts({
    stamp: (uri) => hostOf(uri).stamp(uri),
    readText: (uri, within) => hostOf(uri).readText(uri, within),
  });
  const submissions = new Submissions(files);
  const reports = new Reports({ connection, documents, submissions, client });

  connection.onInitialize((params) => {
    const options = optionsOf(params);
    Object.assign(client, abilities(params.capabilities), { readsFiles: options.readsFiles === true });
    return initializeResult(options);
  });
  connection.onInitialized(() => {
    if (!client.watches) return;
    const watchers = [{ globPattern: WATCHED }];
    void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) files.forget(uri);
    reports.filesChanged();
  });

  documents.onDidChangeContent(({ document }) => {
    files.update(document);
    reports.changed(document.uri);
  });
  documents.onDidSave(({ document }) => {
    files.update(document, true);
    reports.changed(document.uri);
  });
  documents.onDidClose(({ document }) => {
    files.close(document.uri);
    submissions.close(document.uri);
    reports.closed(document.uri);
  });

  connection.languages.diagnostics.on((params, token) => reports.pull(params, token));
  connection.onHover(async ({ textDocument, position }) => {
    const checked = await submissions.check(textDocument.uri);
    if (checked.state !== "checked") return undefined;
    const { run, path } = checked;
    return hoverAt(findingsIn(run, path), position) ?? evidenceHoverAt(run, path, position);
  });
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const checked = await submissions.check(textDocument.uri);
    const document = documents.get(textDocument.uri);
    if (document === undefined || checked.state !== "checked") return [];
    const shown = findingsIn(checked.run, checked.path);
    const waiverPlaces = waiverPlacesOf(checked, client.createsFiles);
    return codeActions(shown, { document, range, context, versionedEdits: client.versionedEdits, waiverPlaces });
  });
  const idQuestion = async ({ textDocument, position }: TextDocumentPositionParams): Promise<IdQuestion> => {
    const checked = await submissions.check(textDocument.uri);
    return { checked, offset: documents.get(textDocument.uri)?.offsetAt(position) ?? 0 };
  };
  connection.onDefinition(async (params) => definitionAt(await idQuestion(params)));
  connection.onReferences(async (params) => referencesAt(await idQuestion(params), params.context.includeDeclaration));
  connection.onPrepareRename(async (params) => renamableAt(await idQuestion(params)));
  connection.onRenameRequest(async (params) =>
    renameAt(await idQuestion(params), params.newName.trim(), {
      versionedEdits: client.versionedEdits,
      open: (uri) => documents.get(uri),
    }),
  );
  connection.onExecuteCommand(({ command, arguments: given }) => {
    if (command === OPEN_REQUIREMENT) return openInBrowser(connection, String(given?.[0]));
    return undefined;
  });
  connection.onRequest(STATUS_REQUEST, async ({ uri }: StatusParams) => statusOf(await submissions.check(uri)));
  connection.onRequest(PAGE_REQUEST, ({ id }: PageParams) => requirementPageOf(id) ?? null);
  connection.onRequest(REQUIREMENTS_REQUEST, () => requirementEntries());
  documents.listen(connection);
}

function optionsOf(params: InitializeParams): InitializationOptions {
  const options: unknown = params.initializationOptions;
  return typeof options === "object" && options !== null ? (options as InitializationOptions) : {};
}

function abilities({ textDocument, workspace }: ClientCapabilities) {
  return {
    pull: textDocument?.diagnostic !== undefined,
    refresh: workspace?.diagnostics?.refreshSupport === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    createsFiles: workspace?.workspaceEdit?.resourceOperations?.includes("create") === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
  };
}

function initializeResult({ opensRequirements }: InitializationOptions): InitializeResult {
  return {
    serverInfo: { name: "Premarket", version: TOOL_VERSION },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
      hoverProvider: true,
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
      // A client that has the command itself would register it twice.
      executeCommandProvider: opensRequirements ? undefined : { commands: [OPEN_REQUIREMENT] },
    },
  };
}
