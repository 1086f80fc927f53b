import { dump } from "js-yaml";
import { xml } from "./cycloneDxWriters.ts";
import type { Part, SbomModel } from "./sbomModel.ts";

/** The tree that SPDX 2.3 JSON, YAML and XML share. */
function spdxDocument({ author, timestamp, product, parts, edges }: SbomModel) {
  return {
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    name: "pump",
    documentNamespace: "https://calder.example/pump",
    creationInfo: defined({
      created: timestamp,
      creators: author === undefined ? undefined : [`Organization: ${author}`],
    }),
    packages: [product, ...parts].map(spdxPackage),
    relationships: [
      { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: product.id },
      ...edges.map(([from, to]) => ({ spdxElementId: from, relationshipType: "DEPENDS_ON", relatedSpdxElement: to })),
    ],
  };
}

function spdxPackage(part: Part) {
  const { id, name, version, supplier, purl, cpe, hash, license, end, manager } = part;
  const references = [
    ...(purl === undefined
      ? []
      : [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purl }]),
    ...(cpe === undefined
      ? []
      : [{ referenceCategory: "SECURITY", referenceType: "cpe23Type", referenceLocator: cpe }]),
  ];
  if (manager !== undefined) {
    references.push({
      referenceCategory: "PACKAGE-MANAGER",
      referenceType: manager,
      referenceLocator: `${name}@${version}`,
    });
  }
  const annotations = commentsOf(part).map((comment) => ({
    annotationDate: "2026-05-04T09:30:00Z",
    annotationType: "OTHER",
    annotator: "Organization: Calder Medical",
    comment,
  }));
  return defined({
    SPDXID: id,
    name,
    versionInfo: version,
    supplier: agent(supplier),
    downloadLocation: "NOASSERTION",
    filesAnalyzed: "false",
    primaryPackagePurpose: (part.type ?? "library").toUpperCase().replace("-", "_"),
    checksums: hash && [{ algorithm: hash[0].replace("SHA-", "SHA"), checksumValue: hash[1] }],
    licenseDeclared: license,
    externalRefs: references.length > 0 ? references : undefined,
    validUntilDate: end,
    annotations: annotations.length > 0 ? annotations : undefined,
  });
}

function commentsOf({ level, justification }: Part): string[] {
  return [
    ...(level === undefined ? [] : [`cle:supportStatus=${level}`]),
    ...(justification === undefined ? [] : [`cle:supportJustification=${justification}`]),
  ];
}

/** Stand-ins are written bare, so that a finding covers the same text in every format. */
function agent(supplier: string | undefined): string | undefined {
  if (supplier === undefined || supplier === "" || supplier === "NOASSERTION" || supplier === "unknown")
    return supplier;
  return `Organization: ${supplier}`;
}

function defined<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

export function spdxJson(sbom: SbomModel): string {
  return `${JSON.stringify(spdxDocument(sbom), undefined, 2)}\n`;
}

export function spdxYaml(sbom: SbomModel): string {
  return dump(spdxDocument(sbom), { lineWidth: -1 });
}

