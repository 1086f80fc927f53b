import type { AssessedFile, Assessment, Finding, Settled } from "../../lib/model/assessment.ts";
import type { Requirement, Source } from "../../lib/model/guidance.ts";
import type { Span } from "../../lib/model/span.ts";
import type { Severity, Verdict } from "../../lib/model/vocabulary.ts";

const base = { rows: [], applies: [], sameAs: [], since: "next" } as const;

const PLAN: Requirement = {
  ...base,
  id: "example-plan",
  source: "example-act",
  title: "The submission has a plan",
  cite: "Section 1(b)(1)",
  strength: "statute",
  applies: ["cyber-device"],
  owedBy: ["management-plan"],
  check: { present: true },
  message: "The submission lists no plan (role {role}).",
  why: "The sponsor of a cyber device submits this plan.",
  do: "Add the plan to `documents:`.",
  limits: "What the plan says is not checked.",
};

const SUPPLIER: Requirement = {
  ...base,
  id: "example-supplier",
  source: "example-guidance",
  title: "Every component names its supplier",
  cite: "V.A.4(b), p. 17",
  strength: "should",
  owedBy: ["sbom", "component-support"],
  check: { each: "sbom.component", has: "supplier" },
  message: "{component} has no supplier name.",
  why: "The supplier is who publishes patches and end-of-support dates, so that a reader of the list knows whom to ask.",
  do: "Name the organization that supplies the component.",
  fix: "add-supplier",
  limits: "Whether the name is right is not checked.",
  note: "The page number is that of the edition of 2026.",
};

const CLAIM: Requirement = {
  ...base,
  id: "example-claim",
  source: "example-old",
  title: "No document contradicts the SBOM",
  cite: "Premarket practice, derived from the scope",
  strength: "info",
  owedBy: ["labeling"],
  check: { agrees: "no-ots-claim" },
  message: 'The text says "{found}".',
  why: "A reviewer asks which one is true.",
  do: "Correct the sentence.",
  limits: "Only plain statements are seen.",
  severity: "warning",
};

const QUESTION: Requirement = {
  ...base,
  id: "example-question",
  source: "example-guidance",
  title: "The plan names times",
  cite: "V.C, p. 30",
  strength: "should",
  owedBy: ["management-plan"],
  ask: { question: "Does the plan name times?", look: "Look for days and weeks." },
  message: "",
  why: "A plan without times cannot be followed.",
  do: "Name them.",
  limits: "Only a person can judge it.",
};

const source = (part: Partial<Source> & Pick<Source, "id" | "requirements">): Source => ({
  title: "Example Guidance",
  issuer: "U.S. Food and Drug Administration",
  date: "2026-02-03",
  status: "current",
  url: "https://example.org/guidance",
  about: "What is recommended.",
  context: [{ rows: ["row-1"], says: "It defines the words." }],
  ...part,
});

export const ACT = source({
  id: "example-act",
  title: "Example Act",
  issuer: "United States Congress",
  date: "2022-12-29",
  url: "https://example.org/act",
  requirements: [PLAN],
});
export const GUIDANCE = source({ id: "example-guidance", requirements: [SUPPLIER, QUESTION] });
export const OLD = source({
  id: "example-old",
  title: "Example Guidance of 2005",
  date: "2005-01-14",
  status: "historical",
  statusNote: "Whether it was withdrawn is not verified.",
  url: "https://example.org/old",
  requirements: [CLAIM],
});

const CONFIG = "device:\n  name: Pump\ndocuments:\n  - path: sbom.cdx.json\n    role: sbom\n";
const LABEL = "# Gebrauch 取扱説明書\n\n\tThe pump 安全 uses\tno third-party\n\tsoftware at all. See the manual.\n";
const NUMBERED = Array.from({ length: 21 }, (_, at) => `lib-${String(at + 1).padStart(2, "0")}`);
const NAMES = ["zlib", "openssl", ...NUMBERED, "busybox"];
const SBOM = `{\n  "bomFormat": "CycloneDX",\n  "components": [\n${NAMES.map((name) => `    { "name": "${name}", "version": "1.0" }`).join(",\n")}\n  ]\n}\n`;
const WAIVERS =
  "waivers:\n  - requirement: example-supplier\n    subject: busybox@1.0\n    reason: Built from source by us.\n    by: J. Doe\n    until: 2027-03-31\n";
export const TEXTS: Readonly<Record<string, string>> = {
  "pump/premarket.yaml": CONFIG,
  "pump/sbom.cdx.json": SBOM,
  "pump/das label.md": LABEL,
  "pump/premarket-waivers.yaml": WAIVERS,
};

