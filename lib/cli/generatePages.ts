import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { guidanceFiles } from "../report/guidanceFiles.ts";

// Writes the generated files of guidance/ again and removes those whose entry is gone; `npm run guidance` calls it, and a test says when they are stale.
const guidance = new URL("../../guidance/", import.meta.url);
const files = guidanceFiles();
for (const folder of ["requirements", "oscal", "schema"]) {
  await mkdir(new URL(`${folder}/`, guidance), { recursive: true });
  for (const name of await readdir(new URL(`${folder}/`, guidance))) {
    if (!files.has(`${folder}/${name}`)) await rm(new URL(`${folder}/${name}`, guidance));
  }
}
for (const [path, text] of files) await writeFile(new URL(path, guidance), text);
