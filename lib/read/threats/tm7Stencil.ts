import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { XmlElement } from "../../parse/xml.ts";
import type { Box, Point } from "./drawing.ts";
import { membersOf, named, numberOf, statedElement, textOf, typeOf } from "./tm7Xml.ts";

export type Tm7Shape = "process" | "store" | "interactor" | "flow" | "boundary box" | "boundary line" | "other";

const BY_GENERIC_TYPE: Readonly<Record<string, Tm7Shape>> = {
  "GE.P": "process",
  "GE.DS": "store",
  "GE.EI": "interactor",
  "GE.DF": "flow",
  "GE.TB.B": "boundary box",
  "GE.TB.L": "boundary line",
  "GE.A": "other",
};

const BY_TYPE: Readonly<Record<string, Tm7Shape>> = {
  StencilEllipse: "process",
  StencilParallelLines: "store",
  StencilRectangle: "interactor",
  Connector: "flow",
  BorderBoundary: "boundary box",
  LineBoundary: "boundary line",
};

const KEY_OUT_OF_SCOPE = "71f3d9aa-b8ef-4e54-8126-607a1d903103";
const KEY_REASON = "752473b6-52d4-4776-9a24-202153f7d579";
/** The first choice of a list that asks a question: nobody has answered yet. */
const UNANSWERED = /^(?:not selected|select|none selected|not applicable|)$/i;

/** One attribute of a stencil as the property sheet shows it. */
interface Tm7Property {
  readonly label: string;
  readonly key: string;
  readonly value: Stated<string>;
}

/** One thing on a drawing surface. */
export class Tm7Stencil {
  readonly guid: string;
  readonly shape: Tm7Shape;
  /** The stencil that it was dragged from (`HTTPS`, `Human User`, `Pharmaceutical Pump`). */
  readonly typeName: Stated<string>;
  readonly name: Stated<string>;
  readonly anchor: Span;
  readonly #members: ReadonlyMap<string, XmlElement>;
  readonly #properties: readonly Tm7Property[];

  constructor(value: XmlElement) {
    const members = membersOf(value);
    const properties = [...named(members.get("Properties"), "anyType")];
    this.#members = members;
    this.guid = textOf(members.get("Guid"));
    this.shape = BY_GENERIC_TYPE[textOf(members.get("GenericTypeId"))] ?? BY_TYPE[typeOf(value)] ?? "other";
    const header = properties.find((one) => typeOf(one) === "HeaderDisplayAttribute");
    this.typeName = statedElement(membersOf(header).get("DisplayName"));
    this.#properties = properties.filter((one) => one !== header).map(propertyOf);
    this.name = this.#realName();
    this.anchor = this.name.state === "absent" ? (members.get("Guid") ?? value.opening) : this.name.span;
  }

  /** The value of the first attribute whose key or label is this, without regard to case. */
  property(...names: readonly string[]): Stated<string> {
    for (const name of names) {
      const found = this.#properties.find((one) => one.key.toLowerCase() === name || one.label.toLowerCase() === name);
      if (found) return found.value;
    }
    return ABSENT;
  }

  /** The labels of attributes that are answered with yes. */
  answeredYes(pattern: RegExp): Stated<string> {
    const found = this.#properties.find(({ label, value }) => pattern.test(label) && value.state === "given");
    if (found?.value.state !== "given" || !/^(?:yes|true)$/i.test(found.value.value)) return ABSENT;
    return { state: "given", value: found.label, span: found.value.span };
  }

  /** An attribute that is answered with yes or no; any other answer (`At-rest`, `TDE`) says yes. */
  answer(...names: readonly string[]): Stated<boolean> {
    const found = this.property(...names);
    if (found.state !== "given") return found;
    return { state: "given", value: !/^(?:no|false|none)$/i.test(found.value), span: found.span };
  }

  get outOfScope(): boolean {
    return this.property(KEY_OUT_OF_SCOPE).state === "given";
  }

  get outOfScopeReason(): Stated<string> {
    return this.property(KEY_REASON);
  }

  get box(): Box | undefined {
    const [left, top, width, height] = ["Left", "Top", "Width", "Height"].map((name) => this.#number(name));
    if (left === undefined || top === undefined || width === undefined || height === undefined) return undefined;
    return { left, top, right: left + width, bottom: top + height };
  }

  point(name: "Source" | "Handle" | "Target"): Point | undefined {
    const [x, y] = [this.#number(`${name}X`), this.#number(`${name}Y`)];
    return x === undefined || y === undefined ? undefined : { x, y };
  }

  /** The element at an end of a flow; absent where the end hangs in the air. */
  end(name: "SourceGuid" | "TargetGuid"): Stated<string> {
    const guid = statedElement(this.#members.get(name));
    return guid.state === "given" && isNoGuid(guid.value) ? ABSENT : guid;
  }

  #number(name: string): number | undefined {
    return numberOf(this.#members.get(name));
  }

  /** A name that the tool gave (`Generic Process`) is a blank to fill in. */
  #realName(): Stated<string> {
    const name = this.property("name");
    if (name.state !== "given" || !/^generic /i.test(name.value)) return name;
    const isDefault = this.typeName.state === "given" && this.typeName.value === name.value;
    return isDefault ? { state: "unknown", raw: name.value, span: name.span } : name;
  }
}

/** The guid of nothing. */
export function isNoGuid(guid: string): boolean {
  return /^[0-]*$/.test(guid);
}

function propertyOf(element: XmlElement): Tm7Property {
  const members = membersOf(element);
  const value = members.get("Value");
  const type = typeOf(element);
  return {
    label: textOf(members.get("DisplayName")),
    key: textOf(members.get("Name")),
    value: type.endsWith("ListDisplayAttribute")
      ? chosen(value, { index: numberOf(members.get("SelectedIndex")), isFixed: type.startsWith("Static") })
      : type === "BooleanDisplayAttribute"
        ? ticked(value)
        : type.endsWith("StringDisplayAttribute")
          ? statedElement(value)
          : ABSENT,
  };
}

/** A box that is not ticked says nothing. */
function ticked(value: XmlElement | undefined): Stated<string> {
  const stated = statedElement(value);
  return stated.state === "given" && stated.value === "true" ? stated : ABSENT;
}

/** The first choice is what the tool sets by itself: a question that nobody answered, or a "No" that nobody gave. */
function chosen(
  list: XmlElement | undefined,
  { index, isFixed }: { readonly index: number | undefined; readonly isFixed: boolean },
): Stated<string> {
  const choices = [...named(list, "string")];
  if (isFixed) return statedElement(choices[0]);
  const choice = statedElement(choices[index ?? 0]);
  if (choice.state !== "given" || (index ?? 0) > 0) return choice;
  return UNANSWERED.test(choice.value) ? { state: "unknown", raw: choice.value, span: choice.span } : ABSENT;
}
