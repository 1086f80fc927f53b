import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { XmlElement } from "../../parse/xml.ts";
import { isStandIn } from "../prose/standIn.ts";

/** The members of an element by name, the first of each; the format puts them into several namespaces, so only the name counts. */
export function membersOf(element: XmlElement | undefined): ReadonlyMap<string, XmlElement> {
  const members = new Map<string, XmlElement>();
  for (const child of element?.children() ?? []) {
    const { local } = child;
    if (!members.has(local)) members.set(local, child);
  }
  return members;
}

/** The elements directly inside that bear a name, whatever their namespace. */
export function* named(element: XmlElement | undefined, local: string): Generator<XmlElement> {
  for (const child of element?.children() ?? []) if (child.local === local) yield child;
}

/** What an element says. The tool writes every element, so an empty one (`i:nil`) says nothing. */
export function statedElement(element: XmlElement | undefined): Stated<string> {
  const text = element?.text;
  if (text === undefined || text.value === "") return ABSENT;
  const value = text.value.replace(/\s+/g, " ").trim();
  const span: Span = { start: text.start, end: text.end };
  return isStandIn(value) ? { state: "unknown", raw: value, span } : { state: "given", value, span };
}

export function textOf(element: XmlElement | undefined): string {
  return element?.text?.value ?? "";
}

export function numberOf(element: XmlElement | undefined): number | undefined {
  const text = textOf(element);
  const number = Number(text);
  return text === "" || !Number.isFinite(number) ? undefined : number;
}

const XSI = "http://www.w3.org/2001/XMLSchema-instance";

/** The `i:type` of an element without its prefix. */
export function typeOf(element: XmlElement): string {
  const type = element.attributeIn(XSI, "type")?.value ?? "";
  return type.slice(type.indexOf(":") + 1);
}
