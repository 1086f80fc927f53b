import { ABSENT, type Stated } from "../../model/stated.ts";

const PROTECTED = /\b(?:https|m?tls|dtls|ssh|wss|sftp|ftps|scp|ldaps|mqtts|ipsec|vpn|.{1,20}[- ]encrypted)\b|http\/s/i;
const OPEN = /\b(?:un-?encrypted|not[ -]encrypted|non-encrypted)\b/i;
const MUTUAL = /\b(?:mtls|mutual(?:ly)? (?:tls|authenticat\w+)|mutual[- ]auth)\b/i;

/**
 * Whether a flow is encrypted: as it is ticked or answered, else as the name of its protocol says (`HTTPS`, `TLS 1.3`).
 * A protocol that says nothing of encryption (`HTTP`, `BLE`) leaves it open.
 */
export function encryptedFlow(answered: Stated<boolean>, protocol: Stated<string>): Stated<boolean> {
  if (answered.state === "given" || protocol.state !== "given") return answered;
  if (OPEN.test(protocol.value) || !PROTECTED.test(protocol.value)) return answered;
  return { state: "given", value: true, span: protocol.span, via: "protocol" };
}

/** How the ends of a flow prove who they are: as it is answered, else as the name of its protocol says (`mTLS`). */
export function authenticatedFlow(answered: Stated<string>, protocol: Stated<string>): Stated<string> {
  if (answered.state === "given" || protocol.state !== "given") return answered;
  const mutual = MUTUAL.exec(protocol.value)?.[0];
  return mutual === undefined ? answered : { state: "given", value: mutual, span: protocol.span, via: "protocol" };
}

/** A fact of two, one for each end: yes where either end proves who it is, else no where somebody said so. */
export function eitherEnd(source: Stated<boolean>, destination: Stated<boolean>): Stated<string> {
  const ends = [source, destination];
  const yes = ends.find((end) => end.state === "given" && end.value);
  const said = yes ?? ends.find((end) => end.state === "given") ?? ends.find((end) => end.state === "unknown");
  if (said?.state !== "given") return said ?? ABSENT;
  return { ...said, value: String(said.value) };
}