/** The span of a stretch of one of the texts. */
export function spanOf(path: string, words: string): Span {
  const start = (TEXTS[path] ?? "").indexOf(words);
  if (start < 0) throw new Error(`${path} does not say ${words}`);
  return { start, end: start + words.length };
}

function finding(requirement: Requirement, path: string, words: string, more: Partial<Finding> = {}): Finding {
  const severity: Severity = requirement.strength === "statute" ? "error" : "warning";
  const subject = more.subject ?? words;
  return {
    requirement,
    path,
    span: spanOf(path, words),
    severity,
    message: requirement.message,
    subject,
    related: [],
    fingerprint: `${requirement.id}-${subject}`.replace(/[^a-z0-9]+/g, "-"),
    ...more,
  };
}

const settled = (requirement: Requirement, verdict: Verdict, [met, total]: [number, number], reason = ""): Settled => ({
  requirement,
  verdict,
  reason,
  met,
  total,
  waived: 0,
  evidence:
    met > 0
      ? [
          {
            path: "pump/sbom.cdx.json",
            span: spanOf("pump/sbom.cdx.json", "openssl"),
            says: "openssl: The OpenSSL Project",
          },
        ]
      : [],
});

const file = (path: string, more: Partial<AssessedFile>): AssessedFile => ({
  path,
  roles: [],
  kind: "prose",
  format: "Markdown",
  sha256: "ab".repeat(32),
  state: "read",
  text: TEXTS[path] ?? "",
  ...more,
});

const supplierGaps = ["zlib", ...NUMBERED].map((name) =>
  finding(SUPPLIER, "pump/sbom.cdx.json", name, {
    message: `${name} 1.0 has no supplier name.`,
    subject: `${name}@1.0`,
  }),
);

/** A run that has one of everything that a report can show. */
export const ASSESSMENT: Assessment = {
  tool: { name: "premarket", version: "1.2.3" },
  asOf: "2026-11-01",
  profile: { name: "premarket", reason: "the pathway is 510k" },
  configured: true,
  guidance: [ACT, GUIDANCE, OLD].map((one) => ({ source: one, hash: "cd".repeat(32), status: one.status })),
  files: [
    file("pump/premarket.yaml", { kind: "submission", format: "premarket.yaml" }),
    file("pump/premarket-waivers.yaml", { kind: "waivers", format: "premarket-waivers.yaml" }),
    file("pump/sbom.cdx.json", { kind: "sbom", format: "CycloneDX", roles: ["sbom"] }),
    file("pump/das label.md", { roles: ["labeling", "disclosure-policy"] }),
    file("pump/scan.xml", { kind: "unknown", format: "", sha256: "", state: "missing" }),
  ],
  settled: [
    settled(PLAN, "not met", [0, 1]),
    { ...settled(SUPPLIER, "partly met", [1, 24]), waived: 1 },
    settled(QUESTION, "needs review", [0, 0], "Does the plan name times?"),
    settled(CLAIM, "not met", [0, 1]),
  ],
  findings: [
    finding(PLAN, "pump/premarket.yaml", "documents", {
      message: "The submission lists no plan (role management-plan).",
      subject: "management-plan",
    }),
    ...supplierGaps,
    finding(CLAIM, "pump/das label.md", "no third-party\n\tsoftware", {
      message: 'The text says "no third-party software".',
      related: [
        {
          path: "pump/sbom.cdx.json",
          span: spanOf("pump/sbom.cdx.json", "zlib"),
          says: "for one, zlib 1.0",
        },
      ],
    }),
  ],
  waived: [
    {
      finding: finding(SUPPLIER, "pump/sbom.cdx.json", "busybox", {
        message: "busybox 1.0 has no supplier name.",
        subject: "busybox@1.0",
      }),
      waiver: {
        path: "pump/premarket-waivers.yaml",
        span: spanOf("pump/premarket-waivers.yaml", "example-supplier"),
        reason: "Built from source by us.",
        by: "J. Doe",
        until: "2027-03-31",
      },
    },
  ],
  troubles: [
    { message: "pump/scan.xml does not exist; correct the path or remove it from the list.", path: "pump/scan.xml" },
    {
      message: "`Pump` is a fine name but was refused here.",
      path: "pump/premarket.yaml",
      span: spanOf("pump/premarket.yaml", "Pump"),
    },
  ],
  notes: [
    {
      message: "The member `version` stands here twice; the last one counts.",
      path: "pump/sbom.cdx.json",
      span: spanOf("pump/sbom.cdx.json", "version"),
    },
  ],
};
