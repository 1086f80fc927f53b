import type { Span } from "../model/span.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { Role } from "../model/vocabulary.ts";
import { stretchesOf } from "./matters.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { proseOf } from "./prose.ts";
import { searchedText } from "./searchedText.ts";
import { threatModelOf } from "./threatFacts.ts";

/** A port as documents write it: `TCP 8443`, `443/tcp`, `port 104`, `HTTPS 8443`. */
const PORT =
  /\b(?:tcp|udp|ports?|https|mllp|hl7|dicom|syslog|mqtts?|ssh)[\s:/]{1,3}(\d{2,5})(?!\d|\.\d)|\b(\d{2,5})\/(?:tcp|udp)\b/gi;

const DESIGN: readonly Role[] = ["architecture-views", "threat-model"];

interface Port {
  readonly number: string;
  readonly document: SubmissionDocument;
  readonly span: Span;
}

/**
 * `agrees: interfaces`: every port of the architecture and the threat model stands in the labeling, and the other way round. Only numbers that are
 * called a port are compared, and only where both sides name some. Source: V.B.2(a) and VI.A.
 */
export function interfacesAgree(input: CheckInput): Observation {
  const { documents } = input.submission;
  const design = documents.filter(({ roles }) => roles.some((role) => DESIGN.includes(role)));
  const labeling = documents.filter(({ roles }) => roles.includes("labeling"));
  const drawn = design.flatMap(portsIn);
  const told = labeling.flatMap(portsIn);
  if (drawn.length === 0 || told.length === 0) {
    return notEvaluated("Ports are not named both in the labeling and in the architecture or threat model of the run.");
  }
  const tally = new Tally();
  compare(drawn, labeling, tally);
  compare(told, design, tally);
  return tally.observation("");
}

function compare(ports: readonly Port[], others: readonly SubmissionDocument[], tally: Tally): void {
  const seen = new Set<string>();
  for (const { number, document, span } of ports) {
    if (seen.has(number)) continue;
    seen.add(number);
    const place = { path: document.path, span };
    // The other side may write the bare number, in a column of its own.
    const there = others.some(({ file }) =>
      new RegExp(`(?<![\\d.])${number}(?![\\d.]\\d|\\d)`).test(searchedText(file)),
    );
    if (there) {
      if (tally.pass()) tally.show({ ...place, says: `port ${number} stands on both sides` });
      continue;
    }
    const [other] = others;
    tally.fail({
      ...place,
      subject: `port ${number}`,
      data: { value: number, element: `port ${number}`, document: document.path, other: other?.path ?? "" },
      related: others.flatMap((one) => anchorOf(one)),
    });
  }
}

function anchorOf({ path, file }: SubmissionDocument) {
  const span = proseOf(file)?.anchor ?? threatModelOf(file)?.anchor;
  return span ? [{ path, span, says: "does not name it" }] : [];
}

function portsIn(document: SubmissionDocument): Port[] {
  return stretchesOf(document).flatMap(({ text, start }) =>
    [...text.matchAll(PORT)].flatMap((match) => {
      const number = match[1] ?? match[2] ?? "";
      if (Number(number) > 65_535) return [];
      const at = start + match.index + match[0].indexOf(number);
      return [{ number, document, span: { start: at, end: at + number.length } }];
    }),
  );
}
