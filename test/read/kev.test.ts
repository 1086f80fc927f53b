import { deepEqual, equal } from "node:assert/strict";
import type { KevCatalog } from "../../lib/model/kev.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";
import { fileOf } from "../guidance/caseRun.ts";

function read(text: string) {
  const file = readParsed(parseSource(fileOf("catalog", text), text));
  const catalog = file.models.find((model): model is KevCatalog => model.kind === "kev");
  const entries = [...(catalog?.entries ?? [])].map(
    ([id, { span, added }]) => `${id} ${text.slice(span.start, span.end)} ${added}`,
  );
  return { file, catalog, entries };
}

describe("a KEV catalog", () => {
  it("is known by its members in JSON", () => {
    const { file, catalog, entries } = read(`{
  "catalogVersion": "2026.10.30", "dateReleased": "2026-10-30T12:00:00Z",
  "vulnerabilities": [{ "cveID": "cve-2025-0001", "dateAdded": "2025-03-04" }, { "cveID": "CVE-2025-0002" }, {}, 7]
}`);
    deepEqual([file.kind, file.version, file.roles, file.readable], ["kev", "2026.10.30", [], true]);
    equal(catalog?.released.state, "given");
    deepEqual(entries, ["CVE-2025-0001 cve-2025-0001 2025-03-04", "CVE-2025-0002 CVE-2025-0002 "]);
  });

  it("is known by its header in CSV", () => {
    const { file, entries } = read(
      'cveID,vendorProject,product,vulnerabilityName,dateAdded\nCVE-2025-0001,Example,Lib,"Overflow, heap",2025-03-04\n',
    );
    deepEqual([file.kind, file.serialization], ["kev", "csv"]);
    deepEqual(entries, ["CVE-2025-0001 CVE-2025-0001 2025-03-04"]);
  });
});
