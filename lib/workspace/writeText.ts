import { open, writeFile } from "node:fs/promises";

/** Writes a document anew in the encoding that it has, byte-order mark included. @throws the system's error */
export async function writeText(absolute: string, text: string): Promise<void> {
  const mark = await markOf(absolute);
  if (mark === "utf16le" || mark === "utf16be") {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    await writeFile(absolute, mark === "utf16be" ? bytes.swap16() : bytes);
  } else await writeFile(absolute, mark === "utf8" ? `\ufeff${text}` : text);
}

async function markOf(absolute: string): Promise<"utf8" | "utf16le" | "utf16be" | undefined> {
  const handle = await open(absolute, "r");
  try {
    const { buffer } = await handle.read(Buffer.alloc(3), 0, 3, 0);
    if (buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf) return "utf8";
    if (buffer[0] === 0xff && buffer[1] === 0xfe) return "utf16le";
    return buffer[0] === 0xfe && buffer[1] === 0xff ? "utf16be" : undefined;
  } finally {
    await handle.close();
  }
}
