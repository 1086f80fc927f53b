import type { Component } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { sbomOf } from "./collections.ts";
import { foldName } from "./foldName.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";

interface Described {
  readonly document: SubmissionDocument;
  readonly product: Component;
}

/**
 * The product that an SBOM describes is the device that `premarket.yaml` names. With several SBOMs only those whose product bears the
 * device's name are compared: a phone app or a server has a version of its own.
 */
export function productAgrees(input: CheckInput, field: "version" | "name"): Observation {
  const device = input.submission.config?.device;
  const expected = device?.[field];
  if (!device || expected?.state !== "given" || !input.submission.configFile) {
    return notEvaluated(`No premarket.yaml states the device's ${field}, so there is nothing to compare with.`);
  }
  const described = input.owed.flatMap(describedBy);
  const deviceName = device.name.state === "given" ? device.name.value : "";
  const compared = described.length > 1 ? described.filter((one) => isNamed(one.product, deviceName)) : described;
  if (compared.length === 0) return notEvaluated("No SBOM describes a product of the device's name.");
  const tally = new Tally();
  const configPath = input.submission.configFile.source.path;
  for (const { document, product } of compared) {
    const stated = product[field];
    if (stated.state !== "given") continue;
    const same =
      field === "name"
        ? isNamed(product, deviceName)
        : stated.value.replace(/^v/i, "") === expected.value.replace(/^v/i, "");
    if (same) {
      if (tally.pass())
        tally.show({ path: document.path, span: stated.span, says: `the product's ${field} is ${stated.value}` });
      continue;
    }
    tally.fail({
      path: document.path,
      span: stated.span,
      subject: `product ${field}`,
      data: {
        found: stated.value,
        expected: expected.value,
        other: configPath,
        document: document.path,
        device: deviceName,
        value: stated.value,
      },
      related: [{ path: configPath, span: expected.span, says: `the device's ${field}` }],
    });
  }
  return tally.observation(`No SBOM states its product's ${field}.`);
}

function describedBy(document: SubmissionDocument): Described[] {
  const product = sbomOf(document.file)?.product;
  return product ? [{ document, product }] : [];
}

/** Names agree when one holds the other: "Meridian IV" and "Calder Medical Meridian IV pump firmware" are one device. */
function isNamed(product: Component, deviceName: string): boolean {
  if (product.name.state !== "given" || deviceName === "") return false;
  const one = foldName(product.name.value);
  const other = foldName(deviceName);
  return one.includes(other) || other.includes(one);
}
