import type { Fence, Section } from "../../model/prose.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatElement } from "../../model/threatModel.ts";
import { readFlowchart } from "./mermaidFlowchart.ts";
import { readSequence } from "./mermaidSequence.ts";
import type { ThreatDraft } from "./threatDraft.ts";

/** One line of a diagram with its offset in the document. */
export interface DiagramLine {
  readonly text: string;
  readonly offset: number;
}

/** More lines than anybody draws. */
const MOST_LINES = 5000;

/** Lowers the Mermaid flowcharts and sequence diagrams of a section into elements, flows and boundaries. */
export function readMermaid(fence: Fence, section: Section, draft: ThreatDraft): void {
  const from = fence.textSpan.start - section.span.start;
  const lines = linesOf(section.text.slice(from, fence.textSpan.end - section.span.start), fence.textSpan.start);
  const first = lines.findIndex((line) => line.text !== "" && !line.text.startsWith("%%"));
  const kind = /^\w+/.exec(lines[first]?.text ?? "")?.[0];
  const body = lines.slice(first + 1);
  if (kind === "flowchart" || kind === "graph") readFlowchart(body, draft);
  else if (kind === "sequenceDiagram") readSequence(body, draft);
}

function linesOf(text: string, offset: number): DiagramLine[] {
  const lines: DiagramLine[] = [];
  let at = 0;
  for (const raw of text.split("\n", MOST_LINES)) {
    const content = raw.replace(/^[\s>]+/, "");
    const trimmed = content.trimEnd();
    lines.push({ text: trimmed.length > 2000 ? "" : trimmed, offset: offset + at + raw.length - content.length });
    at += raw.length + 1;
  }
  return lines;
}

const PROTOCOL =
  /\b(?:https?|m?tls(?: ?v?\d(?:\.\d)?)?|dtls|ssh|ble|bluetooth(?: low energy| le)?|wi-?fi|mqtts?|hl7(?: v\d)?|fhir|dicom|can|usb(?:-c)?|uart|i2c|spi|nfc|grpc|wss?|websockets?|tcp|udp|s?ftp|modbus|zigbee|ethernet|rs-?232|amqp|coap|opc ?ua|jtag|swd|lte|5g)\b/i;
const PROTECTED = /\b(?:https|m?tls|dtls|ssh|wss|sftp|mqtts|ipsec|vpn|encrypted)\b/i;
const OPEN = /\b(?:unencrypted|not encrypted|plain ?text|clear ?text)\b/i;

/** A flow's label: the only place in a diagram where its protocol can stand. */
export function labelFacts(label: Stated<string>): { protocol: Stated<string>; encrypted: Stated<boolean> } {
  if (label.state !== "given") return { protocol: ABSENT, encrypted: ABSENT };
  const protocol = PROTOCOL.exec(label.value)?.[0];
  const open = OPEN.test(label.value);
  return {
    protocol: protocol === undefined ? ABSENT : { state: "given", value: protocol, span: label.span },
    encrypted: open || PROTECTED.test(label.value) ? { state: "given", value: !open, span: label.span } : ABSENT,
  };
}

const PEOPLE =
  /^(?:.* )?(?:users?|patients?|clinicians?|nurses?|physicians?|doctors?|admin(?:istrator)?s?|operators?|attackers?|technicians?|engineers?|caregivers?)$/i;
const STORES = /\b(?:database|db|storage|data ?store|bucket|repository|flash|eeprom)\b/i;

/** What an element most likely is, from the words of its label. */
export function kindOfLabel(label: string): ThreatElement["kind"] {
  if (PEOPLE.test(label)) return "actor";
  return STORES.test(label) ? "store" : "component";
}
