import type { Sbom } from "../../lib/model/sbom.ts";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";

/** One SBOM three times: as SPDX 2.3 JSON, YAML and tag-value. */
export const PUMP_JSON = `{
  "spdxVersion": "SPDX-2.3",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "meridian-3.2.0",
  "creationInfo": {
    "created": "2026-05-04T09:30:00Z",
    "creators": ["Tool: syft-1.14.0", "Organization: Calder Medical (sbom@calder.example)"]
  },
  "packages": [
    {
      "SPDXID": "SPDXRef-pump", "name": "Meridian IV", "versionInfo": "3.2.0",
      "supplier": "Organization: Calder Medical", "primaryPackagePurpose": "DEVICE"
    },
    {
      "SPDXID": "SPDXRef-openssl", "name": "openssl", "versionInfo": "3.10",
      "supplier": "Organization: OpenSSL Software Foundation ()",
      "licenseConcluded": "Apache-2.0", "licenseDeclared": "NOASSERTION",
      "checksums": [
        { "algorithm": "SHA1", "checksumValue": "aa01" },
        { "algorithm": "SHA256", "checksumValue": "ab12" }
      ],
      "externalRefs": [
        { "referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a:openssl:openssl:3.10:*:*:*:*:*:*:*" },
        { "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:generic/openssl@3.10" },
        { "referenceCategory": "OTHER", "referenceType": "acme:supportLevel", "referenceLocator": "abandoned" }
      ],
      "comment": "Built by us.\\nsupport-level: actively maintained\\nend-of-support: 2030-09-07",
      "annotations": [{ "annotationType": "OTHER", "comment": "support-level-justification: vendor \\"contract\\"" }]
    },
    {
      "SPDXID": "SPDXRef-zephyr", "name": "Zephyr", "versionInfo": "NOASSERTION",
      "supplier": "NOASSERTION", "originator": "Organization: Zephyr Project",
      "primaryPackagePurpose": "OPERATING_SYSTEM", "validUntilDate": "2029-01-31T00:00:00Z"
    },
    { "SPDXID": "SPDXRef-gone", "name": "gone", "versionInfo": "", "supplier": "Organization: " }
  ],
  "files": [{ "SPDXID": "SPDXRef-readme", "fileName": "./README" }],
  "relationships": [
    { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-pump" },
    { "spdxElementId": "SPDXRef-pump", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-openssl" },
    { "spdxElementId": "SPDXRef-zephyr", "relationshipType": "RUNTIME_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-pump" },
    { "spdxElementId": "SPDXRef-openssl", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NOASSERTION" }
  ]
}`;

export const PUMP_YAML = `# the same
spdxVersion: SPDX-2.3
SPDXID: "SPDXRef-DOCUMENT"
name: meridian-3.2.0
creationInfo:
  created: 2026-05-04T09:30:00Z
  creators:
    - "Tool: syft-1.14.0"
    - 'Organization: Calder Medical (sbom@calder.example)'
packages:
  - SPDXID: SPDXRef-pump
    name: Meridian IV
    versionInfo: 3.2.0
    supplier: &calder 'Organization: Calder Medical'
    primaryPackagePurpose: DEVICE
  - SPDXID: SPDXRef-openssl
    name: openssl
    versionInfo: 3.10
    supplier: 'Organization: OpenSSL Software Foundation ()'
    licenseConcluded: Apache-2.0
    licenseDeclared: NOASSERTION
    checksums:
      - { algorithm: SHA1, checksumValue: aa01 }
      - algorithm: SHA256
        checksumValue: ab12
    externalRefs:
      - referenceCategory: SECURITY
        referenceType: cpe23Type
        referenceLocator: cpe:2.3:a:openssl:openssl:3.10:*:*:*:*:*:*:*
      - referenceCategory: PACKAGE-MANAGER
        referenceType: purl
        referenceLocator: "pkg:generic/openssl@3.10"
      - referenceCategory: OTHER
        referenceType: acme:supportLevel
        referenceLocator: abandoned
    comment: |-
      Built by us.
      support-level: actively maintained
      end-of-support: 2030-09-07
    annotations:
      - annotationType: OTHER
        comment: 'support-level-justification: vendor "contract"'
  - SPDXID: SPDXRef-zephyr
    name: Zephyr
    versionInfo: NOASSERTION
    supplier: NOASSERTION
    originator: "Organization: Zephyr Project"
    primaryPackagePurpose: OPERATING_SYSTEM
    validUntilDate: 2029-01-31T00:00:00Z
  - SPDXID: SPDXRef-gone
    name: gone
    versionInfo: ""
    supplier: 'Organization: '
files:
  - { SPDXID: SPDXRef-readme, fileName: ./README }
relationships:
  - spdxElementId: SPDXRef-DOCUMENT
    relationshipType: DESCRIBES
    relatedSpdxElement: SPDXRef-pump
  - { spdxElementId: SPDXRef-pump, relationshipType: CONTAINS, relatedSpdxElement: SPDXRef-openssl }
  - { spdxElementId: SPDXRef-zephyr, relationshipType: RUNTIME_DEPENDENCY_OF, relatedSpdxElement: SPDXRef-pump }
  - spdxElementId: SPDXRef-openssl
    relationshipType: DEPENDS_ON
    relatedSpdxElement: NOASSERTION
`;

