import type { Span } from "../model/span.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { Vulnerability } from "../model/vex.ts";
import type { CheckInput, Probe } from "./probe.ts";
import { Tally } from "./probe.ts";
import { localPart } from "./vexReferences.ts";

interface Said {
  readonly path: string;
  readonly span: Span;
  readonly state: string;
  /** When it was said, where the statement itself tells; a later one then takes the place of an earlier one. */
  readonly time: string;
  readonly vulnerability: string;
  readonly reference: string;
}

/** Of one vulnerability in one component all statements say the same. */
export function vexAnswersAgree(_input: CheckInput): Probe {
  const tally = new Tally();
  const said = new Map<string, Said>();
  return {
    walks: ["vex.statement"],
    visit(document, element) {
      const statement = element as Vulnerability;
      if (statement.id.state !== "given" || statement.state.state !== "given") return;
      const one = {
        path: document.path,
        span: statement.state.span,
        state: statement.state.value,
        time: statement.updated?.state === "given" ? statement.updated.value : "",
        vulnerability: statement.id.value,
      };
      for (const reference of targets(statement)) {
        const key = `${one.vulnerability.toUpperCase()}\n${scoped(reference, document)}`;
        const before = said.get(key);
        if (!before) said.set(key, { ...one, reference });
        compare({ ...one, reference }, before, tally);
      }
    },
    observation: () => tally.observation("No statement says of a component how a vulnerability affects it."),
  };
}

/** What a statement is about; of a product with named parts it is the parts, and without any it is the document's product. */
function targets({ affects }: Vulnerability): string[] {
  const parts = affects.filter((one) => one.around !== true).map(({ ref }) => localPart(ref));
  return parts.length > 0 ? [...new Set(parts)] : [""];
}

/** Names such as CSAFPID-0001 mean something else in the next document; package URLs and bom-refs do not. */
function scoped(reference: string, { path, file }: SubmissionDocument): string {
  const isLocal = file.format !== "CycloneDX" && !/^(?:pkg|cpe|urn|https?):/.test(reference);
  return isLocal || reference === "" ? `${path}\n${reference}` : reference;
}

function compare(one: Said, before: Said | undefined, tally: Tally): void {
  const { path, span, vulnerability, reference } = one;
  const replaces = before !== undefined && one.time !== before.time;
  if (!before || replaces || before.state === one.state) {
    if (tally.pass()) tally.show({ path, span, says: `${vulnerability}: ${one.state}` });
    return;
  }
  const about = reference === "" ? "the product" : reference;
  tally.fail({
    path,
    span,
    subject: `${vulnerability} ${reference}`,
    data: {
      vulnerability,
      found: one.state,
      expected: before.state,
      reference: about,
      component: about,
      document: path,
    },
    related: [{ path: before.path, span: before.span, says: `said here: ${before.state}` }],
  });
}
