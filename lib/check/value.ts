import type { ValueCheck } from "../model/guidance.ts";
import { COLLECTIONS } from "./collections.ts";
import { emptyReason, fieldsOf, filterOf, firstGiven, observed, sayGiven } from "./each.ts";
import { Needs } from "./needs.ts";
import { type CheckInput, type Probe, Tally } from "./probe.ts";
import { VALUE_RULES } from "./valueRules.ts";

/** `value`: where the field is given, its value is of the right kind. Elements that do not give it are another requirement's matter. */
export function valueProbe(check: ValueCheck, input: CheckInput): Probe {
  const access = COLLECTIONS[check.each];
  const [field] = fieldsOf(access, check.value, input);
  const unless = fieldsOf(access, check.unless, input);
  const counts = filterOf(access, check.where, input);
  const judge = VALUE_RULES[check.is];
  const tally = new Tally();
  const needs = new Needs(check.needs, access);
  return {
    walks: [check.each],
    visit(document, element) {
      const stated = field?.(element);
      if (!counts(element) || needs.lacking(element, document) || stated?.state !== "given") return;
      const verdict = judge({
        value: stated.value,
        span: stated.span,
        via: stated.via,
        element,
        submission: input.submission,
      });
      if (verdict === "not judged") return;
      tally.count(document.path);
      if (verdict === "right" || firstGiven(unless, element)) {
        if (tally.pass())
          tally.show({
            path: stated.path ?? document.path,
            span: stated.span,
            says: `${access.name(element)}: ${sayGiven(stated)}`,
          });
        return;
      }
      const name = access.name(element);
      const path = verdict.at?.path ?? stated.path ?? document.path;
      tally.fail({
        path,
        span: verdict.at?.span ?? stated.span,
        subject: access.subject(element),
        data: {
          component: name,
          vulnerability: name,
          device: name,
          element: name,
          document: document.path,
          value: String(verdict.found ?? stated.value),
          found: String(verdict.found ?? stated.value),
          expected: verdict.expected,
        },
        related:
          verdict.related?.map((at) => ({
            path: at.path ?? document.path,
            span: at.span,
            says: "compare with this",
          })) ?? [],
        element: path === document.path ? access.element(element) : undefined,
        supplier: access.supplier?.(element),
      });
    },
    observation: () =>
      observed({ tally, needs, input }, emptyReason(check.each, check.where ?? { field: check.value })),
  };
}
