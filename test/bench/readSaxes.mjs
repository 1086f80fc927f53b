// What the XML figures are held against: a child that reads a file with saxes, without positions.
import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { SaxesParser } from "saxes";

const parser = new SaxesParser({ position: false });
parser.on("error", (error) => {
  throw error;
});
const file = openSync(process.argv[2]);
const block = Buffer.alloc(1 << 18);
const decoder = new StringDecoder("utf8");
for (let size = readSync(file, block); size > 0; size = readSync(file, block)) {
  parser.write(decoder.write(block.subarray(0, size)));
}
parser.close();
closeSync(file);
