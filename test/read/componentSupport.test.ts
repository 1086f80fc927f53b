import { deepEqual, equal, match } from "node:assert/strict";
import type { ComponentSupport } from "../../lib/model/componentSupport.ts";
import type { Stated } from "../../lib/model/stated.ts";
import type { Role } from "../../lib/model/vocabulary.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";
import { fileOf } from "../guidance/caseRun.ts";

function read(path: string, text: string, roles: readonly Role[] = []) {
  const file = readParsed(parseSource(fileOf(path, text, roles), text));
  const table = file.models.find((model): model is ComponentSupport => model.kind === "component-support");
  const said = (stated: Stated<string>) =>
    stated.state === "absent" ? "" : `${stated.state} ${text.slice(stated.span.start, stated.span.end)}`;
  const rows = table?.rows.map(({ name, version, support }) =>
    [name, version, support.level, support.end, support.justification, support.plan].map(said),
  );
  return { file, rows };
}

describe("a component-support addendum", () => {
  it("is known by its header row, whatever the file is called", () => {
    const { file, rows } = read(
      "list.txt",
      "Package;Version;Level of Support;End-of-Support Date (YYYY-MM-DD)\nzlib;1.3.1;actively maintained;TBD\n",
    );
    deepEqual([file.kind, file.format, file.roles], ["component-support", "CSV", ["component-support"]]);
    deepEqual(rows, [["given zlib", "given 1.3.1", "given actively maintained", "unknown TBD", "", ""]]);
  });

  it("may have a title above the header when its role is declared", () => {
    const text = "Meridian IV\nExported 2026-10-01,,\n\nSoftware,Version,Support,Rationale\nzlib,1.3.1,,no statement\n";
    const { rows } = read("a.csv", text, ["component-support"]);
    deepEqual(rows, [["given zlib", "given 1.3.1", "unknown zlib", "", "given no statement", ""]]);
  });

  it("is read from a YAML list, with support data at the component or below a key", () => {
    const text = `components:
  - name: zlib
    version: "1.10"
    end-of-support: 2030-01-01
  - name: openssl
    version: 3.5.4
    support: { level: actively maintained, end: 2030-04-08, plan: replace in 2029 }
`;
    deepEqual(read("support.yaml", text).rows, [
      ["given zlib", "given 1.10", "", "given 2030-01-01", "", ""],
      ["given openssl", "given 3.5.4", "given actively maintained", "given 2030-04-08", "", "given replace in 2029"],
    ]);
  });

  it("is read from a YAML map whose keys are components", () => {
    const text =
      "zlib@1.3.1:\n  support-level: actively maintained\npkg:generic/openssl@3.5.4:\n  end-of-support: 2030-04-08\n";
    deepEqual(read("support.yml", text).rows, [
      ["given zlib", "given 1.3.1", "given actively maintained", "", "", ""],
      ["", "", "", "given 2030-04-08", "", ""],
    ]);
  });

  it("is read from the tables of a Markdown document of that role only", () => {
    const text =
      "# Support\n\n| Component | Version | Support level | EOS |\n|---|---|---|---|\n| zlib | 1.3.1 | abandoned | |\n";
    deepEqual(read("support.md", text, ["component-support"]).rows, [
      ["given zlib", "given 1.3.1", "given abandoned", "unknown zlib", "", ""],
    ]);
    equal(read("support.md", text, ["ots-report"]).rows, undefined);
  });

  it("says in one sentence what is missing from a table that cannot be joined", () => {
    const { file } = read("a.csv", "Name,Price\nzlib,0\n", ["component-support"]);
    equal(file.readable, false);
    deepEqual(file.problems.length, 1);
    match(file.problems[0]?.message ?? "", /no header row for component/);
  });

  it("leaves other tables and configuration files alone", () => {
    equal(read("prices.csv", "Name,Price\nzlib,0\n").file.kind, "unknown");
    equal(read("ci.yml", "name: build\non: push\njobs:\n  test:\n    steps: []\n").file.kind, "unknown");
    equal(read("chart.yaml", "name: pump\nversion: 1.0.0\nmaintainers: []\nstatus: active\n").file.kind, "unknown");
  });

  it("reports a row with more cells than the header", () => {
    const text = "Component,Version,Level of support\nzlib,1.3.1,maintained, by us\n";
    const { file } = read("a.csv", text);
    equal(file.readable, true);
    deepEqual(
      file.problems.map(({ span }) => text.slice(span.start, span.end)),
      ["by us"],
    );
  });
});
