import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatElement } from "../../model/threatModel.ts";

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
