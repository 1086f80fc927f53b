export { EXAMPLE_DAY, fileInMemory as fileOf, runExample as runCase } from "../../lib/assess/judgeExample.ts";
