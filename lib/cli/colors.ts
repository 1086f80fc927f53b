import type { WriteStream } from "node:tty";
import type { Paint } from "../report/pretty.ts";

export type ColorChoice = "auto" | "always" | "never";

/** Colours for a stream, or none: the option first, then NO_COLOR and FORCE_COLOR, then whether a person is looking. */
export async function paintFor(choice: ColorChoice, stream: Pick<WriteStream, "isTTY">): Promise<Paint | undefined> {
  if (!wanted(choice, stream)) return undefined;
  const { default: picocolors } = await import("picocolors");
  return picocolors.createColors(true);
}

function wanted(choice: ColorChoice, stream: Pick<WriteStream, "isTTY">): boolean {
  if (choice !== "auto") return choice === "always";
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return stream.isTTY === true && TERM !== "dumb";
}
