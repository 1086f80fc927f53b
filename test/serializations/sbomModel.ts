/** An SBOM without a syntax: what the writers of this folder put into each of them. */
export interface SbomModel {
  readonly author?: string;
  readonly timestamp?: string;
  readonly product: Part;
  readonly parts: readonly Part[];
  /** Who depends on whom, by id. */
  readonly edges: readonly (readonly [from: string, to: string])[];
}

export interface Part {
  /** Usable as an SPDXID and as a bom-ref. */
  readonly id: string;
  readonly name: string;
  readonly type?: "library" | "application" | "firmware" | "operating-system" | "device" | "file";
  readonly version?: string;
  readonly supplier?: string;
  readonly purl?: string;
  /** The package manager that it comes from, where the file says so otherwise than by a package URL. */
  readonly manager?: "npm";
  readonly cpe?: string;
  /** Hexadecimal, with the algorithm as CycloneDX names it. */
  readonly hash?: readonly [algorithm: "MD5" | "SHA-1" | "SHA-256", content: string];
  readonly license?: string;
  readonly level?: string;
  readonly end?: string;
  readonly justification?: string;
}

const SHA256 = "9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0";

/** A small device with one gap of each kind that an SBOM can have in every format. */
export const PUMP: SbomModel = {
  author: "Calder Medical",
  timestamp: "2026-05-04T09:30:00Z",
  product: { id: "SPDXRef-pump", name: "Meridian IV", type: "firmware", version: "3.2.0", supplier: "Calder Medical" },
  parts: [
    {
      id: "SPDXRef-zlib",
      name: "zlib",
      type: "library",
      version: "1.3.1",
      supplier: "Jean-loup Gailly & Mark Adler",
      purl: "pkg:generic/zlib@1.3.1",
      cpe: "cpe:2.3:a:zlib:zlib:1.3.1:*:*:*:*:*:*:*",
      hash: ["SHA-256", SHA256],
      license: "Zlib",
      level: "actively maintained",
      end: "2031-06-30",
    },
    { id: "SPDXRef-nothing", name: "nothing-known" },
    { id: "SPDXRef-unknown", name: "unknown-supplier", type: "library", version: "2.0.0", supplier: "NOASSERTION" },
    {
      id: "SPDXRef-range",
      name: "left-pad",
      type: "library",
      version: "^1.3.0",
      supplier: "npm, Inc.",
      purl: "pkg:npm/left-pad",
    },
    { id: "SPDXRef-purl", name: "odd-purl", version: "1.0.0", supplier: "Acme", purl: "npm/odd-purl@1.0.0" },
    { id: "SPDXRef-moved", name: "moved", version: "2.0.0", supplier: "Acme", purl: "pkg:npm/moved@1.9.0" },
    { id: "SPDXRef-cpe", name: "odd-cpe", version: "1.0.0", supplier: "Acme", cpe: "cpe:2.3:a:acme" },
    {
      id: "SPDXRef-weak",
      name: "weak-hash",
      version: "1.0.0",
      supplier: "Acme",
      hash: ["MD5", "5d41402abc4b2a76b9719d911017c592"],
    },
    { id: "SPDXRef-short", name: "short-hash", version: "1.0.0", supplier: "Acme", hash: ["SHA-256", "9834876d"] },
    {
      id: "SPDXRef-over",
      name: "support-over",
      version: "1.0.0",
      supplier: "Acme",
      level: "actively maintained",
      end: "2024-01-31",
    },
    { id: "SPDXRef-words", name: "support-in-words", version: "1.0.0", supplier: "Acme", end: "next summer" },
    {
      id: "SPDXRef-reason",
      name: "justified",
      version: "1.0.0",
      supplier: "Acme",
      justification: "The supplier was dissolved in 2019.",
    },
    { id: "SPDXRef-path", name: "/usr/lib/libfoo.so.1", version: "1.0.0", supplier: "Acme" },
    {
      id: "SPDXRef-os",
      name: "FreeRTOS <kernel>",
      type: "operating-system",
      version: "10.5.1",
      supplier: "Amazon Web Services",
    },
    { id: "SPDXRef-placeholder", name: "built-here", version: "latest", supplier: "unknown" },
    { id: "SPDXRef-apart", name: "stands-apart", version: "1.0.0", supplier: "Acme" },
  ],
  edges: [
    ...["zlib", "nothing", "unknown", "range", "purl", "moved", "cpe", "weak", "short", "over", "words", "reason"].map(
      (to) => ["SPDXRef-pump", `SPDXRef-${to}`] as const,
    ),
    ["SPDXRef-pump", "SPDXRef-path"],
    ["SPDXRef-pump", "SPDXRef-os"],
    ["SPDXRef-os", "SPDXRef-placeholder"],
    ["SPDXRef-zlib", "SPDXRef-missing"],
  ],
};

/** The same pump without author, time and graph. */
export const BARE_PUMP: SbomModel = { product: PUMP.product, parts: PUMP.parts.slice(0, 3), edges: [] };

/** A bigger SBOM whose gaps are strewn by a seeded generator: the same seed gives the same one. */
export function seededSbom(seed: number, count: number): SbomModel {
  const random = generator(seed);
  const pick = <T>(values: readonly T[]): T | undefined => values[Math.floor(random() * values.length)];
  const parts = Array.from({ length: count }, (_, at): Part => {
    const name = `${pick(["alpha", "beta", "gamma", "delta"])}-${at}`;
    const version = pick([`${at % 9}.${at % 7}.${at % 5}`, "1.0", "", "NOASSERTION", "latest", undefined, "2024a"]);
    const ecosystem = pick(["npm", "pypi", "cargo", "nuget"]);
    return {
      id: `SPDXRef-${at}`,
      name,
      type: pick(["library", "library", "application", "file", undefined]),
      version,
      supplier: pick(["Acme", "Initech GmbH", "O'Neill & Söhne", "NOASSERTION", "", undefined]),
      purl: pick([`pkg:${ecosystem}/${name}@${version}`, `pkg:${ecosystem}/${name}`, "pkg:broken", undefined]),
      hash: pick([
        ["SHA-256", SHA256],
        ["SHA-1", "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12"],
        ["MD5", "1234"],
        undefined,
      ] as const),
      license: pick(["MIT", "Apache-2.0", "NOASSERTION", undefined]),
      level: pick(["actively maintained", "abandoned", "unknown", undefined]),
      end: pick(["2031-12-31", "2020-02-29", "31.12.2031", undefined]),
      justification: pick(["No contract with the supplier.", undefined, undefined, undefined]),
    };
  });
  const ids = ["SPDXRef-pump", ...parts.map(({ id }) => id)];
  const edges = parts.flatMap(({ id }, at): [string, string][] => {
    const from = ids[Math.floor(random() * (at + 1))];
    return from === undefined || random() < 0.1 ? [] : [[from, id]];
  });
  return { ...PUMP, parts, edges };
}

/** A small generator of numbers from 0 to 1 (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
