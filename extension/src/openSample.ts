import { commands, Uri, window, workspace } from "vscode";

const NAME = "infusion-pump-draft";

/** Copies the sample submission into a folder that the person chooses, and opens it in a new window. */
export async function openSample(extension: Uri): Promise<void> {
  const chosen = await window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: "Copy Sample Here",
    title: "Where should the sample submission go?",
  });
  const parent = chosen?.[0];
  if (parent === undefined) return;
  const target = Uri.joinPath(parent, NAME);
  try {
    await workspace.fs.copy(Uri.joinPath(extension, "dist", "samples", NAME), target, { overwrite: false });
  } catch {
    // It is there already, perhaps with edits: open it as it is.
  }
  await commands.executeCommand("vscode.openFolder", target, { forceNewWindow: true });
}
