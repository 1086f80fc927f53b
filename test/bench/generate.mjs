// Seeded, deterministic inputs for the bench: the same bytes on every machine.

import { once } from "node:events";
import { createWriteStream } from "node:fs";

const NAMES = [
  "core",
  "crypto",
  "parser",
  "telemetry",
  "bluetooth",
  "buffer",
  "codec",
  "driver",
  "kernel",
  "logger",
  "queue",
  "sensor",
  "storage",
  "tls",
];
const SUPPLIERS = [
  "Calder Medical",
  "OpenSSL Software Foundation",
  "The Apache Software Foundation",
  "Müller & Söhne GmbH",
  "Red Hat, Inc.",
];
const ECOSYSTEMS = ["npm", "pypi", "maven", "cargo", "nuget", "generic"];

/** A small seeded generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Writes a pretty-printed CycloneDX 1.6 SBOM of `count` components in which some suppliers, hashes and end-of-support dates are missing. */
export async function writeSbom(file, count) {
  const random = seeded(42);
  const out = createWriteStream(file);
  const write = async (text) => {
    if (!out.write(text)) await once(out, "drain");
  };
  await write(
    `{\n  "bomFormat": "CycloneDX",\n  "specVersion": "1.6",\n  "version": 1,\n  "metadata": ${indent(METADATA, "  ")},\n  "components": [\n`,
  );
  const refs = [];
  for (let i = 0; i < count; i++) {
    const component = componentOf(random, i);
    refs.push(component["bom-ref"]);
    await write(`    ${indent(component, "    ")}${i < count - 1 ? ",\n" : "\n"}`);
  }
  await write('  ],\n  "dependencies": [\n');
  await write(`    ${indent({ ref: "root", dependsOn: refs.slice(0, 40) }, "    ")}`);
  for (let i = 0; i < count; i++) {
    const dependsOn = [refs[i + 1], refs[i + 40]].filter((ref) => ref !== undefined);
    await write(`,\n    ${indent({ ref: refs[i], dependsOn }, "    ")}`);
  }
  await write("\n  ]\n}\n");
  out.end();
  await once(out, "finish");
}

const METADATA = {
  timestamp: "2026-01-15T10:00:00Z",
  authors: [{ name: "Calder Medical" }],
  component: {
    type: "device",
    "bom-ref": "root",
    name: "Meridian IV",
    version: "3.2.0",
    supplier: { name: "Calder Medical" },
  },
};

function componentOf(random, i) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const hex = (digits) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
  const name = `${pick(NAMES)}-${pick(NAMES)}-${i}`;
  const version = `${Math.floor(random() * 9)}.${Math.floor(random() * 40)}.${1 + Math.floor(random() * 30)}`;
  const ecosystem = pick(ECOSYSTEMS);
  const purl = `pkg:${ecosystem}/${ecosystem === "maven" ? "org.example/" : ""}${name}@${version}`;
  return {
    type: "library",
    "bom-ref": purl,
    ...(random() < 0.97 && { supplier: { name: pick(SUPPLIERS), url: ["https://example.org/"] } }),
    name,
    version,
    description: `The ${name} library handles "${pick(NAMES)}" for ${pick(NAMES)} in embedded systems.`,
    ...(random() < 0.98 && { hashes: [{ alg: "SHA-256", content: hex(64) }] }),
    licenses: [{ license: { id: "MIT" } }],
    purl,
    externalReferences: [{ type: "vcs", url: `https://git.example.org/${name}.git` }],
    properties: [
      { name: "cdx:fda:level-of-support", value: "actively maintained" },
      ...(random() < 0.9
        ? [{ name: "cdx:lifecycle:milestone:endOfSupport", value: `20${30 + Math.floor(random() * 9)}-06-30` }]
        : []),
    ],
  };
}

function indent(value, pad) {
  return JSON.stringify(value, null, 2).replaceAll("\n", `\n${pad}`);
}

/** A management plan of about `lines` lines with sections, tables and lists. */
export function longPlan(lines) {
  const random = seeded(7);
  const pick = () => NAMES[Math.floor(random() * NAMES.length)];
  const out = [
    "---",
    "title: Cybersecurity management plan",
    "date: 2026-05-04",
    "version: 1.4",
    "---",
    "",
    "# Cybersecurity management plan",
    "",
  ];
  for (let section = 1; out.length < lines; section++) {
    out.push(
      `## ${section} Care of the ${pick()} ${pick()}`,
      "",
      `The ${pick()} is watched weekly and patched within 30 days; the ${pick()} team answers for it.`,
      "",
    );
    out.push(
      "| Component | Version | Owner |",
      "| --- | --- | --- |",
      ...Array.from({ length: 5 }, (_, i) => `| ${pick()} | 1.${i}.2 | ${pick()} team |`),
      "",
    );
    out.push(`- The ${pick()} log is kept for *two years*.`, `- [x] Reviewed with \`${pick()}\`.`, "");
  }
  return out.slice(0, lines).join("\n");
}
