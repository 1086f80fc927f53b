// Tests of the built extension inside a real VS Code; the last line it prints is the counts as JSON.
import { register } from "tsx/esm/api";

register();
const { testExtension } = await import("./testExtension.ts");
process.exit(await testExtension());
