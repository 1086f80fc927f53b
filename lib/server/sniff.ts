/** How much of each end of a file is looked at. */
const LOOK = 4096;

const JSON_MARKS =
  /"bomFormat"|"specVersion"\s{0,9}:\s{0,9}"1\.\d"|"spdxVersion"|"SPDXRef-DOCUMENT"|spdx\.org\/rdf\/3|openvex\.dev\/ns|"csaf_version"|"threatModelVersion"|"diagramType"\s{0,9}:\s{0,9}"STRIDE|threat-dragon|"detail"\s{0,9}:\s{0,9}\{\s{0,99}"(?:contributors|diagrams|diagramTop)"/;

/** CycloneDX by its namespace, SPDX RDF by its terms, SPDX XML by the element for its version. */
const XML_MARKS = /cyclonedx\.org\/schema\/bom\/|spdx\.org\/rdf\/terms|<spdxVersion>/;

/** SPDX as tag-value and as YAML. */
const LINE_MARKS = /^\ufeff?["']?(?:SPDXVersion|spdxVersion)["']?[ \t]{0,9}:[ \t]{0,9}["']?SPDX-\d/m;

const THREAT_MODEL_MARKS =
  /"otmVersion"|"threagile_version"|threat-model-library|"specFormat"\s{0,9}:\s{0,9}"CycloneDX"|"schema"\s{0,9}:\s{0,9}1\s{0,9},\s{0,99}"(?:applicationInfo|architecture|dataflow|threats|assumptions|mitigations|brainstorm)"|"spec_version"[^{}]{0,200}"threatmodel"|"trust_zones"\s{0,9}:\s{0,9}\[|"__class__"\s{0,9}:\s{0,9}"(?:Actor|Server|Datastore|Boundary|Process|Lambda|ExternalEntity)"/;

const RISK_LIST_MARKS =
  /"synthetic_id"[\s\S]{0,4000}"exploitation_likelihood"|"exploitation_likelihood"[\s\S]{0,4000}"synthetic_id"/;

const YAML_MARKS =
  /^(?:otmVersion|threagile_version):|^technical_assets:[\s\S]*^ {4,}(?:communication_links|justification_cia_rating|out_of_scope):|^ {4,}technical_assets_inside:/m;

const TM7_MARKS = /<ThreatModel\b[^>]{0,400}ThreatModeling\.Model/;
const HCL_MARKS = /^threatmodel\s+"/m;

const RST_MARKS = /^[^\s:][^\n]{0,200}\bthreat(?:s|[ -]model)[^\n]{0,200}\r?\n([=~^"'*+#-])\1{3,}/im;

const MARKDOWN_MARKS = /^(?:#{1,6}|title:)[^\n]{0,200}\bthreat(?:s|[ -]model)/im;

/**
 * Whether a file that no premarket.yaml lists may be an SBOM, a VEX file or a threat model and is worth checking alone. A diagram by itself is not: many
 * are drawn that have nothing to do with a device.
 * Looks at a few kB of each end, so that it may run on every file that a person opens.
 * @param name file name with its ending
 */
export function sniff(name: string, text: string): boolean {
  const head = text.slice(0, LOOK);
  if (/\.(?:md|markdown)$/i.test(name)) return MARKDOWN_MARKS.test(head);
  if (/\.rst$/i.test(name)) return RST_MARKS.test(head);
  if (/\.hcl$/i.test(name)) return HCL_MARKS.test(head);
  if (/\.(?:ya?ml|otm)$/i.test(name) && YAML_MARKS.test(head)) return true;
  const first = /[^\s\ufeff]/.exec(head)?.[0];
  if (first === "<") return XML_MARKS.test(head) || TM7_MARKS.test(head);
  if (first === "[") return RISK_LIST_MARKS.test(head);
  if (first !== "{") return LINE_MARKS.test(head);
  const marked = (part: string) => JSON_MARKS.test(part) || THREAT_MODEL_MARKS.test(part);
  return marked(head) || (text.length > LOOK && marked(text.slice(-LOOK)));
}
