const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EISDIR: "it is a folder",
  ELOOP: "its symbolic links lead round in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "its name is too long",
  ERR_INVALID_ARG_VALUE: "its name holds a character that no file name has",
  ENXIO: "it is not a regular file",
};

/** Says in words what the system says in codes. */
export function plainError(error: unknown): Error {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === undefined) return error instanceof Error ? error : new Error(String(error));
  const plain = new Error(REASONS[code] ?? `the system says ${code}`);
  if (code === "ENOENT" || code === "ENOTDIR") {
    plain.name = "MissingFile";
    plain.message = "it does not exist";
  }
  return plain;
}
