import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { XmlElement, XmlText } from "../../parse/xml.ts";
import { isDeclaredUnknown } from "./declaredUnknown.ts";

/** What a text of an XML file says; an empty one is a stand-in and covers its element. */
export function statedXmlText(text: XmlText | undefined, via?: string): Stated<string> {
  if (text === undefined) return ABSENT;
  const { value, start, end } = text;
  if (isDeclaredUnknown(value)) return { state: "unknown", raw: value, span: { start, end } };
  return { state: "given", value, span: { start, end }, via };
}

/** What one element inside another says. */
export function statedXmlChild(element: XmlElement | undefined, name: string, via?: string): Stated<string> {
  return statedXmlText(element?.child(name)?.text, via);
}

/** The text of the named element inside, else the opening token. */
export function xmlAnchor(element: XmlElement, name: string): Span {
  const text = element.child(name)?.text;
  return text === undefined || text.value === "" ? element.opening : { start: text.start, end: text.end };
}

/** Every element inside an element that gathers them: `<hashes><hash/><hash/></hashes>`. */
export function* gathered(element: XmlElement, list: string, name: string): Generator<XmlElement> {
  const found = element.child(list);
  if (found) yield* found.all(name);
}
