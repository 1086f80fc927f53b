import type { Condition, Requirement } from "../model/guidance.ts";
import type { SubmissionConfig } from "../model/submission.ts";
import { CHARACTERISTICS, DOCUMENTATION_LEVELS, type DocumentationLevel, PATHWAYS } from "../model/vocabulary.ts";

/** Characteristics that make a device able to connect to the internet, however rarely: 524B(c)(2), FDA 2026-02-03, VII.B p. 31-32. */
const CONNECTS = [
  "networked",
  "connectable",
  "wireless",
  "bluetooth",
  "wifi",
  "cellular",
  "cloud",
  "mobile-app",
  "interoperable",
] as const;
/** 524B(a): 510(k), De Novo, PMA, PDP and HDE; an IDE is not among them. */
const STATUTE_PATHWAYS: readonly string[] = ["510k", "de-novo", "pma", "pdp", "hde"];

const WORDS: ReadonlySet<string> = new Set([
  ...CHARACTERISTICS,
  "cyber-device",
  "statute-pathway",
  ...DOCUMENTATION_LEVELS.map((level) => `${level}-documentation`),
  ...PATHWAYS.map((pathway) => `pathway:${pathway}`),
]);

/** True for the words that `applies:` may use. */
export function isConditionWord(word: string): boolean {
  return WORDS.has(word.startsWith("not:") ? word.slice(4) : word);
}

/** Whether a requirement applies; `unknown` when no `premarket.yaml` says what the device is. */
export interface Applicability {
  readonly applies: "yes" | "no" | "unknown";
  /** One sentence for the report. */
  readonly reason: string;
}

/** Decides from what `premarket.yaml` says of the device whether the requirement applies, and says why. */
export function applicability(requirement: Requirement, config: SubmissionConfig | undefined): Applicability {
  if (requirement.applies.length === 0) return { applies: "yes", reason: "It applies to every submission." };
  if (!config) {
    return {
      applies: "unknown",
      reason: `It applies where ${requirement.applies.map(conditionWords).join(" and ")}; without a premarket.yaml that is not known.`,
    };
  }
  const failing = requirement.applies.find((condition) => !isOpen(condition, config) && !holds(condition, config));
  const open = requirement.applies.find((condition) => isOpen(condition, config));
  if (failing === undefined && open !== undefined) {
    return {
      applies: "unknown",
      reason: `It applies where ${conditionWords(open)}; premarket.yaml gives no \`documentation-level\`.`,
    };
  }
  if (failing === undefined)
    return { applies: "yes", reason: `It applies because ${requirement.applies.map(conditionWords).join(" and ")}.` };
  return { applies: "no", reason: `It applies only where ${conditionWords(failing)}; premarket.yaml says otherwise.` };
}

/** A level that nobody stated is not the other one. */
function isOpen(condition: Condition, config: SubmissionConfig): boolean {
  return (
    typeof condition === "string" &&
    levelOf(condition) !== undefined &&
    config.device.documentationLevel.state !== "given"
  );
}

function levelOf(word: string): DocumentationLevel | undefined {
  return DOCUMENTATION_LEVELS.find((level) => word === `${level}-documentation`);
}

function holds(condition: Condition, config: SubmissionConfig): boolean {
  if (typeof condition !== "string") return condition.any.some((word) => wordHolds(word, config));
  return wordHolds(condition, config);
}

function wordHolds(word: string, config: SubmissionConfig): boolean {
  if (word.startsWith("not:")) return !wordHolds(word.slice(4), config);
  const pathway = config.pathway.state === "given" ? config.pathway.value : undefined;
  if (word.startsWith("pathway:")) return pathway === word.slice("pathway:".length);
  if (word === "statute-pathway") return pathway !== undefined && STATUTE_PATHWAYS.includes(pathway);
  if (word === "cyber-device") return cyberDevice(config).is;
  const level = levelOf(word);
  if (level !== undefined) {
    const { documentationLevel } = config.device;
    return documentationLevel.state === "given" && documentationLevel.value === level;
  }
  const stated: readonly string[] = config.device.characteristics;
  if (word === "networked" || word === "connectable") return CONNECTS.some((one) => stated.includes(one));
  if (word === "wireless") return ["wireless", "bluetooth", "wifi", "cellular"].some((one) => stated.includes(one));
  return stated.includes(word);
}

/**
 * Whether the device is a cyber device. The maker's own answer counts; without one it follows from the characteristics.
 * Source: FD&C Act 524B(c): software validated, installed or authorised by the sponsor, ability to connect to the internet, and
 * technological characteristics that could be vulnerable; the last is taken to hold wherever the first two do.
 */
export function cyberDevice(config: SubmissionConfig): { readonly is: boolean; readonly reason: string } {
  const declared = config.device.cyberDevice;
  if (declared.state === "given") {
    return { is: declared.value, reason: `premarket.yaml says \`cyber-device: ${declared.value}\`` };
  }
  const stated: readonly string[] = config.device.characteristics;
  const link = CONNECTS.find((one) => stated.includes(one));
  // Every characteristic but the place of use implies software; a device that lists none of them says nothing about software.
  const software = stated.includes("software") || link !== undefined;
  if (software && link) {
    return {
      is: true,
      reason: `the device has software and can connect (\`${link}\`), so 524B(c) makes it a cyber device`,
    };
  }
  return {
    is: false,
    reason: "no characteristic says that the device can connect, so 524B(c) does not make it a cyber device",
  };
}

/** A condition in words that follow "where". */
export function conditionWords(condition: Condition): string {
  if (typeof condition !== "string") return `either ${condition.any.map(spokenWord).join(" or ")}`;
  return spokenWord(condition);
}

function spokenWord(word: string): string {
  if (word.startsWith("not:")) return `not (${spokenWord(word.slice(4))})`;
  if (word === "cyber-device") return "the device is a cyber device under 524B(c)";
  if (word === "statute-pathway") return "the pathway is one of 524B(a) (510(k), De Novo, PMA, PDP, HDE)";
  const level = levelOf(word);
  if (level !== undefined) return `the documentation level is ${level === "basic" ? "Basic" : "Enhanced"}`;
  if (word.startsWith("pathway:")) return `the pathway is ${word.slice("pathway:".length)}`;
  return `the device is marked \`${word}\``;
}
