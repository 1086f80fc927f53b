import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatElement, ThreatFlow, TrustBoundary } from "../../model/threatModel.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW } from "./bareParts.ts";
import { authenticatedFlow, encryptedFlow } from "./flowFacts.ts";
import type { ValueView, ViewEntry } from "./valueView.ts";
import { crossing, Zones } from "./zones.ts";

/** Protocols of Threagile's list that protect what travels. */
const PROTECTED = /-encrypted$|^(?:https|wss|ssh|ssh-tunnel|sftp|scp|ftps|ldaps)$/;
/** Protocols that leave no machine, or of which nothing is known. */
const NO_NETWORK =
  /^(?:in-process-library-call|inter-process-communication|local-file-access|container-spawning|unknown-protocol)$/;

/** The architecture of a Threagile model. Its maps are keyed by the names that people read; `id` inside is what others refer to. */
export class ThreagileSystem {
  readonly #assets: readonly ViewEntry[];
  readonly #boundaries: readonly ViewEntry[];
  readonly #zones = new Zones();
  readonly #parents = new Map<string, Stated<string>>();
  /** Ids of boundaries that part networks; an execution environment parts none. */
  readonly #networks = new Set<string>();
  readonly #dataNames = new Map<string, string>();
  readonly #byId = new Map<string, ValueView>();
  readonly #hasBoundaries: boolean;

  constructor(root: ValueView) {
    this.#assets = root.entries("technical_assets");
    this.#boundaries = root.entries("trust_boundaries");
    this.#hasBoundaries = root.has("trust_boundaries");
    for (const entry of this.#assets) this.#byId.set(idOf(entry), entry.view);
    for (const entry of root.entries("data_assets")) this.#dataNames.set(idOf(entry), entry.key);
    for (const entry of this.#boundaries) {
      const id = idOf(entry);
      if (entry.view.string("type") !== "execution-environment") this.#networks.add(id);
      for (const inside of entry.view.strings("technical_assets_inside")) this.#zones.put(inside, id);
      for (const nested of entry.view.items("trust_boundaries_nested")) {
        this.#zones.put(nested.string() ?? "", id);
        const parent: Stated<string> = { state: "given", value: id, span: nested.spot.inner };
        this.#parents.set(nested.string() ?? "", parent);
      }
    }
  }

  elements(): ThreatElement[] {
    return this.#assets.map((entry) => {
      const { key, keySpan, view } = entry;
      const kind = kindOf(view);
      return {
        ...BARE_ELEMENT,
        id: idOf(entry),
        name: { state: "given", value: key, span: keySpan },
        kind,
        anchor: keySpan,
        outOfScope: view.ticked("out_of_scope").state === "given",
        outOfScopeReason: view.textOrAbsent("justification_out_of_scope"),
        zones: this.#around(idOf(entry)) ?? "unknown",
        encryptedAtRest: encryptionOf(view),
      };
    });
  }

  flows(): ThreatFlow[] {
    return this.#assets.flatMap((from) =>
      from.view.entries("communication_links").map((link) => this.#flow(from, link)),
    );
  }

  boundaries(): TrustBoundary[] {
    return this.#boundaries.map((entry) => ({
      ...BARE_BOUNDARY,
      id: idOf(entry),
      name: { state: "given", value: entry.key, span: entry.keySpan },
      anchor: entry.keySpan,
      trust: entry.view.text("type"),
      parent: this.#parents.get(idOf(entry)) ?? ABSENT,
    }));
  }

  #flow(from: ViewEntry, { key, keySpan, view }: ViewEntry): ThreatFlow {
    const protocol = protocolOf(view);
    const to = view.text("target");
    const login = view.text("authentication");
    const isOpen = login.state === "given" && login.value === "none";
    return {
      ...BARE_FLOW,
      id: `${idOf(from)}>${key}`,
      name: { state: "given", value: key, span: keySpan },
      anchor: keySpan,
      from: { state: "given", value: idOf(from), span: from.keySpan },
      to,
      protocol,
      encrypted: encryptedFlow(encryptedLink(view, protocol), protocol),
      authentication: authenticatedFlow(isOpen ? { ...login, value: "false" } : login, protocol),
      publicNetwork: this.#internet(from.view, view.string("target")),
      data: this.#data(view),
      crosses: this.#crosses(idOf(from), view.string("target")),
    };
  }

  #crosses(from: string, to: string | undefined): ThreatFlow["crosses"] {
    const ends = [this.#around(from), to === undefined ? undefined : this.#around(to)] as const;
    const crossed = crossing(...ends);
    return crossed === "unknown" ? crossed : crossed.filter((zone) => this.#networks.has(zone));
  }

  /** A fragment without boundaries does not tell where its assets stand. */
  #around(id: string): string[] | undefined {
    const zones = this.#zones.around(id);
    return zones.length > 0 || (this.#hasBoundaries && this.#byId.has(id)) ? zones : undefined;
  }

  #internet(from: ValueView, to: string | undefined): Stated<boolean> {
    const own = from.ticked("internet");
    return own.state === "given" ? own : (this.#byId.get(to ?? "")?.ticked("internet") ?? ABSENT);
  }

  #data(link: ValueView): Stated<string> {
    const lists = ["data_assets_sent", "data_assets_received"].map((name) => link.list(name));
    const given = lists.find((list) => list.state === "given");
    if (given?.state !== "given") return ABSENT;
    const ids = ["data_assets_sent", "data_assets_received"].flatMap((name) => link.strings(name));
    const names = new Set(ids.map((id) => this.#dataNames.get(id) ?? id));
    return { ...given, value: [...names].join(", ") };
  }
}

function idOf({ key, view }: ViewEntry): string {
  return view.string("id") ?? key;
}

function kindOf(asset: ValueView): ThreatElement["kind"] {
  const type = asset.string("type");
  if (type === "datastore") return "store";
  if (type === "process") return "process";
  return asset.ticked("used_as_client_by_human").state === "given" ? "actor" : "external";
}

/** `unknown-protocol` is the list's way to say that nobody knows. */
function protocolOf(link: ValueView): Stated<string> {
  const protocol = link.text("protocol");
  if (protocol.state !== "given" || protocol.value !== "unknown-protocol") return protocol;
  return { state: "unknown", raw: protocol.value, span: protocol.span };
}

/** Every protocol of the list has a protected twin, so the plain one says no. */
function encryptedLink(link: ValueView, protocol: Stated<string>): Stated<boolean> {
  if (protocol.state === "given" && PROTECTED.test(protocol.value)) return { ...protocol, value: true };
  const vpn = link.ticked("vpn");
  if (vpn.state === "given" || protocol.state !== "given") return vpn;
  return NO_NETWORK.test(protocol.value) ? ABSENT : { ...protocol, value: false };
}

/** `none` and `transparent` are choices that somebody made: the member has no default. */
function encryptionOf(asset: ValueView): Stated<boolean> {
  const written = asset.text("encryption");
  return written.state === "given" ? { ...written, value: written.value !== "none" } : written;
}
