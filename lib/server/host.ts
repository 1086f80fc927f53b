/**
 * How the server gets at files that are not open in the editor. Node reads the disk; in a browser, and for file systems
 * that only the editor knows, the client is asked.
 */
export interface ServerHost {
  /**
   * The whole text, without byte-order mark. Rejects with an error named `MissingFile` when there is no such file.
   * @param within folder that no link may lead out of, where the host knows links
   */
  readText(uri: string, within?: string): Promise<string>;
  /** A mark that changes whenever the content may have changed; undefined when there is no such file. Never rejects. */
  stamp(uri: string): Promise<string | undefined>;
}

/** The error that hosts reject with when a file does not exist. */
export function missingFile(uri: string): Error {
  const error = new Error(`${uri} does not exist.`);
  error.name = "MissingFile";
  return error;
}
