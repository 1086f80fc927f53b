import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { type Catalogue, catalogue } from "../../guidance/catalogue.ts";
import type { Assessment } from "../../model/assessment.ts";
import { type GapItem, type GapList, gapList } from "./gapList.ts";
import { stableZip, withoutDates } from "./stableZip.ts";
import { xmlText } from "./xmlText.ts";

/** The gap list as a Word document. The same assessment gives the same bytes. Runs in Node and in a browser. */
export async function gapListDocument(assessment: Assessment, guidance: Catalogue = catalogue()): Promise<Uint8Array> {
  const list = gapList(assessment, guidance);
  const title = `Gap list: ${list.report.title}`;
  const document = new Document({
    title: clean(title),
    creator: "premarket",
    description: list.report.disclaimer,
    styles: { default: { document: { run: { font: "Calibri", size: 21 } } } },
    sections: [{ footers: { default: footer(list) }, children: [heading(title, HeadingLevel.TITLE), ...body(list)] }],
  });
  const bytes = new Uint8Array(await (await Packer.toBlob(document)).arrayBuffer());
  return stableZip(bytes, (_, xml) => withoutDates(xml));
}

function body(list: GapList): (Paragraph | Table)[] {
  const { report, introduction, chapters, questions } = list;
  return [
    ...introduction.map(paragraph),
    ...(report.device.length > 0 ? [table(["", ""], report.device)] : []),
    ...chapters.flatMap(({ title, items }) => [heading(title, HeadingLevel.HEADING_1), ...items.flatMap(itemParts)]),
    ...(questions.length > 0
      ? [
          heading("Questions that only a person can answer", HeadingLevel.HEADING_1),
          ...questions.flatMap(({ title, question, look, cite }) => [
            heading(title, HeadingLevel.HEADING_2),
            paragraph(question),
            labelled("What to look at", look),
            labelled("Source", cite),
          ]),
        ]
      : []),
    heading("Documents that were looked at", HeadingLevel.HEADING_1),
    table(
      ["Document", "Roles", "SHA-256"],
      report.files.map(({ path, roles, sha256 }) => [path, roles.join(", "), sha256]),
    ),
  ];
}

function itemParts({ number, title, id, asked, missing, lookedIn, todo }: GapItem): Paragraph[] {
  return [
    heading(`${number}. ${title}`, HeadingLevel.HEADING_2),
    labelled("What the source asks", asked),
    labelled("What is missing", missing.length === 1 ? (missing[0] ?? "") : ""),
    ...(missing.length > 1 ? missing.map((text) => new Paragraph({ text: clean(text), bullet: { level: 0 } })) : []),
    labelled("Where it was looked for", lookedIn),
    labelled("What would close it", `${todo} (${id})`),
  ];
}

type Level = (typeof HeadingLevel)[keyof typeof HeadingLevel];

function heading(text: string, level: Level): Paragraph {
  return new Paragraph({ text: clean(text), heading: level, keepNext: true });
}

function paragraph(text: string): Paragraph {
  return new Paragraph({ text: clean(text), spacing: { after: 120 } });
}

function labelled(label: string, text: string): Paragraph {
  return new Paragraph({
    spacing: { after: 80 },
    children: [new TextRun({ text: `${label}: `, bold: true }), new TextRun(clean(text))],
  });
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): Table {
  const cells = (row: readonly string[], bold: boolean) =>
    new TableRow({
      tableHeader: bold,
      cantSplit: true,
      children: row.map(
        (text) =>
          new TableCell({
            children: [new Paragraph({ children: [new TextRun({ text: clean(text), bold, size: 18 })] })],
          }),
      ),
    });
  const head = heads.some((one) => one !== "") ? [cells(heads, true)] : [];
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [...head, ...rows.map((row) => cells(row, false))],
  });
}

function footer({ report }: GapList): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [
          new TextRun({ text: clean(`${report.tool}. ${report.disclaimer} Page `), size: 16 }),
          new TextRun({ children: [PageNumber.CURRENT], size: 16 }),
        ],
      }),
    ],
  });
}

/** What XML can hold, without the ticks that set off words in our own texts. */
function clean(text: string): string {
  return xmlText(text).replaceAll("`", "");
}
