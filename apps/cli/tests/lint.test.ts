import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { LintReport } from "../src/output/reports.ts";
import { type CliOptions, folderWith, runCli } from "./run-cli.ts";

const DOCUMENT = `openapi: 3.1.0
info: {title: Orders, version: 1.0.0}   # ours
paths:
  /getOrders:
    get:
      description: All of them.
      responses: {"200": {description: ok}}
`;
const RULESET = `rules:
  title-is-long:
    given: $.info.title
    severity: error
    then: {function: length, functionOptions: {min: 20}}
`;

async function lint(args: readonly string[], options: CliOptions) {
  const { code, stdout, stderr } = await runCli(["lint", ...args, "--format", "json"], options);
  expect(stderr).toBe("");
  const report: LintReport = JSON.parse(stdout);
  return { code, report, rules: new Set(report.findings.map(({ rule }) => rule)) };
}

async function refused(args: readonly string[], cwd: string): Promise<{ code: string; message: string; hint: string; file: string }> {
  const { code, stdout } = await runCli(["lint", ...args, "--format", "json"], { cwd });
  expect(code).toBe(2);
  return JSON.parse(stdout).error;
}

/** A repository: what stands above it is not looked at. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith({});
  mkdirSync(join(folder, ".git"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

describe("the ruleset", () => {
  it("is surety:recommended where nobody says otherwise, and the report says so", async () => {
    const cwd = repositoryWith({ "api.yaml": DOCUMENT });
    const { report } = await lint(["api.yaml"], { cwd });
    expect(report.rulesets).toEqual({ names: ["surety:recommended"], by: "default" });
    expect((await runCli(["lint", "api.yaml"], { cwd })).stdout.split("\n")[0]).toBe(
      "api.yaml  Orders 1.0.0 (openapi-3.1)  by surety:recommended",
    );
  });

  it.each(["yaml", "yml", "json", "js", "mjs", "cjs"])("is .spectral.%s beside the document or above it", async (ending) => {
    const rules = {
      "title-is-long": { given: "$.info.title", severity: "error", then: { function: "length", functionOptions: { min: 20 } } },
    };
    const text = JSON.stringify({ rules });
    const content =
      ending === "cjs" ? `module.exports = ${text}` : ending.endsWith("js") ? `export default ${text}` : ending === "json" ? text : RULESET;
    for (const document of ["api.yaml", "docs/api/api.yaml"]) {
      const cwd = repositoryWith({ [document]: DOCUMENT, [`.spectral.${ending}`]: content });
      const { code, report } = await lint([document], { cwd });
      expect(report.findings).toMatchObject([{ rule: "title-is-long", severity: "error", line: 2 }]);
      expect([code, report.rulesets]).toEqual([1, { names: [`.spectral.${ending}`], by: "found" }]);
    }
  });

  it("is not looked for above the repository, where others may write", async () => {
    const above = folderWith({ ".spectral.js": "throw new Error('was run')" });
    mkdirSync(join(above, "repository", ".git"), { recursive: true });
    writeFileSync(join(above, "repository", "api.yaml"), DOCUMENT);
    const { report } = await lint(["api.yaml"], { cwd: join(above, "repository") });
    expect(report.rulesets.by).toBe("default");
  });

  it("is what surety.json names, from its folder; --ruleset goes before both", async () => {
    const cwd = repositoryWith({
      "surety.json": '{"ruleset": "./rules/ours.yaml"}',
      "rules/ours.yaml": RULESET,
      ".spectral.yaml": "extends: spectral:oas",
      "docs/api.yaml": DOCUMENT,
    });
    const configured = await lint(["api.yaml"], { cwd: join(cwd, "docs") });
    expect(configured.report.rulesets.by).toBe("surety.json");
    expect([...configured.rules]).toEqual(["title-is-long"]);
    const given = await lint(["docs/api.yaml", "--ruleset", "spectral:oas"], { cwd });
    expect(given.report.rulesets).toEqual({ names: ["spectral:oas"], by: "option" });
    expect(given.rules).toContain("info-contact");
  });

  it("can be several: later ones lie on top", async () => {
    const cwd = repositoryWith({ "api.yaml": DOCUMENT, "ours.yaml": RULESET });
    const args = ["api.yaml", "--ruleset", "surety:recommended", "--ruleset", "ours.yaml"];
    const { rules, report } = await lint(args, { cwd });
    expect(rules).toContain("title-is-long");
    expect(rules).toContain("surety-operation-id-present");
    expect(report.ruleErrors).toEqual([]);
    const { code, stdout } = await runCli(["check", ...args, "--format", "json"], { cwd });
    expect([code, JSON.parse(stdout).findings.some(({ rule }: { rule: string }) => rule === "title-is-long")]).toEqual([1, true]);
  });

  it("can be several with overrides: those of each hold, by the path from its folder", async () => {
    const cwd = repositoryWith({
      "docs/api.yaml": DOCUMENT,
      "rules/ours.yaml": `${RULESET}overrides: [{files: ["../docs/*.yaml"], rules: {title-is-long: hint}}]\n`,
      "theirs.yaml": "rules: {needs-contact: {given: $.info, then: {field: contact, function: truthy}}}\n",
    });
    const { report } = await lint(["docs/api.yaml", "--ruleset", "rules/ours.yaml", "--ruleset", "theirs.yaml"], { cwd });
    expect(report.findings.map(({ rule, severity }) => `${rule} ${severity}`).sort()).toEqual([
      "needs-contact warning",
      "title-is-long hint",
    ]);
  });

  it("is a package beside the document, also one that can only be imported", async () => {
    const manifest = (main: object): string => JSON.stringify({ name: "rules", version: "1.0.0", ...main });
    for (const [main, file] of [
      [{ main: "index.js" }, `module.exports = { rules: require("./rules.js") }`],
      [{ type: "module", exports: { import: "./index.js" } }, `import rules from "./rules.js"; export default { rules }`],
      [{ main: "ruleset.yaml" }, ""],
    ] as const) {
      const rules = `{ "title-is-long": { given: "$.info.title", severity: "error", then: { function: "length", functionOptions: { min: 20 } } } }`;
      const cwd = repositoryWith({
        "api.yaml": DOCUMENT,
        "node_modules/@team/rules/package.json": manifest(main),
        "node_modules/@team/rules/index.js": file,
        "node_modules/@team/rules/rules.js": file.startsWith("import") ? `export default ${rules}` : `module.exports = ${rules}`,
        "node_modules/@team/rules/ruleset.yaml": RULESET,
        "extended.yaml": 'extends: ["@team/rules"]',
      });
      for (const ruleset of ["@team/rules", "extended.yaml"])
        expect([...(await lint(["api.yaml", "--ruleset", ruleset], { cwd })).rules]).toEqual(["title-is-long"]);
    }
  });

  it("is fetched from an address, with what it extends there; code is not run from there", async () => {
    const files: Record<string, string> = {
      "/ours.yaml": "extends: ./base.yaml",
      "/base.yaml": RULESET,
      "/code.js": "export default {rules: {}}",
      "/page": "<!doctype html><html></html>",
      "/escape.yaml": "extends: some-package",
    };
    const server = createServer(({ url }, response) => {
      const text = files[url ?? ""];
      response.writeHead(text === undefined ? 404 : 200).end(text);
    }).listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await new Promise((resolve) => server.once("listening", resolve));
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const cwd = repositoryWith({ "api.yaml": DOCUMENT });
    expect([...(await lint(["api.yaml", "--ruleset", `${at}/ours.yaml`], { cwd })).rules]).toEqual(["title-is-long"]);
    for (const [path, says] of [
      ["/code.js", /code at an address is not run/],
      ["/page", /HTML page/],
      ["/nothing.yaml", /HTTP 404/],
      ["/escape.yaml", /no packages/],
    ] as const) {
      const { code, message } = await refused(["api.yaml", "--ruleset", at + path], cwd);
      expect([code, says.test(message)]).toEqual(["ruleset_invalid", true]);
    }
  });

  it("has functions of its own, and uses Spectral's without Spectral", async () => {
    const cwd = repositoryWith({
      "api.yaml": DOCUMENT,
      ".spectral.yaml": `functions: [shouts]\nrules: {quiet: {given: $.info.title, then: {function: shouts, functionOptions: {word: Orders}}}}\n`,
      "functions/shouts.js": `export default (value, {word}, {path}) => value.includes(word) ? [{message: word + " is loud at " + path.join("/")}] : undefined;`,
      "code.mjs": `import { length, truthy } from "@stoplight/spectral-functions"; import { oas3_1 } from "@stoplight/spectral-formats"; import { oas } from "@stoplight/spectral-rulesets"; import { createRulesetFunction } from "@stoplight/spectral-core";
        const own = createRulesetFunction({ input: null, options: null }, (value) => [{ message: "own " + value }]);
        export default { extends: [[oas, "off"]], formats: [oas3_1], rules: { "info-contact": "error",
          long: { given: "$.info.title", then: { function: length, functionOptions: { min: 20 } } },
          own: { given: "$.info.version", then: { function: own } } } };`,
    });
    expect((await lint(["api.yaml"], { cwd })).report.findings).toMatchObject([{ rule: "quiet", message: "Orders is loud at info/title" }]);
    const { report } = await lint(["api.yaml", "--ruleset", "code.mjs"], { cwd });
    expect(report.findings.map(({ rule, severity }) => `${rule} ${severity}`).sort()).toEqual([
      "info-contact error",
      "long warning",
      "own warning",
    ]);
  });

  it("can be TypeScript where Node or the project strips types; else it says what to do", async () => {
    const cwd = repositoryWith({
      "api.yaml": DOCUMENT,
      ".spectral.ts": `const min: number = 20; export default { rules: { "title-is-long": { given: "$.info.title", severity: "error", then: { function: "length", functionOptions: { min } } } } };`,
    });
    if (!Reflect.get(process.features, "typescript")) {
      const { message } = await refused(["api.yaml"], cwd);
      expect(message).toMatch(/TypeScript is read by Node 22\.18 and later.*npm install --save-dev esbuild/);
      mkdirSync(join(cwd, "node_modules"));
      symlinkSync(join(import.meta.dirname, "../node_modules/esbuild"), join(cwd, "node_modules/esbuild"));
    }
    expect([...(await lint(["api.yaml"], { cwd })).rules]).toEqual(["title-is-long"]);
  });

  it.each([
    ["missing.yaml", {}, /missing\.yaml: there is no file missing\.yaml/],
    ["@team/rules", {}, /no npm package @team\/rules.*npm install/],
    ["a.yaml", { "a.yaml": "rules: {x: [" }, /a\.yaml at \d+:\d+: /],
    ["a.yaml", { "a.yaml": "rulez: {}" }, /a\.yaml at rulez: a ruleset has no member `rulez`/],
    ["a.yaml", { "a.yaml": "extends: ./gone.yaml" }, /a\.yaml at extends: `\.\/gone\.yaml`: there is no file gone\.yaml/],
    ["a.mjs", { "a.mjs": "throw new Error('broken inside')" }, /a\.mjs: broken inside/],
    ["a.mjs", { "a.mjs": "export default {" }, /a\.mjs.*Unexpected|a\.mjs: .*a\.mjs/],
    ["a.yaml", { "a.yaml": "functions: [gone]\nrules: {}" }, /functions\.gone: there is no file functions\/gone\.js/],
    ["spectral:asyncapi", {}, /not for HTTP APIs/],
  ])("%s that cannot be used says which, where, and what to do", async (ruleset, files, says) => {
    const { code, message, hint } = await refused(["api.yaml", "--ruleset", ruleset], repositoryWith({ "api.yaml": DOCUMENT, ...files }));
    expect(code).toBe("ruleset_invalid");
    expect(message).toMatch(says);
    expect(hint).toMatch(/^Correct --ruleset/);
  });

  it("with a rule that cannot run says so, and the others run", async () => {
    const cwd = repositoryWith({ "api.yaml": DOCUMENT, ".spectral.yaml": `${RULESET}  broken: {given: "$[", then: {function: truthy}}\n` });
    const { report, rules } = await lint(["api.yaml"], { cwd });
    expect(report.ruleErrors).toMatchObject([{ rule: "broken" }]);
    expect(rules).toContain("title-is-long");
  });

  it("that extends itself says how; its rules run, and the answer is open: exit code 3", async () => {
    const rules = (name: string): string => `rules: {${name}: {given: $.info, then: {field: contact, function: truthy}}}\n`;
    const cwd = repositoryWith({
      "api.yaml": DOCUMENT,
      "a.yaml": `extends: ./more/b.yaml\n${rules("of-a")}`,
      "more/b.yaml": `extends: ../a.yaml\n${rules("of-b")}`,
    });
    const { code, report } = await lint(["api.yaml", "--ruleset", "a.yaml"], { cwd });
    expect([code, report.answer]).toEqual([3, "unknown"]);
    expect(report.ruleErrors).toMatchObject([
      { rule: "surety-ruleset/extends", message: expect.stringMatching(/^a\.yaml → more\/b\.yaml → a\.yaml: the ruleset extends itself/) },
    ]);
    expect(report.findings.map(({ rule }) => rule).sort()).toEqual(["of-a", "of-b"]);
    const { stdout } = await runCli(["lint", "api.yaml", "--ruleset", "a.yaml"], { cwd });
    expect(stdout).toContain("? the ruleset could not be read to its end");
  });

  it("leaves the answer open when a rule could not run and nothing else fails: exit code 3", async () => {
    const broken = `rules:\n  broken:\n    given: "$.paths[?("\n    then: {function: truthy}\n`;
    const cwd = repositoryWith({ "api.yaml": DOCUMENT, "broken.yaml": broken });
    const { code, report } = await lint(["api.yaml", "--ruleset", "broken.yaml"], { cwd });
    expect([code, report.answer]).toEqual([3, "unknown"]);
    const { stdout } = await runCli(["lint", "api.yaml", "--ruleset", "broken.yaml"], { cwd });
    expect(stdout).toContain("? 1 rule could not run");
  });
});

describe("what counts", () => {
  const cwd = (): string => repositoryWith({ "api.yaml": DOCUMENT, ".spectral.yaml": `${RULESET.replace("error", "warn")}` });

  it("fails from --fail-severity on, by Spectral's words too", async () => {
    for (const [args, wanted] of [
      [[], 0],
      [["--fail-severity", "warn"], 1],
      [["--fail-severity", "warning"], 1],
      [["--fail-severity", "hint"], 1],
      [["--fail-severity", "error"], 0],
    ] as const) {
      const { code, report } = await lint(["api.yaml", ...args], { cwd: cwd() });
      expect([args, code, report.answer]).toEqual([args, wanted, wanted === 1 ? "no" : "yes"]);
    }
    const junit = await runCli(["lint", "api.yaml", "--fail-severity", "warn", "--format", "junit"], { cwd: cwd() });
    expect([junit.code, /<failure|<error/.test(junit.stdout)]).toEqual([1, true]);
    const folder = cwd();
    writeFileSync(join(folder, "surety.json"), '{"lint": {"failSeverity": "warning"}}');
    expect((await lint(["api.yaml"], { cwd: folder })).code).toBe(1);
    expect((await runCli(["check", "api.yaml"], { cwd: folder })).code).toBe(1);
  });

  it("--display-only-failures lists what fails, and counts the rest", async () => {
    const { report, code } = await lint(["api.yaml", "--display-only-failures"], { cwd: cwd() });
    expect([code, report.findings, report.counts.warning]).toEqual([0, [], 1]);
  });

  it("an ignored finding does not count, is listed on request, and always in JSON", async () => {
    const ignore = DOCUMENT.replace("title: Orders,", 'title: Orders, x-surety-ignore: {title-is-long: "It is a short word"},');
    const folder = cwd();
    writeFileSync(join(folder, "api.yaml"), ignore);
    const { report, code } = await lint(["api.yaml", "--fail-severity", "hint"], { cwd: folder });
    expect([code, report.findings]).toEqual([0, []]);
    expect(report.ignored).toMatchObject([{ reason: "It is a short word", expires: null, finding: { rule: "title-is-long", line: 2 } }]);
    expect(report.score.value).toBe(100);
    const plain = await runCli(["lint", "api.yaml"], { cwd: folder });
    expect(plain.stdout).toContain("1 finding is ignored in the document, each with a reason. --show-ignored lists them.");
    expect(plain.stdout).not.toContain("It is a short word");
    expect((await runCli(["lint", "api.yaml", "--show-ignored"], { cwd: folder })).stdout).toContain("title-is-long: It is a short word");
    const sarif = async (...args: string[]) => (await runCli(["lint", "api.yaml", "--format", "sarif", ...args], { cwd: folder })).stdout;
    expect(await sarif()).not.toContain("suppressions");
    const { runs } = JSON.parse(await sarif("--show-ignored"));
    expect(runs[0].results).toContainEqual(
      expect.objectContaining({
        ruleId: "title-is-long",
        suppressions: [{ kind: "inSource", status: "accepted", justification: "It is a short word" }],
      }),
    );
    expect((await runCli(["check", "api.yaml", "--fail-severity", "hint", "--format", "json"], { cwd: folder })).code).toBe(0);
  });

  it("--new-since counts what a base does not have, and can bind rules to new operations", async () => {
    const folder = folderWith({ "api.yaml": DOCUMENT });
    const git = (...args: string[]): unknown =>
      execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: folder, stdio: "pipe" });
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "base");
    writeFileSync(
      join(folder, "api.yaml"),
      `${DOCUMENT.replace("description: All of them.", "tags: [a]")}  /createOrder: {post: {responses: {"201": {description: ok}}}}\n`,
    );
    const all = await lint(["api.yaml"], { cwd: folder });
    for (const base of ["HEAD", "HEAD:api.yaml"]) {
      const { report } = await lint(["api.yaml", "--new-since", base], { cwd: folder });
      expect(report.base?.file).toBe("HEAD:api.yaml");
      expect(report.known + report.findings.length).toBe(all.report.findings.length);
      expect(report.score).toEqual(all.report.score);
      expect(report.findings.filter(({ rule }) => rule === "surety-paths-are-nouns").map(({ line }) => line)).toEqual([8]);
      expect(report.findings.some(({ operation }) => operation === "GET /getOrders")).toBe(true);
    }
    const bound = await lint(["api.yaml", "--new-since", "HEAD", "--new-operations-only", "surety-*"], { cwd: folder });
    expect(bound.report.findings.some(({ operation }) => operation === "GET /getOrders")).toBe(false);
    writeFileSync(join(folder, "surety.json"), '{"lint": {"newSince": "HEAD", "newOperationsOnly": ["surety-*"]}}');
    expect((await lint(["api.yaml"], { cwd: folder })).report.findings).toEqual(bound.report.findings);
    expect((await refused(["api.yaml", "--new-operations-only", "x"], cwd())).code).toBe("option_missing");
  });
});

describe("--fix", () => {
  it("mends the file in its place, says what it did, and keeps what the contract means", async () => {
    const cwd = repositoryWith({});
    const text = `\uFEFF${DOCUMENT}`.replaceAll("\n", "\r\n");
    writeFileSync(join(cwd, "real.yaml"), text);
    chmodSync(join(cwd, "real.yaml"), 0o640);
    symlinkSync("real.yaml", join(cwd, "api.yaml"));
    const before = await lint(["api.yaml"], { cwd });
    const { report } = await lint(["api.yaml", "--fix"], { cwd });
    const fixed = readFileSync(join(cwd, "real.yaml"), "utf8");
    expect(fixed).toBe(
      text
        .trimEnd()
        .concat("\r\n      operationId: getGetOrders\r\n")
        .replace("getGetOrders", /operationId: (\w+)/.exec(fixed)?.[1] ?? ""),
    );
    expect(statSync(join(cwd, "real.yaml")).mode & 0o777).toBe(0o640);
    expect(lstatSync(join(cwd, "api.yaml")).isSymbolicLink()).toBe(true);
    expect(report.fix).toMatchObject({
      applied: [{ rule: "surety-operation-id-present", edits: 1 }],
      written: true,
      changedContract: false,
      diff: null,
    });
    expect(report.document.contractDigest).toBe(before.report.document.contractDigest);
    expect(report.findings.length).toBeLessThan(before.report.findings.length);
    expect(report.score.value).toBeGreaterThan(before.report.score.value);
    expect((await lint(["api.yaml", "--fix"], { cwd })).report.fix).toMatchObject({ applied: [], written: false });
    expect(readFileSync(join(cwd, "real.yaml"), "utf8")).toBe(fixed);
  });

  it("--dry-run prints a patch that git takes, and writes nothing", async () => {
    const cwd = repositoryWith({ "api.yaml": DOCUMENT });
    const { stdout, stderr, code } = await runCli(["lint", "api.yaml", "--fix", "--dry-run"], { cwd });
    expect([code, readFileSync(join(cwd, "api.yaml"), "utf8")]).toEqual([0, DOCUMENT]);
    expect(stderr).toContain("would fix   1 place: give each operation an operationId");
    execFileSync("git", ["apply"], { cwd, input: stdout });
    const patched = readFileSync(join(cwd, "api.yaml"), "utf8");
    writeFileSync(join(cwd, "api.yaml"), DOCUMENT);
    await runCli(["lint", "api.yaml", "--fix"], { cwd });
    expect(readFileSync(join(cwd, "api.yaml"), "utf8")).toBe(patched);
  });

  it("says when the contract means something else afterwards", async () => {
    const body = `${DOCUMENT}    delete: {operationId: a, responses: {"204": {description: gone, content: {text/plain: {schema: {type: string}}}}}}\n`;
    const cwd = repositoryWith({ "api.yaml": body });
    const { stdout } = await runCli(["lint", "api.yaml", "--fix"], { cwd });
    expect(stdout).toContain("The fixes change what the contract means: its digest is another one.");
  });

  it("leaves what is ignored, and what is no file of the working tree", async () => {
    const cwd = repositoryWith({ "api.yaml": `x-surety-ignore: {surety-operation-id-present: generated elsewhere}\n${DOCUMENT}` });
    expect((await lint(["api.yaml", "--fix"], { cwd })).report.fix?.applied).toEqual([]);
    const { code, stdout } = await runCli(["lint", "-", "--fix", "--format", "json"], { cwd, stdin: DOCUMENT });
    expect([code, JSON.parse(stdout).error.code]).toEqual([2, "fix_refused"]);
    expect((await refused(["api.yaml", "--dry-run"], cwd)).code).toBe("option_invalid");
  });

  it("of a document in several files mends each in its own text, and what several files use stays", async () => {
    const schemas = `# shared by two services\nOrder:\n  type: object\n  properties:\n    state: {type: string, enum: [open, paid, open]} # states\n    lines: {type: array}\n    owner:\n      $ref: "#/Person"\n      description: Who ordered.\nPerson: {type: object}\nUnused: {type: string}\n`;
    const cwd = repositoryWith({
      "api/api.yaml": `openapi: 3.0.3\ninfo: {title: Orders, version: 1.0.0}\ntags: [{name: a}, {name: a}]\npaths:\n  /orders: {$ref: paths/orders.json}\n`,
      "api/paths/orders.json": `{\n  "get": {\n    "parameters": [{ "name": "state", "in": "query", "schema": { "type": "string", "enum": ["a", "a"] } }],\n    "responses": {\n      "200": {\n        "description": "Orders",\n        "content": { "application/json": { "schema": { "$ref": "../shared/schemas.yaml#/Order" } } }\n      }\n    }\n  }\n}\n`,
      "api/shared/schemas.yaml": schemas,
    });
    const read = (name: string): string => readFileSync(join(cwd, name), "utf8");
    const args = ["api/api.yaml", "--ruleset", "surety:recommended"];
    const before = await lint(args, { cwd });
    const dry = await runCli(["lint", ...args, "--fix", "--dry-run"], { cwd });
    expect(read("api/shared/schemas.yaml")).toBe(schemas);
    const { report } = await lint([...args, "--fix"], { cwd });
    expect(read("api/shared/schemas.yaml")).toBe(
      schemas
        .replace("[open, paid, open]", "[open, paid]")
        .replace("{type: array}", '{type: array, "items": {}}')
        .replace('      $ref: "#/Person"', '      allOf:\n        - $ref: "#/Person"'),
    );
    expect(read("api/paths/orders.json")).toContain('"enum": ["a"] }');
    expect(read("api/api.yaml")).toContain("tags: [{name: a}]");
    expect(report.document.contractDigest).toBe(before.report.document.contractDigest);
    expect(report.fix?.applied.map(({ rule, edits }) => `${rule} ${edits}`)).toEqual([
      "array-items 1",
      "duplicated-entry-in-enum 2",
      "no-$ref-siblings 1",
      "openapi-tags-uniqueness 1",
    ]);
    expect(dry.stdout.match(/^--- a\/.*$/gm)).toEqual([
      "--- a/api/api.yaml",
      "--- a/api/paths/orders.json",
      "--- a/api/shared/schemas.yaml",
    ]);
    expect((await lint([...args, "--fix"], { cwd })).report.fix?.applied).toEqual([]);
  });

  it("of a document in several files mends the file itself, and keeps what only other files use", async () => {
    const cwd = repositoryWith({
      "api.yaml": `${DOCUMENT}  /things: {$ref: things.yaml}\ncomponents: {schemas: {Shared: {type: string, enum: [a, a]}, Unused: {type: string}}}\n`,
      "things.yaml": `post: {responses: {"201": {description: ok, content: {application/json: {schema: {$ref: "api.yaml#/components/schemas/Shared"}}}}}}\n`,
    });
    const things = readFileSync(join(cwd, "things.yaml"), "utf8");
    const before = await lint(["api.yaml", "--ruleset", "spectral:oas"], { cwd });
    const { report } = await lint(["api.yaml", "--ruleset", "spectral:oas", "--fix"], { cwd });
    const fixed = readFileSync(join(cwd, "api.yaml"), "utf8");
    expect(fixed).toContain("Shared: {type: string, enum: [a]}, Unused: {type: string}");
    expect(readFileSync(join(cwd, "things.yaml"), "utf8")).toBe(things);
    expect(report.document.contractDigest).toBe(before.report.document.contractDigest);
  });
});

it("the text shows the source, the score and the three rules to begin with", async () => {
  const cwd = repositoryWith({ "api.yaml": DOCUMENT });
  const { stdout } = await runCli(["lint", "api.yaml"], { cwd });
  expect(stdout).toContain("│ get:\n                    │ ^\n");
  expect(stdout).toMatch(/^score {2}\d+\.\d of 100: .*(?:design|documentation) −\d/m);
  expect(stdout).toMatch(/^first {2}\+\d+\.\d surety-\S+: \d+ findings?.*at \d+:\d+\n {7}\+\d+\.\d surety-/m);
  expect(stdout).toMatch(/^next {3}surety lint api\.yaml --fix {2}can mend 1 of these\n/m);
});

it("--format unix prints lines for editors, also of a document that is no contract", async () => {
  const cwd = repositoryWith({ "api.yaml": DOCUMENT, "broken.yaml": "openapi: 3.1.0\ninfo: [", ".spectral.yaml": RULESET });
  const { stdout, code } = await runCli(["lint", "api.yaml", "--format", "unix"], { cwd });
  expect([code, stdout]).toEqual([1, 'api.yaml:2:8 error title-is-long "title" property must be longer than 20\n']);
  const broken = await runCli(["lint", "broken.yaml", "--format", "unix"], { cwd });
  expect([broken.code, /^broken\.yaml:\d+:\d+ error surety-document\/\S+ .+\n$/.test(broken.stdout)]).toEqual([2, true]);
});
