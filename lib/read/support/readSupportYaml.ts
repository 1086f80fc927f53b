import type { ComponentSupport, SupportRow } from "../../model/componentSupport.ts";
import type { YamlDocument, YamlEntry, YamlMap, YamlNode } from "../../parse/yaml.ts";
import { supportColumns } from "./supportColumns.ts";
import { type SupportCell, supportRow } from "./supportRow.ts";

/** The most rows that are read; an alias bomb has more. */
const MOST_ROWS = 200_000;

/** Reads a YAML addendum: a list of components, or a map from component to its support, at the top or under one key; undefined when there is none. */
export function readSupportYaml(yaml: YamlDocument, declared: boolean): ComponentSupport | undefined {
  for (const list of candidates(yaml.root)) {
    const rows = rowsOf(list, declared);
    const first = rows[0];
    if (first) return { kind: "component-support", format: "YAML", anchor: first.anchor, rows };
  }
  return undefined;
}

function candidates(root: YamlNode | undefined): YamlNode[] {
  if (root?.kind !== "map") return root ? [root] : [];
  return [...root.entries.map((entry) => entry.value).filter((value) => value.kind !== "scalar"), root];
}

function rowsOf(list: YamlNode, declared: boolean): SupportRow[] {
  if (list.kind === "seq") {
    return list.items
      .slice(0, MOST_ROWS)
      .flatMap((item) => (item.kind === "map" ? (rowOf(cellsOf(item), declared, item) ?? []) : []));
  }
  if (list.kind !== "map") return [];
  return list.entries.slice(0, MOST_ROWS).flatMap((entry) => {
    const { value } = entry;
    return value.kind === "map" ? (rowOf([...keyCells(entry), ...cellsOf(value)], declared, value) ?? []) : [];
  });
}

function rowOf(cells: readonly SupportCell[], declared: boolean, { span }: YamlNode): SupportRow | undefined {
  const columns = supportColumns(
    cells.map((cell) => cell.heading),
    declared,
  );
  return columns && supportRow((column) => cells[columns.get(column) ?? -1], span);
}

/** Members of a component, and of what stands one level below it (`support: { level: … }`). */
function cellsOf(map: YamlMap): SupportCell[] {
  return map.entries.flatMap(({ key, value, keySpan }) => {
    if (value.kind === "scalar") return [cell(key, value.text, value.text === "" ? keySpan : value.span)];
    if (value.kind !== "map") return [];
    return value.entries.flatMap((inner) => {
      if (inner.value.kind !== "scalar") return [];
      const { text, span } = inner.value;
      const name = /support/i.test(inner.key) ? inner.key : `${key} ${inner.key}`;
      return [cell(name, text, text === "" ? inner.keySpan : span)];
    });
  });
}

/** A component that is a key: `openssl@3.0.13:` or `pkg:deb/debian/openssl@3.0.13:`. */
function keyCells({ key, keySpan }: YamlEntry): SupportCell[] {
  if (key.startsWith("pkg:")) return [cell("purl", key, keySpan)];
  const at = key.lastIndexOf("@");
  if (at <= 0) return [cell("name", key, keySpan)];
  const start = keySpan.end - (key.length - at - 1);
  return [
    cell("name", key.slice(0, at), { start: keySpan.start, end: keySpan.start + at }),
    cell("version", key.slice(at + 1), { start, end: keySpan.end }),
  ];
}

function cell(heading: string, text: string, span: SupportCell["span"]): SupportCell {
  return { heading, text: text.trim(), span };
}
