import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Mitigation, Threat } from "../../model/threatModel.ts";
import { BARE_MITIGATION, BARE_THREAT } from "./bareParts.ts";
import { referencesIn } from "./references.ts";
import { statedStatus, worstStatus } from "./threatStatus.ts";
import { anchorAt, type ValueView } from "./valueView.ts";

/** One use of a threat on a component or flow. */
interface Use {
  readonly on: string;
  readonly view: ValueView;
}

/** The threats and mitigations of an Open Threat Model: each is defined once and used on components and flows. */
export class OtmThreats {
  readonly #root: ValueView;
  readonly #uses = new Map<string, Use[]>();
  /** States of each mitigation where it is used. */
  readonly #states = new Map<string, Stated<string>[]>();
  readonly #names = new Map<string, string>();

  constructor(root: ValueView) {
    this.#root = root;
    for (const holder of [...root.items("components"), ...root.items("dataflows")]) this.#collect(holder);
    for (const mitigation of root.items("mitigations")) {
      this.#names.set(mitigation.string("id") ?? "", mitigation.string("name") ?? "");
    }
  }

  #collect(holder: ValueView): void {
    for (const view of holder.items("threats")) {
      const id = view.string("threat") ?? "";
      this.#uses.set(id, [...(this.#uses.get(id) ?? []), { on: holder.string("id") ?? "", view }]);
      for (const used of view.items("mitigations")) {
        const mitigation = used.string("mitigation") ?? "";
        this.#states.set(mitigation, [...(this.#states.get(mitigation) ?? []), used.text("state")]);
      }
    }
  }

  threats(): Threat[] {
    const defined = this.#root.items("threats").map((view, index) => this.#defined(view, index));
    const known = new Set(this.#root.items("threats").map((view) => view.string("id")));
    const others = [...this.#uses].filter(([id]) => !known.has(id));
    return [...defined, ...others.flatMap(([id, uses]) => this.#undefined(id, uses))];
  }

  #defined(view: ValueView, index: number): Threat {
    const id = view.string("id") ?? `threat ${index + 1}`;
    const title = view.text("name");
    const likelihood = view.text("risk", "likelihood");
    return {
      ...BARE_THREAT,
      id,
      title,
      anchor: anchorAt(view, "name"),
      description: view.textOrAbsent("description"),
      category: view.list("categories"),
      severity: view.text("risk", "impact"),
      likelihood,
      likelihoodKind: likelihood.state === "given" ? "probability" : "unknown",
      ...this.#treated(this.#uses.get(id) ?? []),
      references: [...listedCwes(view), ...referencesIn(view, ["name", "description"])],
    };
  }

  /** A threat that is used and nowhere defined. */
  #undefined(id: string, uses: readonly Use[]): Threat[] {
    const [first] = uses;
    if (!first) return [];
    const anchor = anchorAt(first.view, "threat");
    return [{ ...BARE_THREAT, id, title: ABSENT, anchor, ...this.#treated(uses) }];
  }

  #treated(uses: readonly Use[]) {
    const statuses = uses.map(({ view }) => ({ raw: view.string("state"), status: statedStatus(view.text("state")) }));
    const refs = uses.flatMap(({ view }) => view.items("mitigations"));
    return {
      on: [...new Set(uses.map(({ on }) => on))].filter((on) => on !== ""),
      status: worstStatus(statuses.map(({ status }) => status)),
      mitigation: this.#mitigation(refs),
      mitigationRefs: [...new Set(refs.flatMap((ref) => ref.string("mitigation") ?? []))],
      generated: uses.length > 0 && statuses.every(({ raw }) => /^auto-?generated$/i.test(raw ?? "")),
    };
  }

  /** The names of what answers a threat, at the first place that says so. */
  #mitigation(refs: readonly ValueView[]): Stated<string> {
    const [first] = refs;
    const id = first?.text("mitigation");
    if (!first || id === undefined || id.state === "absent") return ABSENT;
    const names = new Set(refs.map((ref) => this.#names.get(ref.string("mitigation") ?? "") ?? ""));
    names.delete("");
    if (names.size === 0) return { state: "unknown", raw: first.string("mitigation") ?? "", span: id.span };
    return { state: "given", value: [...names].join(" "), span: id.span };
  }

  mitigations(): Mitigation[] {
    return this.#root.items("mitigations").map((view, index) => {
      const id = view.string("id") ?? `mitigation ${index + 1}`;
      const states = this.#states.get(id) ?? [];
      return {
        ...BARE_MITIGATION,
        id,
        text: view.text("name"),
        anchor: anchorAt(view, "name"),
        status:
          states.find((state) => state.state === "given" && !/^implemented$/i.test(state.value)) ?? states[0] ?? ABSENT,
      };
    });
  }
}

function listedCwes(view: ValueView): Threat["references"] {
  return view.items("cwes").flatMap((one) => {
    const id = one.string();
    return id === undefined ? [] : [{ id: /^\d+$/.test(id) ? `CWE-${id}` : id, span: one.spot.inner }];
  });
}
