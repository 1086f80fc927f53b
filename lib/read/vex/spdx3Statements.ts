import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Affected, VexState, Vulnerability } from "../../model/vex.ts";
import { lastPart, references, type Spdx3Graph, type Spdx3Node, type Spdx3Reference } from "../sbom/spdx3Graph.ts";
import { append } from "../sbom/spdx3Joins.ts";
import { firstGiven, opening, ownText, statedMember, statedText } from "../sbom/statedJson.ts";

/** Assessments that are a VEX statement (SPDX 3.0.1, Security profile). */
const STATES: Readonly<Record<string, VexState>> = {
  security_VexAffectedVulnAssessmentRelationship: "affected",
  security_VexNotAffectedVulnAssessmentRelationship: "not affected",
  security_VexFixedVulnAssessmentRelationship: "fixed",
  security_VexUnderInvestigationVulnAssessmentRelationship: "under investigation",
};

/** The VEX statements of a graph. */
export function spdx3Statements(graph: Spdx3Graph): Iterable<Vulnerability> {
  return {
    *[Symbol.iterator]() {
      for (const node of graph.relationships()) {
        if (Object.hasOwn(STATES, node.type)) yield new Spdx3Statement(node, graph);
      }
    },
  };
}

/** The statements, and the vulnerabilities that a graph names without one. */
export function spdx3Vulnerabilities(graph: Spdx3Graph): Iterable<Vulnerability> {
  return {
    *[Symbol.iterator]() {
      const judged = new Set<string>();
      const found = new Map<string, Affected[]>();
      for (const node of graph.relationships()) {
        if (Object.hasOwn(STATES, node.type)) for (const { ref } of references(node, "from")) judged.add(ref);
        if (lastPart(ownText(node.value, "relationshipType") ?? "") !== "hasAssociatedVulnerability") continue;
        const affected = references(node, "from").map((from) => affectedBy(graph, from));
        for (const { ref } of references(node, "to")) append(found, ref, ...affected);
      }
      yield* spdx3Statements(graph);
      for (const node of graph.elements().values()) {
        if (node.type !== "security_Vulnerability" || judged.has(node.id)) continue;
        yield new BareVulnerability(node, graph, found.get(node.id) ?? []);
      }
    },
  };
}

/** One assessment: from a vulnerability to the elements that it is about. */
class Spdx3Statement implements Vulnerability {
  readonly properties = [];
  readonly #node: Spdx3Node;
  readonly #graph: Spdx3Graph;

  constructor(node: Spdx3Node, graph: Spdx3Graph) {
    this.#node = node;
    this.#graph = graph;
  }

  get id(): Stated<string> {
    const [from] = references(this.#node, "from");
    if (!from) return ABSENT;
    const vulnerability = this.#graph.resolve(from);
    return vulnerability ? idOf(vulnerability, this.#graph) : statedText(lastPart(from.ref), from.spot);
  }

  /** Where the statement names the vulnerability, which is described elsewhere. */
  get anchor(): Span {
    const [from] = references(this.#node, "from");
    return from ? from.spot.inner : opening(this.#node.spot);
  }

  get span(): Span {
    return this.#node.spot;
  }

  get state(): Stated<VexState> {
    const state = STATES[this.#node.type];
    const key = ownText(this.#node.value, "type") === undefined ? "@type" : "type";
    if (!state) return ABSENT;
    return { state: "given", value: state, span: this.#node.spot.child(key).inner, via: this.#node.type };
  }

  get justification(): Stated<string> {
    const word = this.#member("security_justificationType");
    return firstGiven(
      () => (word.state === "given" ? { ...word, value: lastPart(word.value) } : word),
      () => this.#member("security_impactStatement"),
    );
  }

  get detail(): Stated<string> {
    return firstGiven(
      () => this.#member("security_impactStatement"),
      () => this.#member("security_statusNotes"),
    );
  }

  get action(): Stated<string> {
    return this.#member("security_actionStatement");
  }

  get affects(): readonly Affected[] {
    const parts = references(this.#node, "security_assessedElement").map((one) => affectedBy(this.#graph, one));
    const products = references(this.#node, "to").map((one) => affectedBy(this.#graph, one));
    return [...(parts.length > 0 ? products.map((one) => ({ ...one, around: true })) : products), ...parts];
  }

  #member(key: string): Stated<string> {
    return statedMember(this.#node.value, this.#node.spot, key, key);
  }
}

/** A vulnerability of which nobody says whether it matters. */
class BareVulnerability implements Vulnerability {
  readonly state = ABSENT;
  readonly justification = ABSENT;
  readonly detail = ABSENT;
  readonly action = ABSENT;
  readonly properties = [];
  readonly affects: readonly Affected[];
  readonly #node: Spdx3Node;
  readonly #graph: Spdx3Graph;

  constructor(node: Spdx3Node, graph: Spdx3Graph, affects: readonly Affected[]) {
    this.#node = node;
    this.#graph = graph;
    this.affects = affects;
  }

  get id(): Stated<string> {
    return idOf(this.#node, this.#graph);
  }

  get anchor(): Span {
    return this.id.state === "given" ? this.id.span : opening(this.#node.spot);
  }

  get span(): Span {
    return this.#node.spot;
  }
}

/** The CVE, else another identifier of a security database, else the name. */
function idOf(vulnerability: Spdx3Node, graph: Spdx3Graph): Stated<string> {
  const identifiers = references(vulnerability, "externalIdentifier").flatMap((one) => graph.resolve(one) ?? []);
  const ofType = (type: string) => () => {
    const found = identifiers.find(({ value }) => lastPart(ownText(value, "externalIdentifierType") ?? "") === type);
    return found ? statedMember(found.value, found.spot, "identifier", type) : ABSENT;
  };
  return firstGiven(ofType("cve"), ofType("securityOther"), () =>
    statedMember(vulnerability.value, vulnerability.spot, "name"),
  );
}

/** An element by its IRI; its purl and CPEs say the same. */
function affectedBy(graph: Spdx3Graph, reference: Spdx3Reference): Affected {
  const element = graph.resolve(reference);
  const identifiers = element
    ? references(element, "externalIdentifier").flatMap((one) => graph.resolve(one) ?? [])
    : [];
  const also = identifiers
    .filter(({ value }) => /packageUrl$|cpe2[23]$/.test(ownText(value, "externalIdentifierType") ?? ""))
    .flatMap(({ value }) => ownText(value, "identifier") ?? []);
  const purl = ownText(element?.value, "software_packageUrl");
  return { ref: reference.ref, span: reference.spot.inner, also: purl ? [purl, ...also] : also };
}