export function spdxXml(sbom: SbomModel): string {
  const { packages, relationships, creationInfo, ...rest } = spdxDocument(sbom);
  const lines = [
    ...elements(rest, "  "),
    ...elements({ creationInfo }, "  "),
    ...elements({ packages, relationships }, "  "),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document>\n${lines.join("\n")}\n</Document>\n`;
}

/** A list is written as one element for each entry. */
function elements(members: object, indent: string): string[] {
  return Object.entries(members).flatMap(([key, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap((one) =>
      typeof one === "object"
        ? [`${indent}<${key}>`, ...elements(one, `${indent}  `), `${indent}</${key}>`]
        : [`${indent}<${key}>${xml(String(one))}</${key}>`],
    ),
  );
}

export function spdxTagValue(sbom: SbomModel): string {
  const { creationInfo, packages, relationships, ...rest } = spdxDocument(sbom);
  const lines = [
    `SPDXVersion: ${rest.spdxVersion}`,
    `DataLicense: ${rest.dataLicense}`,
    `SPDXID: ${rest.SPDXID}`,
    `DocumentName: ${rest.name}`,
    `DocumentNamespace: ${rest.documentNamespace}`,
    ...(creationInfo.creators ?? []).map((creator) => `Creator: ${creator}`),
    ...(creationInfo.created === undefined ? [] : [`Created: ${creationInfo.created}`]),
    ...packages.flatMap((one) => ["", ...taggedPackage(one)]),
    "",
    ...relationships.map(
      (one) => `Relationship: ${one.spdxElementId} ${one.relationshipType} ${one.relatedSpdxElement}`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function taggedPackage(one: ReturnType<typeof spdxPackage>): string[] {
  const text = (tag: string, value: string | undefined) => (value === undefined ? [] : [`${tag}: ${value}`]);
  return [
    ...text("PackageName", one.name),
    ...text("SPDXID", one.SPDXID),
    ...text("PackageVersion", one.versionInfo),
    ...text("PackageSupplier", one.supplier),
    ...text("PackageDownloadLocation", one.downloadLocation),
    ...text("FilesAnalyzed", one.filesAnalyzed),
    ...text("PrimaryPackagePurpose", one.primaryPackagePurpose),
    ...(one.checksums ?? []).map(({ algorithm, checksumValue }) => `PackageChecksum: ${algorithm}: ${checksumValue}`),
    ...text("PackageLicenseDeclared", one.licenseDeclared),
    ...(one.externalRefs ?? []).map(
      ({ referenceCategory, referenceType, referenceLocator }) =>
        `ExternalRef: ${referenceCategory} ${referenceType} ${referenceLocator}`,
    ),
    ...text("ValidUntilDate", one.validUntilDate),
    ...(one.annotations ?? []).flatMap((annotation) => [
      `Annotator: ${annotation.annotator}`,
      `AnnotationDate: ${annotation.annotationDate}`,
      `AnnotationType: ${annotation.annotationType}`,
      `SPDXREF: ${one.SPDXID}`,
      `AnnotationComment: <text>${annotation.comment}</text>`,
    ]),
  ];
}

const TERMS = "http://spdx.org/rdf/terms#";

export function spdxRdf(sbom: SbomModel): string {
  const { creationInfo, packages, relationships, name } = spdxDocument(sbom);
  const relationshipsOf = (id: string) =>
    relationships
      .filter(({ spdxElementId }) => spdxElementId === id)
      .flatMap(({ relationshipType, relatedSpdxElement }) => [
        "    <spdx:relationship>",
        "      <spdx:Relationship>",
        `        <spdx:relationshipType rdf:resource="${TERMS}relationshipType_${camel(relationshipType)}"/>`,
        `        <spdx:relatedSpdxElement rdf:resource="https://calder.example/pump#${relatedSpdxElement}"/>`,
        "      </spdx:Relationship>",
        "    </spdx:relationship>",
      ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"',
    `    xmlns:spdx="${TERMS}">`,
    '  <spdx:SpdxDocument rdf:about="https://calder.example/pump#SPDXRef-DOCUMENT">',
    "    <spdx:specVersion>SPDX-2.3</spdx:specVersion>",
    `    <spdx:name>${name}</spdx:name>`,
    "    <spdx:creationInfo>",
    "      <spdx:CreationInfo>",
    ...(creationInfo.created === undefined ? [] : [`        <spdx:created>${creationInfo.created}</spdx:created>`]),
    ...(creationInfo.creators ?? []).map((creator) => `        <spdx:creator>${xml(creator)}</spdx:creator>`),
    "      </spdx:CreationInfo>",
    "    </spdx:creationInfo>",
    ...relationshipsOf("SPDXRef-DOCUMENT"),
    "  </spdx:SpdxDocument>",
    ...packages.flatMap((one) => [
      `  <spdx:Package rdf:about="https://calder.example/pump#${one.SPDXID}">`,
      ...rdfPackage(one).map((line) => `    ${line}`),
      ...relationshipsOf(one.SPDXID),
      "  </spdx:Package>",
    ]),
    "</rdf:RDF>",
    "",
  ].join("\n");
}

function rdfPackage(one: ReturnType<typeof spdxPackage>): string[] {
  const text = (tag: string, value: string | undefined) =>
    value === undefined ? [] : [`<spdx:${tag}>${xml(value)}</spdx:${tag}>`];
  return [
    ...text("name", one.name),
    ...text("versionInfo", one.versionInfo),
    ...text("supplier", one.supplier),
    `<spdx:primaryPackagePurpose rdf:resource="${TERMS}purpose_${camel(one.primaryPackagePurpose)}"/>`,
    ...(one.checksums ?? []).flatMap(({ algorithm, checksumValue }) => [
      "<spdx:checksum>",
      "  <spdx:Checksum>",
      `    <spdx:algorithm rdf:resource="${TERMS}checksumAlgorithm_${algorithm.toLowerCase()}"/>`,
      `    <spdx:checksumValue>${checksumValue}</spdx:checksumValue>`,
      "  </spdx:Checksum>",
      "</spdx:checksum>",
    ]),
    ...(one.licenseDeclared === undefined ? [] : [rdfLicense(one.licenseDeclared)]),
    ...(one.externalRefs ?? []).flatMap(({ referenceCategory, referenceType, referenceLocator }) => [
      "<spdx:externalRef>",
      "  <spdx:ExternalRef>",
      `    <spdx:referenceCategory rdf:resource="${TERMS}referenceCategory_${camel(referenceCategory.replace("-", "_"))}"/>`,
      `    <spdx:referenceType rdf:resource="http://spdx.org/rdf/references/${referenceType}"/>`,
      `    <spdx:referenceLocator>${xml(referenceLocator)}</spdx:referenceLocator>`,
      "  </spdx:ExternalRef>",
      "</spdx:externalRef>",
    ]),
    ...text("validUntilDate", one.validUntilDate),
    ...(one.annotations ?? []).flatMap(({ annotator, annotationDate, comment }) => [
      "<spdx:annotation>",
      "  <spdx:Annotation>",
      `    <spdx:annotator>${annotator}</spdx:annotator>`,
      `    <spdx:annotationDate>${annotationDate}</spdx:annotationDate>`,
      `    <spdx:annotationType rdf:resource="${TERMS}annotationType_other"/>`,
      `    <rdfs:comment>${xml(comment)}</rdfs:comment>`,
      "  </spdx:Annotation>",
      "</spdx:annotation>",
    ]),
  ];
}

function rdfLicense(license: string): string {
  const term = license === "NOASSERTION" ? `${TERMS}noassertion` : `http://spdx.org/licenses/${license}`;
  return `<spdx:licenseDeclared rdf:resource="${term}"/>`;
}

/** `DEPENDS_ON` as its RDF term has it: `dependsOn`. */
function camel(word: string): string {
  return word.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
