import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Affected, VexState, Vulnerability } from "../../model/vex.ts";
import { inner, type JsonSpot } from "../../parse/json.ts";
import {
  asList,
  asObject,
  firstGiven,
  type JsonObject,
  opening,
  own,
  ownText,
  statedMember,
} from "../sbom/statedJson.ts";
import type { CsafProducts } from "./csafProducts.ts";

/** The lists of `product_status` that say how a product is affected; `recommended` says what to move to and is no status. */
const STATUSES: readonly (readonly [string, VexState | undefined])[] = [
  ["known_affected", "affected"],
  ["first_affected", "affected"],
  ["last_affected", "affected"],
  ["known_not_affected", "not affected"],
  ["fixed", "fixed"],
  ["first_fixed", "fixed"],
  ["under_investigation", "under investigation"],
  // From 2.1 on: the maker says that it does not know.
  ["unknown", undefined],
];

/** What is said of some products of one vulnerability in the same words. */
interface Group {
  readonly status: string;
  readonly state: VexState | undefined;
  /** Positions in `flags`, `threats` and `remediations`; -1 where none is about these products. */
  readonly flag: number;
  readonly impact: number;
  readonly remediation: number;
  readonly affects: Affected[];
}

/** Hands out the entries of a list that are about a product, in one look at the list. */
class AboutProducts {
  readonly #first = new Map<string, number>();
  #forAll = -1;

  constructor(entries: unknown, products: CsafProducts, counts: (entry: JsonObject) => boolean) {
    asList(entries).forEach((value, i) => {
      const entry = asObject(value);
      if (!entry || !counts(entry)) return;
      const ids = products.about(entry);
      if (!ids && this.#forAll < 0) this.#forAll = i;
      for (const id of ids ?? []) if (!this.#first.has(id)) this.#first.set(id, i);
    });
  }

  of(id: string): number {
    return this.#first.get(id) ?? this.#forAll;
  }
}

/**
 * One entry of `vulnerabilities` as statements: products with the same status, reason and action share one, because a CSAF
 * vulnerability may say of one product that it is affected and of another that it is not.
 */
export function* csafStatements(value: JsonObject, spot: JsonSpot, products: CsafProducts): Generator<Vulnerability> {
  const groups = groupsOf(value, spot, products);
  for (const group of groups) yield new CsafStatement(value, spot, group);
  if (groups.length === 0) yield new CsafStatement(value, spot, undefined);
}

function groupsOf(value: JsonObject, spot: JsonSpot, products: CsafProducts): readonly Group[] {
  const flags = new AboutProducts(own(value, "flags"), products, (flag) => ownText(flag, "label") !== undefined);
  const isImpact = (threat: JsonObject) => ownText(threat, "category") === "impact";
  const impacts = new AboutProducts(own(value, "threats"), products, isImpact);
  const remediations = new AboutProducts(own(value, "remediations"), products, () => true);
  const groups = new Map<string, Group>();
  const status = asObject(own(value, "product_status"));
  for (const [word, state] of STATUSES) {
    asList(own(status, word)).forEach((id, i) => {
      if (typeof id !== "string") return;
      const [flag, impact, remediation] = [flags.of(id), impacts.of(id), remediations.of(id)];
      const key = [word, flag, impact, remediation].join();
      const group = groups.get(key) ?? { status: word, state, flag, impact, remediation, affects: [] };
      const span = inner(spot.child("product_status", word, i));
      group.affects.push({ ref: id, span, also: products.identifiers(id), name: products.name(id) });
      groups.set(key, group);
    });
  }
  return [...groups.values()];
}

class CsafStatement implements Vulnerability {
  readonly properties = [];
  readonly #value: JsonObject;
  readonly #spot: JsonSpot;
  readonly #group: Group | undefined;

  constructor(value: JsonObject, spot: JsonSpot, group: Group | undefined) {
    this.#value = value;
    this.#spot = spot;
    this.#group = group;
  }

  get id(): Stated<string> {
    const first = asObject(asList(own(this.#value, "ids"))[0]);
    return firstGiven(
      () => statedMember(this.#value, this.#spot, "cve", "cve"),
      () => statedMember(first, this.#spot.child("ids", 0), "text", "ids"),
    );
  }

  get aliases(): readonly string[] {
    return asList(own(this.#value, "ids")).flatMap((one) => ownText(asObject(one), "text") ?? []);
  }

  get anchor(): Span {
    const id = this.id;
    return id.state === "given" ? id.span : opening(this.#spot);
  }

  get span(): Span {
    return this.#spot;
  }

  get state(): Stated<VexState> {
    if (!this.#group) return ABSENT;
    const { status, state } = this.#group;
    const { start, end } = this.#spot.child("product_status", status).key;
    const span = { start: start + 1, end: end - 1 };
    return state ? { state: "given", value: state, span, via: status } : { state: "unknown", raw: status, span };
  }

  /** The label of a flag, else an impact statement (CSAF 2.0, 4.5: either is enough for a product that is not affected). */
  get justification(): Stated<string> {
    return firstGiven(
      () => this.#entry("flags", this.#group?.flag, "label"),
      () => this.#entry("threats", this.#group?.impact, "details"),
    );
  }

  get detail(): Stated<string> {
    return this.#entry("threats", this.#group?.impact, "details");
  }

  get action(): Stated<string> {
    return firstGiven(
      () => this.#entry("remediations", this.#group?.remediation, "details"),
      () => this.#entry("remediations", this.#group?.remediation, "category"),
    );
  }

  get affects(): readonly Affected[] {
    return this.#group?.affects ?? [];
  }

  #entry(list: string, at: number | undefined, key: string): Stated<string> {
    if (at === undefined || at < 0) return ABSENT;
    const entry = asObject(asList(own(this.#value, list))[at]);
    return statedMember(entry, this.#spot.child(list, at), key, list);
  }
}
