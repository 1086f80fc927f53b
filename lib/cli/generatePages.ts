import { writeFile } from "node:fs/promises";
import { catalogue } from "../guidance/catalogue.ts";
import { guidanceIndex } from "../report/guidanceIndex.ts";

// Writes the generated pages of guidance/ again; `npm run guidance` calls it, and a test says when they are stale.
await writeFile(new URL("../../guidance/README.md", import.meta.url), guidanceIndex(catalogue()));
