import type { Stated } from "../model/stated.ts";
import { ABSENT } from "../model/stated.ts";
import type { ThreatFlow } from "../model/threatModel.ts";

/** Protocols, media and link layers as diagrams name them; a name of one of these is a stated protocol wherever it stands. */
const PROTOCOL =
  /\b(?:https?|tls|dtls|ssl|mtls|ssh|sftp|ftps?|scp|telnet|tcp|udp|quic|wss?|websockets?|mqtts?|amqps?|coap|grpc|graphql|rest|soap|hl7|mllp|fhir|dicom|smb|nfs|rdp|vnc|ldaps?|kerberos|radius|snmp|syslog|ntp|nts|ptp|dns|dhcp|modbus|opc[- ]?ua|can(?: ?bus)?|usb|uart|serial|rs-?(?:232|485)|i2c|spi|jtag|swd|nfc|rfid|ble|bluetooth|zigbee|thread|lora(?:wan)?|wi-?fi|802\.\d+[a-z]*|ethernet|wpa\d?|cellular|lte|5g|infrared|jdbc|odbc|sql|oidc|openid|oauth|saml|ipc|rpc|dbus|pipe|socket|file system)\b/i;
/** Protocols that exist in versions of different strength, where a reviewer asks which. */
const VERSIONED = /\b(?:https?|tls|dtls|ssl|mtls|ssh|wss|mqtts?|hl7|fhir|ble|bluetooth|smb|snmp|wpa|ldaps|ftps)\d*\b/i;
const VERSION =
  /\b(?:tls|dtls|ssl|https?|ssh|mqtt|hl7|fhir|ble|bluetooth|smb|snmp|oauth|usb)[\s/-]*(?:(?:v|version|r|release)\s*)?\d+(?:\.\d+)*|\bwpa[\s-]?[23]\b|\bv\d+(?:\.\d+)+/i;
const ENCRYPTS =
  /\b(?:https|tls|dtls|mtls|ssl|ssh|sftp|ftps|scp|wss|mqtts|amqps|ldaps|quic|ipsec|vpn|wireguard|wpa\d?|aes|luks\d?|srtp|encrypt\w*)\b/i;
const IN_THE_CLEAR = /\b(?:plain ?text|clear ?text|unencrypted|not encrypted|no encryption|http|telnet|ftp)\b/i;
const AUTHENTICATES =
  /\b(?:mutual|mtls|certificates?|tokens?|oauth\d?|oidc|openid|saml|kerberos|password|pin|passcode|api[- ]key|signed|signature|pairing|bonding|802\.1x|eap(?:-\w+)?|hmac|ssh|badge|credentials?|authenticat\w*|log-?in|sign-?in|jwt|unauthenticated|anonymous)\b/i;
/** What a person does with hands, eyes and ears: nothing to encrypt there. */
const BY_HAND =
  /\b(?:touch ?screen|touches|keypad|keys?|buttons?|knob|display|screen|led|audible|sound|speaker|alarm tone|verbal(?:ly)?|voice|paper|visual(?:ly)?|by hand|bedside|physical(?:ly)?)\b/i;

/** The words in which a flow says how it travels: its protocol, else its name. */
function words(flow: ThreatFlow): Stated<string> {
  return flow.protocol.state === "given" ? flow.protocol : flow.name;
}

function matching(flow: ThreatFlow, pattern: RegExp): Stated<string> {
  for (const stated of [flow.protocol, flow.name]) {
    if (stated.state === "given" && pattern.test(stated.value)) return stated;
  }
  return ABSENT;
}

/** The protocol, where the flow has one or is named after one. */
export function flowProtocol(flow: ThreatFlow): Stated<string> {
  if (flow.protocol.state !== "absent") return flow.protocol;
  return matching(flow, PROTOCOL);
}

/** Given for a flow whose protocol comes in versions, so that one has to be stated. */
export function flowVersioned(flow: ThreatFlow): Stated<string> {
  return flow.protocol.state === "given" ? matching(flow, VERSIONED) : ABSENT;
}

export function flowVersion(flow: ThreatFlow): Stated<string> {
  return flow.protocolVersion.state === "absent" ? matching(flow, VERSION) : flow.protocolVersion;
}

/** Whether it is encrypted, as ticked or as its protocol says; a plain "no" is an answer too. */
export function flowEncryption(flow: ThreatFlow): Stated<unknown> {
  if (flow.encrypted.state !== "absent") return flow.encrypted;
  const secured = matching(flow, ENCRYPTS);
  return secured.state === "given" ? secured : matching(flow, IN_THE_CLEAR);
}

export function flowAuthentication(flow: ThreatFlow): Stated<string> {
  return flow.authentication.state === "absent" ? matching(flow, AUTHENTICATES) : flow.authentication;
}

/** Given for a flow that a person carries, with hands or eyes. */
export function flowByHand(flow: ThreatFlow): Stated<string> {
  const said = words(flow);
  if (said.state !== "given" || PROTOCOL.test(said.value)) return ABSENT;
  return BY_HAND.test(said.value) ? said : ABSENT;
}
