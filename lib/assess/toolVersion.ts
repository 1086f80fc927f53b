declare const PREMARKET_VERSION: string | undefined;

/** The version of the package; the bundler puts it in, a run from source says so. */
export const TOOL_VERSION: string = typeof PREMARKET_VERSION === "string" ? PREMARKET_VERSION : "0.0.0-source";
