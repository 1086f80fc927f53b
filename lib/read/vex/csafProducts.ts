import { asList, asObject, type JsonObject, own, ownText } from "../sbom/statedJson.ts";

/** What the product tree of a CSAF document says of product ids (CSAF 2.0, 3.2.2). */
export class CsafProducts {
  readonly #names = new Map<string, string>();
  readonly #identifiers = new Map<string, readonly string[]>();
  /** A relationship makes a new product of a component and what it is part of; it is the component under another id. */
  readonly #components = new Map<string, string>();
  readonly #groups = new Map<string, readonly string[]>();

  constructor(tree: unknown) {
    const root = asObject(tree);
    for (const product of asList(own(root, "full_product_names"))) this.#add(asObject(product));
    this.#addBranches(root);
    for (const entry of asList(own(root, "relationships"))) {
      const relationship = asObject(entry);
      const product = asObject(own(relationship, "full_product_name"));
      this.#add(product);
      const id = ownText(product, "product_id");
      const component = ownText(relationship, "product_reference");
      if (id !== undefined && component !== undefined) this.#components.set(id, component);
    }
    for (const entry of asList(own(root, "product_groups"))) {
      const id = ownText(asObject(entry), "group_id");
      if (id !== undefined) this.#groups.set(id, texts(own(asObject(entry), "product_ids")));
    }
  }

  /** The purls and CPEs of a product; those of the component where the product is one inside another. */
  identifiers(id: string): readonly string[] {
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = this.#components.get(at)) {
      seen.add(at);
      const found = this.#identifiers.get(at);
      if (found && found.length > 0) return found;
    }
    return [];
  }

  /** What the tree calls a product. */
  name(id: string): string | undefined {
    return this.#names.get(id);
  }

  /** The product ids that a flag, threat or remediation is about; undefined where it names none, so that it is about all. */
  about(entry: JsonObject | undefined): readonly string[] | undefined {
    const groups = texts(own(entry, "group_ids")).flatMap((id) => this.#groups.get(id) ?? []);
    const ids = [...texts(own(entry, "product_ids")), ...groups];
    const isForAll = own(entry, "product_ids") === undefined && own(entry, "group_ids") === undefined;
    return isForAll ? undefined : ids;
  }

  /** A stack of its own, because a hostile tree nests without end. */
  #addBranches(root: JsonObject | undefined): void {
    const stack: (JsonObject | undefined)[] = [root];
    while (stack.length > 0) {
      const branch = stack.pop();
      this.#add(asObject(own(branch, "product")));
      for (const inside of asList(own(branch, "branches"))) stack.push(asObject(inside));
    }
  }

  #add(product: JsonObject | undefined): void {
    const id = ownText(product, "product_id");
    const name = ownText(product, "name");
    if (id !== undefined && name !== undefined) this.#names.set(id, name);
    const helper = asObject(own(product, "product_identification_helper"));
    if (id === undefined || !helper) return;
    // One `purl` in 2.0, a list `purls` in 2.1.
    const found = [ownText(helper, "purl") ?? "", ...texts(own(helper, "purls")), ownText(helper, "cpe") ?? ""];
    const given = found.filter((one) => one !== "");
    this.#identifiers.set(id, given);
  }
}

function texts(list: unknown): readonly string[] {
  return asList(list).filter((one) => typeof one === "string");
}
