/** Makes sure that the workbench is installed in the locked versions; returns the folder of its VS Code server. */
export function install(): string;
