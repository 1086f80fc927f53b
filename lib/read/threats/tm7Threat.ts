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
import { membersOf, named, statedElement, textOf } from "./tm7Xml.ts";

/**
 * One threat. The elements `Title`, `StateInformation` and the like are empty in real files; what they name stands in `Properties`.
 * The tool knows no accepted risk: teams write their reason beside "Not Applicable".
 */
export function readTm7Threat(entry: XmlElement, position: number): Threat {
  const members = membersOf(membersOf(entry).get("Value"));
  const properties = new Map<string, XmlElement>();
  for (const pair of named(members.get("Properties"), "KeyValueOfstringstring")) {
    const { Key, Value } = Object.fromEntries(membersOf(pair));
    if (Value) properties.set(textOf(Key), Value);
  }
  const field = (name: string): Stated<string> => {
    const written = statedElement(properties.get(name));
    return written.state === "absent" ? statedElement(members.get(name)) : written;
  };
  const title = field("Title");
  const status = statedStatus(statedElement(members.get("State")));
  const reason = field("StateInformation");
  const description = field("UserThreatDescription");
  const number = textOf(members.get("Id"));
  const own = title.state === "given" ? leadingThreatId(title.value) : undefined;
  const isUntriaged = status.state === "given" && status.value === "untriaged";
  return {
    ...BARE_THREAT,
    id: own ?? (number === "" ? textOf(membersOf(entry).get("Key")) || `threat ${position}` : number),
    title,
    anchor: title.state === "absent" ? anchorOf(members, entry) : title.span,
    description,
    category: field("UserThreatCategory"),
    on: ["FlowGuid", "SourceGuid", "TargetGuid"]
      .map((name) => textOf(members.get(name)))
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

function anchorOf(members: ReadonlyMap<string, XmlElement>, entry: XmlElement): Span {
  const type = statedElement(members.get("TypeId"));
  return type.state === "absent" ? entry.opening : type.span;
}

/** When a person touched a threat last; a day of the year 1 is the tool's way to say never. */
export function touchedAt(entry: XmlElement): Stated<string> {
  const at = statedElement(membersOf(membersOf(entry).get("Value")).get("ModifiedAt"));
  return at.state === "given" && !at.value.startsWith("0001-01-01") ? at : ABSENT;
}
