import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Threat } from "../../model/threatModel.ts";
import { partAt } from "../../parse/partAt.ts";
import type { XmlElement } from "../../parse/xml.ts";
import { BARE_THREAT } from "./bareParts.ts";
import { referencesOf } from "./references.ts";
import { leadingThreatId } from "./threatId.ts";
import { statedStatus } from "./threatStatus.ts";
import { isNoGuid } from "./tm7Stencil.ts";
import { givenElement, statedElement, textOf } from "./tm7Xml.ts";

/**
 * One threat. The elements `Title`, `StateInformation` and the like are empty in real files; what they name stands in `Properties`.
 * The tool knows no accepted risk: teams write their reason beside "Not Applicable".
 */
export function readTm7Threat(entry: XmlElement, position: number): Threat {
  const value = entry.member("Value");
  const properties = propertiesOf(value);
  const field = (name: string): Stated<string> => {
    const written = statedElement(properties.get(name));
    return written.state === "absent" ? statedElement(value?.member(name)) : written;
  };
  const title = field("Title");
  const status = statedStatus(givenElement(value?.member("State")));
  const reason = field("StateInformation");
  const description = field("UserThreatDescription");
  const number = textOf(value?.member("Id"));
  const own = title.state === "given" ? leadingThreatId(title.value) : undefined;
  const isUntriaged = status.state === "given" && status.value === "untriaged";
  return {
    ...BARE_THREAT,
    id: own ?? (number === "" ? textOf(entry.member("Key")) || `threat ${position}` : number),
    title,
    anchor: title.state === "absent" ? anchorOf(value, entry) : title.span,
    description,
    category: field("UserThreatCategory"),
    on: ["FlowGuid", "SourceGuid", "TargetGuid"]
      .map((name) => textOf(value?.member(name)))
      .filter((guid) => !isNoGuid(guid)),
    status,
    severity: field("Priority"),
    mitigation: status.state === "given" && status.value === "mitigated" ? reason : ABSENT,
    justification: reason,
    generated: isUntriaged && reason.state === "absent",
    references: [title, description, reason].flatMap(referencesOfText),
  };
}

function referencesOfText(text: Stated<string>): Threat["references"] {
  if (text.state !== "given") return [];
  return referencesOf(text.value, (part) => partAt(text.span, text.value, part));
}

function propertiesOf(value: XmlElement | undefined): ReadonlyMap<string, XmlElement> {
  const properties = new Map<string, XmlElement>();
  for (const pair of value?.member("Properties")?.members("KeyValueOfstringstring") ?? []) {
    const written = pair.member("Value");
    if (written) properties.set(textOf(pair.member("Key")), written);
  }
  return properties;
}

function anchorOf(value: XmlElement | undefined, entry: XmlElement): Span {
  const type = givenElement(value?.member("TypeId"));
  return type.state === "absent" ? entry.opening : type.span;
}

/** When a person touched a threat last; a day of the year 1 is the tool's way to say never. */
export function touchedAt(entry: XmlElement): Stated<string> {
  const at = givenElement(entry.member("Value")?.member("ModifiedAt"));
  return at.state === "given" && !at.value.startsWith("0001-01-01") ? at : ABSENT;
}
