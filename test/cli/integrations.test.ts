import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { load } from "js-yaml";
import { config, folderWith, removeFolders, sbom } from "./premarket.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (name: string) => readFileSync(join(root, name), "utf8");
const submission = (text = sbom()) =>
  folderWith({
    "premarket.yaml": config({ "bom.json": "sbom" }, "submission:\n  pathway: none\nas-of: 2026-11-01\n"),
    "bom.json": text,
  });

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a script as the platform would, with `premarket` and `npx` on its path that are the build of this repository. */
function bash(script: string, cwd: string, env: Readonly<Record<string, string>> = {}): Ran {
  const bin = folderWith({});
  const tool = (name: string, body: string) => {
    writeFileSync(join(bin, name), `#!/bin/bash\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  tool("premarket", `exec node ${JSON.stringify(join(root, "lib/bin/premarket.js"))} "$@"`);
  // The package itself would come from a file or a registry; which command it runs is what the script says behind `--`.
  tool("npx", 'while [ "$1" != "--" ]; do shift; done; shift; exec "$@"');
  const ran = spawnSync("bash", ["-e", "-c", script], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, XDG_CACHE_HOME: bin, PATH: `${bin}${delimiter}${process.env.PATH}`, ...env },
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

describe("examples for CI", function () {
  this.timeout(120_000);
  before(function () {
    if (process.platform === "win32") this.skip();
    assert.ok(existsSync(join(root, "lib/dist/cli.js")), "build first: npm run build");
  });
  after(removeFolders);

  it("the pre-commit hook runs from what `npm pack` makes of the repository, as pre-commit installs it", () => {
    const [hook] = load(read(".pre-commit-hooks.yaml")) as {
      entry: string;
      language: string;
      files: string;
      pass_filenames: boolean;
    }[];
    assert.ok(hook && hook.language === "node" && !hook.pass_filenames);
    for (const name of ["premarket.yaml", "sbom/pump.cdx.json", "plan.md"]) assert.match(name, new RegExp(hook.files));
    const away = folderWith({});
    // pre-commit runs the scripts, which build; here the build is there already.
    const packed = bash(`npm pack --ignore-scripts --silent --pack-destination ${JSON.stringify(away)}`, root);
    assert.equal(packed.code, 0, packed.err);
    const [tarball = ""] = readdirSync(away).filter((name) => name.endsWith(".tgz"));
    const prefix = join(away, "prefix");
    const installed = bash(`npm install --offline --silent -g --prefix ${JSON.stringify(prefix)} ./${tarball}`, away);
    assert.equal(installed.code, 0, installed.err);
    const cwd = submission();
    const ran = spawnSync("bash", ["-c", `PATH=${JSON.stringify(join(prefix, "bin"))}:$PATH; ${hook.entry}`], {
      cwd,
      encoding: "utf8",
    });
    assert.equal(ran.status, 0, ran.stderr);
    assert.match(ran.stdout, /^bom\.json:\d+:\d+: warning: /m);
  });

  describe("the GitHub action", () => {
    const action = load(read(".github/actions/premarket/action.yml")) as {
      inputs: Record<string, { default: string }>;
      outputs: Record<string, { value: string }>;
      runs: { steps: { id?: string; run: string; env?: Record<string, string> }[] };
    };

    /** Runs its steps one after the other, as a runner does. */
    function run(
      cwd: string,
      given: Readonly<Record<string, string>> = {},
    ): Ran & { summary: string; outputs: string } {
      const inputs = Object.fromEntries(
        Object.entries(action.inputs).map(([name, one]) => [name, given[name] ?? one.default]),
      );
      const files = { GITHUB_OUTPUT: join(cwd, ".output"), GITHUB_STEP_SUMMARY: join(cwd, ".summary") };
      for (const file of Object.values(files)) writeFileSync(file, "");
      const common = { ...files, GITHUB_ACTION_PATH: join(root, ".github/actions/premarket"), RUNNER_TEMP: cwd };
      let last: Ran = { code: 0, out: "", err: "" };
      for (const step of action.runs.steps) {
        const env = Object.entries(step.env ?? {}).map(([name, value]) => {
          const [, input = ""] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value) ?? [];
          return [name, inputs[input] ?? assert.fail(value)];
        });
        last = bash(step.run, cwd, { ...common, ...Object.fromEntries(env) });
        if (last.code !== 0) break;
      }
      return {
        ...last,
        summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
        outputs: readFileSync(files.GITHUB_OUTPUT, "utf8"),
      };
    }

    it("annotates, summarises, leaves its reports where its outputs say, and passes the exit code on", () => {
      const cwd = submission();
      const ran = run(cwd);
      assert.equal(ran.code, 0, ran.err);
      assert.match(ran.out, /^::warning file=bom\.json,line=\d+,col=\d+/m);
      assert.match(ran.summary, /^## Premarket\n/);
      for (const name of Object.keys(action.outputs)) {
        const [, path = ""] = new RegExp(`^${name}=(.+)$`, "m").exec(ran.outputs) ?? [];
        assert.ok(existsSync(path), `${name} ${path}`);
        assert.equal(action.outputs[name]?.value, `\${{ steps.check.outputs.${name} }}`);
      }
      assert.equal(run(cwd, { "fail-on": "warning" }).code, 1);
      const broken = run(submission("{"));
      assert.equal(broken.code, 2);
      assert.match(broken.out, /^::error file=bom\.json/m);
    });

    it("takes a path and a reference, and runs nothing that they say", () => {
      const cwd = submission();
      const hostile = run(cwd, { path: '"; touch stolen; echo "', changed: "$(touch stolen)" });
      assert.equal(hostile.code, 2);
      assert.ok(!existsSync(join(cwd, "stolen")));
    });
  });

  it("the GitLab job writes the reports that it hands over", () => {
    const { premarket } = load(read(".ci/examples/gitlab-ci.yml")) as {
      premarket: {
        script: string[];
        variables: Record<string, string>;
        artifacts: { reports: Record<string, string> };
      };
    };
    const cwd = submission();
    const ran = bash(premarket.script.join("\n"), cwd, premarket.variables);
    assert.equal(ran.code, 0, ran.err);
    const { codequality = "", junit = "" } = premarket.artifacts.reports;
    assert.ok(JSON.parse(readFileSync(join(cwd, codequality), "utf8")).length > 0);
    assert.match(readFileSync(join(cwd, junit), "utf8"), /^<\?xml .*\n<testsuites /);
  });

  it("the Jenkins pipeline writes the reports that it hands over", () => {
    const pipeline = read(".ci/examples/Jenkinsfile");
    const scripts = [...pipeline.matchAll(/^\s*sh '([^'\n]+)'$/gm)].map(([, script = ""]) => script);
    assert.equal(scripts.length, 1);
    const cwd = submission();
    const ran = bash(scripts.join("\n"), cwd, { PREMARKET_PACKAGE: "./tools/premarket.tgz" });
    assert.equal(ran.code, 0, ran.err);
    const handed = [...pipeline.matchAll(/(?:junit |pattern: )'([^']+)'/g)].map(([, path = ""]) => path);
    assert.equal(handed.length, 2);
    for (const path of handed) assert.ok(existsSync(join(cwd, path)), path);
  });
});
