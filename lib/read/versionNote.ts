/** The versions of a format whose members are all known. */
export interface KnownVersions {
  readonly major: number;
  readonly from: number;
  readonly to: number;
}

export const KNOWN_CYCLONEDX: KnownVersions = { major: 1, from: 2, to: 7 };
export const KNOWN_SPDX2: KnownVersions = { major: 2, from: 0, to: 3 };
export const KNOWN_SPDX3: KnownVersions = { major: 3, from: 0, to: 0 };
export const KNOWN_OPENVEX: KnownVersions = { major: 0, from: 0, to: 2 };
export const KNOWN_CSAF: KnownVersions = { major: 2, from: 0, to: 1 };

/** What is said of a version that is missing or not known; undefined for a known one. */
export function versionNote(format: string, version: string, known: KnownVersions): string | undefined {
  const last = `${known.major}.${known.to}`;
  if (version === "") return `The file does not say which version of ${format} it follows; it is read as ${last}.`;
  const parts = /^(\d+)\.(\d+)(?:\.\d+)*$/.exec(version);
  const minor = Number(parts?.[2]);
  if (parts && Number(parts[1]) === known.major && minor >= known.from && minor <= known.to) return undefined;
  return `${format} ${version} is not a version that Premarket knows; what it shares with ${last} is read.`;
}
