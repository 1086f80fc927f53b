import type { Fence, FenceKind } from "../../model/prose.ts";

const LANGUAGES: ReadonlyMap<string, FenceKind> = new Map([
  ...named(
    "diagram",
    "mermaid plantuml puml uml dot graphviz ditaa d2 svgbob ascii art nomnoml drawio wavedrom seqdiag blockdiag",
  ),
  ...named(
    "configuration",
    "yaml yml json jsonc json5 toml ini conf cfg config properties env dotenv hcl terraform tf xml",
  ),
  ...named("configuration", "nginx apache dockerfile docker systemd plist dts kconfig cmake make makefile pem csv"),
  ...named(
    "code",
    "c h cpp c++ cc cs csharp java kotlin scala swift go rust rs python py pycon js jsx javascript ts tsx typescript",
  ),
  ...named(
    "code",
    "ruby rb php perl lua r sql asm s bash sh shell zsh console terminal powershell ps1 bat cmd diff patch html css",
  ),
  ...named("code", "http graphql proto protobuf solidity matlab vhdl verilog"),
  ...named("text", "text txt plain plaintext none markdown md rst"),
]);

const BOX = /[┌┐└┘├┤│─═║╔╗╚╝▶►▼◄→←↓↑]|\+[-=]{3,}\+|--+>|<--+|==+>|\[[^\]\n]{2,40}\]\s*(?:-+|=+)>?/;
const SETTING = /^\s*(?:-\s+)?["']?[A-Za-z][\w .-]{0,50}["']?\s*[:=]\s*\S/;
const CODE_LINE =
  /[;{}]\s*$|^\s*(?:#include|import |from \S+ import|def |class |function |const |let |var |return\b|if \(|for \(|while \(|public |private |static |void |\$ |sudo |export |git |npm |pip |docker |curl |cd )|\)\s*;|=>/;

/** Tells what stands in a fence: by its language, else by its lines. Diagrams and configuration are read, source code is not. */
export function fenceKind(fence: Fence): FenceKind {
  const known = LANGUAGES.get(fence.language);
  if (known && known !== "text") return known;
  const lines = fence.text
    .slice(0, 20_000)
    .split("\n")
    .filter((line) => line.trim() !== "");
  if (lines.length === 0) return "text";
  const share = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length / lines.length;
  if (/^\s*(?:@start[a-z]+|(?:graph|flowchart)\s+(?:TB|TD|BT|LR|RL)\b|sequenceDiagram|digraph\b)/.test(fence.text))
    return "diagram";
  if (share(BOX) > 0.3) return "diagram";
  if (share(CODE_LINE) > 0.3) return "code";
  return share(SETTING) > 0.5 ? "configuration" : "text";
}

function named(kind: FenceKind, words: string): [string, FenceKind][] {
  return words.split(" ").map((word) => [word, kind]);
}
