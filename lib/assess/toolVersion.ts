declare const PREMARKET_VERSION: string | undefined;

/** The version of the package; the bundler puts it in, a run from source says so. */
export const TOOL_VERSION: string = typeof PREMARKET_VERSION === "string" ? PREMARKET_VERSION : "0.0.0-source";

declare const PREMARKET_BUILD: string | undefined;

/** Hash of the code and the guidance that this was built of; empty for a run from source, which changes under one's hands. */
export const BUILD: string = typeof PREMARKET_BUILD === "string" ? PREMARKET_BUILD : "";
