/** How much of each end of a file is looked at. */
const LOOK = 4096;

const JSON_MARKS =
  /"bomFormat"|"specVersion"\s{0,9}:\s{0,9}"1\.\d"|"spdxVersion"|"SPDXRef-DOCUMENT"|spdx\.org\/rdf\/3|openvex\.dev\/ns|"csaf_version"|"threatModelVersion"|"diagramType"\s{0,9}:\s{0,9}"STRIDE|threat-dragon|"detail"\s{0,9}:\s{0,9}\{\s{0,99}"(?:contributors|diagrams|diagramTop)"/;

/** CycloneDX by its namespace, SPDX RDF by its terms, SPDX XML by the element for its version. */
const XML_MARKS = /cyclonedx\.org\/schema\/bom\/|spdx\.org\/rdf\/terms|<spdxVersion>/;

/** SPDX as tag-value and as YAML. */
const LINE_MARKS = /^\ufeff?["']?(?:SPDXVersion|spdxVersion)["']?[ \t]{0,9}:[ \t]{0,9}["']?SPDX-\d/m;

const RST_MARKS = /^[^\s:][^\n]{0,200}\bthreat(?:s|[ -]model)[^\n]{0,200}\r?\n([=~^"'*+#-])\1{3,}/im;

const MARKDOWN_MARKS = /^(?:#{1,6}|title:)[^\n]{0,200}\bthreat(?:s|[ -]model)/im;

/**
 * Whether a file that no premarket.yaml lists may be an SBOM, a VEX file or a threat model and is worth checking alone.
 * Looks at a few kB of each end, so that it may run on every file that a person opens.
 * @param name file name with its ending
 */
export function sniff(name: string, text: string): boolean {
  const head = text.slice(0, LOOK);
  if (/\.(?:md|markdown)$/i.test(name)) return MARKDOWN_MARKS.test(head);
  if (/\.rst$/i.test(name)) return RST_MARKS.test(head);
  const first = /[^\s\ufeff]/.exec(head)?.[0];
  if (first === "<") return XML_MARKS.test(head);
  if (first !== "{") return LINE_MARKS.test(head);
  return JSON_MARKS.test(head) || (text.length > LOOK && JSON_MARKS.test(text.slice(-LOOK)));
}
