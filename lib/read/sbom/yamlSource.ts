import { type YamlDocument, type YamlNode, yamlEntry } from "../../parse/yaml.ts";
import { plainYaml, YamlSpot } from "../../parse/yamlSpot.ts";
import type { SpdxElement, SpdxSource } from "./spdxSource.ts";

/** An SPDX 2 YAML file as the tree that its JSON form would have: the two differ in nothing but the syntax (SPDX 2.3, annex C). */
export function yamlSource(document: YamlDocument): SpdxSource {
  const { text, root } = document;
  const values = new Map<YamlNode, unknown>();
  const elements = (name: string): SpdxElement[] => {
    const list = yamlEntry(root, name)?.value;
    if (list?.kind !== "seq") return [];
    return list.items.map((item) => ({ value: plainYaml(item, values), spot: new YamlSpot(text, item) }));
  };
  return {
    member: (name) => {
      const entry = yamlEntry(root, name);
      return entry && plainYaml(entry.value, values);
    },
    elements,
    elementsWith: elements,
    at: (path) => new YamlSpot(text, root).child(...path),
  };
}
