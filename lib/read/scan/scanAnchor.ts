import type { Span } from "../../model/span.ts";
import type { Stated } from "../../model/stated.ts";
import type { JsonDocument } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import { opening } from "../sbom/statedJson.ts";

/** The tool's name, else the bracket that opens the file. */
export function scanAnchor(json: JsonDocument, tool: Stated<string>): Span {
  return anchorOf(tool, json.at([]));
}

/** A given value, else the bracket that opens the element. */
export function anchorOf(stated: Stated<string>, spot: Spot): Span {
  return stated.state === "given" ? stated.span : opening(spot);
}
