/** Stands before the lines that are meant for the shell, among all that VS Code writes to the same console. */
export const MARK = "premarket-test ";
