/** Editors encode the same URI differently (`file:///c%3A/x`, `file:///c:/x`): two URIs name one file when their keys are equal. */
export function uriKey(uri: string): string {
  return decoded(uri).replace(/^file:\/\/\/[A-Z]:/, (drive) => drive.toLowerCase());
}

/** The folder of a file or folder, without trailing slash; undefined at the root. */
export function parentUri(uri: string): string | undefined {
  const path = /^([a-z][a-z\d+.-]*:\/\/[^/]*)(\/.*)$/i.exec(uri);
  if (path?.[1] === undefined || path[2] === undefined) return undefined;
  const cut = path[2].lastIndexOf("/");
  return path[2] === "/" ? undefined : path[1] + (cut === 0 ? "/" : path[2].slice(0, cut));
}

/** The URI of a path, written with slashes, as seen from a folder. `..` is followed. */
export function resolveUri(folder: string, path: string): string {
  const encoded = path
    .split("/")
    .map((step) => encodeURIComponent(step))
    .join("/");
  const base = folder.endsWith("/") ? folder : `${folder}/`;
  const drive = path.startsWith("/") || /^[a-z]:\//i.test(path);
  if (drive && base.startsWith("file:")) return `file:///${encoded.replace(/^\//, "").replace(/^([a-z])%3A/i, "$1:")}`;
  return new URL(encoded, base).href;
}

/** The path from a folder to a file below it, else the whole URI, decoded for people. */
export function pathBelow(folder: string, uri: string): string {
  const base = uriKey(folder.endsWith("/") ? folder : `${folder}/`);
  const key = uriKey(uri);
  return key.startsWith(base) ? key.slice(base.length) : key;
}

/** The last step of a URI's path, decoded. */
export function nameOf(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf("/") + 1));
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
