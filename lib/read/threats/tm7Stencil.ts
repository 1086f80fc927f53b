import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { XmlElement } from "../../parse/xml.ts";
import type { Box, Point } from "./drawing.ts";
import { givenElement, numberOf, statedElement, textOf, typeOf } from "./tm7Xml.ts";

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

/** One attribute of a stencil as the property sheet shows it; its value is looked at when somebody asks. */
interface Tm7Property {
  /** Lower-case. */
  readonly label: string;
  /** Lower-case. */
  readonly key: string;
  readonly element: XmlElement;
}

/** One thing on a drawing surface. */
export class Tm7Stencil {
  readonly guid: string;
  readonly shape: Tm7Shape;
  /** The stencil that it was dragged from (`HTTPS`, `Human User`, `Pharmaceutical Pump`). */
  readonly typeName: Stated<string>;
  readonly name: Stated<string>;
  readonly anchor: Span;
  readonly #element: XmlElement;
  readonly #properties: readonly Tm7Property[];

  constructor(element: XmlElement) {
    const properties = [...(element.member("Properties")?.members("anyType") ?? [])];
    this.#element = element;
    const guid = element.member("Guid");
    this.guid = textOf(guid);
    this.shape = BY_GENERIC_TYPE[textOf(element.member("GenericTypeId"))] ?? BY_TYPE[typeOf(element)] ?? "other";
    const header = properties.find((one) => typeOf(one) === "HeaderDisplayAttribute");
    this.typeName = statedElement(header?.member("DisplayName"));
    this.#properties = properties.filter((one) => one !== header).map(propertyOf);
    this.name = this.#realName();
    this.anchor = this.name.state === "absent" ? (guid ?? element.opening) : this.name.span;
  }

  /** The value of the first attribute whose key or label is this, without regard to case. */
  property(...names: readonly string[]): Stated<string> {
    for (const name of names) {
      const found = this.#properties.find((one) => one.key === name || one.label === name);
      if (found) return valueIn(found.element);
    }
    return ABSENT;
  }

  /** The labels of attributes that are answered with yes. */
  answeredYes(pattern: RegExp): Stated<string> {
    for (const { label, element } of this.#properties) {
      const value = pattern.test(label) ? valueIn(element) : ABSENT;
      if (value.state === "given" && /^(?:yes|true)$/i.test(value.value)) {
        return { ...value, value: textOf(element.member("DisplayName")) };
      }
    }
    return ABSENT;
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
    const guid = givenElement(this.#element.member(name));
    return guid.state === "given" && isNoGuid(guid.value) ? ABSENT : guid;
  }

  #number(name: string): number | undefined {
    return numberOf(this.#element.member(name));
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
  return {
    label: textOf(element.member("DisplayName")).toLowerCase(),
    key: textOf(element.member("Name")).toLowerCase(),
    element,
  };
}

function valueIn(element: XmlElement): Stated<string> {
  const value = element.member("Value");
  const type = typeOf(element);
  if (type.endsWith("ListDisplayAttribute")) {
    return chosen(value, { index: numberOf(element.member("SelectedIndex")), isFixed: type.startsWith("Static") });
  }
  if (type === "BooleanDisplayAttribute") return ticked(value);
  return type.endsWith("StringDisplayAttribute") ? statedElement(value) : ABSENT;
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
  const choices = [...(list?.members("string") ?? [])];
  if (isFixed) return statedElement(choices[0]);
  const choice = statedElement(choices[index ?? 0]);
  if (choice.state !== "given" || (index ?? 0) > 0) return choice;
  return UNANSWERED.test(choice.value) ? { state: "unknown", raw: choice.value, span: choice.span } : ABSENT;
}