export const PUMP_TAGS = `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: meridian-3.2.0
Creator: Tool: syft-1.14.0
Creator: Organization: Calder Medical (sbom@calder.example)
Created: 2026-05-04T09:30:00Z

##### Package: Meridian IV

PackageName: Meridian IV
SPDXID: SPDXRef-pump
PackageVersion: 3.2.0
PackageSupplier: Organization: Calder Medical
PrimaryPackagePurpose: DEVICE
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-pump

PackageName: openssl
SPDXID: SPDXRef-openssl
PackageVersion: 3.10
PackageSupplier: Organization: OpenSSL Software Foundation ()
PackageLicenseConcluded: Apache-2.0
PackageLicenseDeclared: NOASSERTION
PackageChecksum: SHA1: aa01
PackageChecksum: SHA256: ab12
ExternalRef: SECURITY cpe23Type cpe:2.3:a:openssl:openssl:3.10:*:*:*:*:*:*:*
ExternalRef: PACKAGE-MANAGER purl pkg:generic/openssl@3.10
ExternalRef: OTHER acme:supportLevel abandoned
PackageComment: <text>Built by us.
support-level: actively maintained
end-of-support: 2030-09-07</text>
Relationship: SPDXRef-pump CONTAINS SPDXRef-openssl

PackageName: Zephyr
SPDXID: SPDXRef-zephyr
PackageVersion: NOASSERTION
PackageSupplier: NOASSERTION
PackageOriginator: Organization: Zephyr Project
PrimaryPackagePurpose: OPERATING_SYSTEM
ValidUntilDate: 2029-01-31T00:00:00Z

PackageName: gone
SPDXID: SPDXRef-gone
PackageVersion:
PackageSupplier: Organization:

FileName: ./README
SPDXID: SPDXRef-readme
LicenseConcluded: NOASSERTION

Relationship: SPDXRef-zephyr RUNTIME_DEPENDENCY_OF SPDXRef-pump
RelationshipComment: found in the build
Relationship: SPDXRef-openssl DEPENDS_ON NOASSERTION

Annotator: Person: Ines Calder
AnnotationDate: 2026-05-04T09:30:00Z
AnnotationType: OTHER
SPDXREF: SPDXRef-openssl
AnnotationComment: support-level-justification: vendor "contract"
`;

/** The text that a span covers. */
export function covered(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

/** A fact with the text that it covers. */
export function line(text: string, stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  const place = `⟦${covered(text, stated.span)}⟧`;
  return stated.state === "unknown" ? `unknown ${place}` : `${stated.value} ${place}`;
}

/** Everything that an SBOM says, without its places. */
export function said(sbom: Sbom): unknown {
  return {
    version: sbom.version,
    author: value(sbom.author),
    timestamp: value(sbom.timestamp),
    tools: sbom.tools.map(value),
    product: sbom.product && value(sbom.product.name),
    completeness: value(sbom.completeness),
    components: Array.from(sbom.components, (one) => ({
      id: value(one.id),
      type: one.type,
      facts: [one.name, one.version, one.supplier, one.purl, one.cpe, one.swid, one.license].map(value),
      hashes: one.hashes.state === "given" ? one.hashes.value.map((hash) => [hash.algorithm, hash.content]) : [],
      support: Object.entries(one.support).map(([name, stated]) => [name, value(stated)]),
    })),
    dependencies: Array.from(sbom.dependencies, ({ from, to }) => `${from} -> ${to}`),
    graphEntries: [...sbom.graphEntries],
    otherIds: [...sbom.otherIds],
  };
}

function value(stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  return stated.state === "unknown" ? `unknown: ${stated.raw.trim()}` : `${stated.value} via ${stated.via}`;
}
