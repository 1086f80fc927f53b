import type { Component, Support } from "../model/sbom.ts";

/** A component of an SBOM together with the support data that stand in an addendum. */
export class JoinedComponent implements Component {
  readonly support: Support;
  readonly #component: Component;

  constructor(component: Component, support: Support) {
    this.#component = component;
    this.support = support;
  }

  get id() {
    return this.#component.id;
  }
  get anchor() {
    return this.#component.anchor;
  }
  get span() {
    return this.#component.span;
  }
  get depth() {
    return this.#component.depth;
  }
  get type() {
    return this.#component.type;
  }
  get name() {
    return this.#component.name;
  }
  get version() {
    return this.#component.version;
  }
  get supplier() {
    return this.#component.supplier;
  }
  get purl() {
    return this.#component.purl;
  }
  get cpe() {
    return this.#component.cpe;
  }
  get swid() {
    return this.#component.swid;
  }
  get hashes() {
    return this.#component.hashes;
  }
  get license() {
    return this.#component.license;
  }
  get producer() {
    return this.#component.producer;
  }
  get copyright() {
    return this.#component.copyright;
  }
}
