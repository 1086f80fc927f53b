import { ABSENT, type Stated } from "../../model/stated.ts";
import type { XmlElement } from "../../parse/xml.ts";
import { isStandIn } from "../prose/standIn.ts";

/** What an element says. The tool writes every element, so an empty one (`i:nil`) says nothing. */
export function statedElement(element: XmlElement | undefined): Stated<string> {
  const text = element?.text;
  if (text === undefined || text.value === "") return ABSENT;
  const value = /\s\s|[^\S ]/.test(text.value) ? text.value.replace(/\s+/g, " ") : text.value;
  if (isStandIn(value)) return { state: "unknown", raw: value, span: text };
  return { state: "given", value, span: text };
}

/** The same for a text that is never a stand-in, such as a guid. */
export function givenElement(element: XmlElement | undefined): Stated<string> {
  const text = element?.text;
  return text === undefined || text.value === "" ? ABSENT : { state: "given", value: text.value, span: text };
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
  const type = (element.attribute("i:type") ?? element.attributeIn(XSI, "type"))?.value ?? "";
  return type.slice(type.indexOf(":") + 1);
}
