// Pictures of the extension in a real workbench, for people to look at: `node test/extension/screenshots.mjs [premarket.vsix]`.
import { register } from "tsx/esm/api";

register();
const { takeScreenshots } = await import("./takeScreenshots.ts");
process.exit(await takeScreenshots(process.argv[2]));
