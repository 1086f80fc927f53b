import type { Vex } from "../../model/vex.ts";
import { spdx3Anchor, spdx3Author, spdx3Created, spdx3Version } from "../sbom/spdx3Document.ts";
import type { Spdx3Graph } from "../sbom/spdx3Graph.ts";
import { spdx3Statements } from "./spdx3Statements.ts";

/** Reads the VEX statements of an SPDX 3 document; undefined when it makes none. */
export function readSpdx3Vex(graph: Spdx3Graph): Vex | undefined {
  const vulnerabilities = spdx3Statements(graph);
  if (vulnerabilities[Symbol.iterator]().next().done) return undefined;
  return {
    kind: "vex",
    format: "SPDX",
    version: spdx3Version(graph),
    serialization: "json-ld",
    get anchor() {
      return spdx3Anchor(graph);
    },
    get author() {
      return spdx3Author(graph);
    },
    get timestamp() {
      return spdx3Created(graph);
    },
    vulnerabilities,
  };
}
