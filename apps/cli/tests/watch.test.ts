import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { describe, expect, inject, it, onTestFinished } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

const DOCUMENT = `openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /getOrders:
    get: {operationId: a, responses: {"200": {description: ok}}}
`;
const RULESET = `rules: {title-is-long: {given: $.info.title, then: {function: length, functionOptions: {min: 20}}}}\n`;

/** `surety lint --watch` under way. Every step waits for what it prints, none for time to pass. */
class Watching {
  readonly lines: string[] = [];
  readonly #child;
  readonly #reader;
  readonly #more;

  constructor(cwd: string, ...args: string[]) {
    const child = spawn(process.execPath, [inject("bundle"), "lint", "api.yaml", "--watch", ...args], {
      cwd,
      env: { PATH: process.env["PATH"] },
    });
    onTestFinished(() => void child.kill("SIGKILL"));
    child.stderr.setEncoding("utf8").on("data", (text: string) => this.lines.push(...text.trimEnd().split("\n")));
    this.#child = child;
    this.#reader = createInterface({ input: child.stdout });
    this.#more = this.#reader[Symbol.asyncIterator]();
  }

  /** The lines up to and including the first that fits. */
  async until(pattern: RegExp): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const { value, done } = await this.#more.next();
      if (done === true) throw new Error(`It ended before ${String(pattern)}: ${lines.join("\n")} ${this.lines.join("\n")}`);
      lines.push(value);
      if (pattern.test(value)) return lines;
    }
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    this.#child.kill(signal);
    const [code] = await once(this.#child, "exit");
    return code;
  }
}

const ROUND = /score \d/;

/** As editors save: a new file takes the old one's place, whole. */
function save(cwd: string, name: string, text: string): void {
  writeFileSync(join(cwd, `${name}~`), text);
  renameSync(join(cwd, `${name}~`), join(cwd, name));
}

describe("surety lint --watch", () => {
  it("prints all at first, then what a save has changed, and ends cleanly on Ctrl-C", async () => {
    const cwd = folderWith({ "api.yaml": DOCUMENT, ".spectral.yaml": RULESET });
    const watching = new Watching(cwd);
    expect((await watching.until(/nothing to remark|: 1 warning/)).join("\n")).toContain("title-is-long");
    save(cwd, "api.yaml", DOCUMENT.replace("title: Orders", "title: All orders of the whole company"));
    expect(await watching.until(ROUND)).toEqual([
      expect.stringMatching(/^- api\.yaml:2:8 warning title-is-long /),
      expect.stringMatching(/^nothing, score 100$/),
    ]);
    save(cwd, "api.yaml", DOCUMENT);
    expect(await watching.until(ROUND)).toEqual([
      expect.stringMatching(/^\+ api\.yaml:2:8 warning title-is-long /),
      expect.stringMatching(/^1 warning, score \d/),
    ]);
    expect(await watching.stop("SIGINT")).toBe(0);
  });

  it("heeds the ruleset, its code, and the files that the document refers to", async () => {
    const rules = (min: number): string =>
      `export default { rules: { "title-is-long": { given: "$.info.title", then: { function: "length", functionOptions: { min: ${min} } } } } };`;
    const cwd = folderWith({
      "api.yaml": `${DOCUMENT}  /things: {$ref: things.yaml}\n`,
      "things.yaml": 'get: {operationId: b, responses: {"200": {description: ok}}}\n',
      "rules.mjs": rules(20),
    });
    const watching = new Watching(cwd, "--ruleset", "rules.mjs", "--ruleset", "surety:recommended");
    await watching.until(/^[✓✗]/);
    save(cwd, "rules.mjs", rules(2));
    expect((await watching.until(ROUND))[0]).toMatch(/^- api\.yaml:2:8 warning title-is-long /);
    save(cwd, "things.yaml", 'get: {responses: {"200": {description: ok}}}\n');
    expect((await watching.until(ROUND)).join("\n")).toMatch(/^\+ things\.yaml:1:\d+ info surety-operation-id-present /m);
    expect(await watching.stop("SIGTERM")).toBe(0);
  });

  it("heeds surety.json, and what the code of a ruleset imports", async () => {
    const rules = (min: number, name: string): string =>
      `${name} { "title-is-long": { given: "$.info.title", then: { function: "length", functionOptions: { min: ${min} } } } };`;
    const cwd = folderWith({
      "api.yaml": DOCUMENT,
      "esm.mjs": 'import { rules } from "./more.mjs"; export default { rules };',
      "more.mjs": 'export { default as rules } from "./rules.mjs";',
      "rules.mjs": rules(20, "export default"),
      "common.cjs": 'module.exports = { rules: require(__dirname + "/rules.cjs") };',
      "rules.cjs": rules(20, "module.exports ="),
      "surety.json": '{"ruleset": "esm.mjs"}',
    });
    const watching = new Watching(cwd);
    await watching.until(/^[✓✗]/);
    save(cwd, "rules.mjs", rules(2, "export default"));
    expect((await watching.until(ROUND))[0]).toMatch(/^- api\.yaml:2:8 warning title-is-long /);
    save(cwd, "surety.json", '{"ruleset": "common.cjs"}');
    expect((await watching.until(ROUND))[0]).toMatch(/^\+ api\.yaml:2:8 warning title-is-long /);
    save(cwd, "rules.cjs", rules(2, "module.exports ="));
    expect((await watching.until(ROUND))[0]).toMatch(/^- api\.yaml:2:8 warning title-is-long /);
    expect(await watching.stop("SIGTERM")).toBe(0);
  });

  it("--format unix prints each round whole, between two lines, also while the document is broken", async () => {
    const cwd = folderWith({ "api.yaml": DOCUMENT, ".spectral.yaml": RULESET });
    const watching = new Watching(cwd, "--format", "unix");
    const round = [
      "surety: linting api.yaml",
      'api.yaml:2:8 warning title-is-long "title" property must be longer than 20',
      "surety: done, 1 warning",
    ];
    expect(await watching.until(/^surety: done/)).toEqual(round);
    save(cwd, "api.yaml", `${DOCUMENT}  bad: [`);
    expect(await watching.until(/^surety: done/)).toEqual([
      round[0],
      expect.stringMatching(/^api\.yaml:\d+:\d+ error surety-document\/\S+ /),
      "surety: done, not a contract",
    ]);
    save(cwd, "api.yaml", DOCUMENT);
    expect(await watching.until(/^surety: done/)).toEqual(round);
    await watching.stop("SIGINT");
  });

  it("its lines fit the problem matcher of the documentation", async () => {
    const page = readFileSync(new URL("../../../docs/lint.md", import.meta.url), "utf8");
    const tasks: unknown = JSON.parse(/```json\n(\{\n {2}"version"[\s\S]*?)```/.exec(page)?.[1] ?? "");
    const [{ problemMatcher }] = (
      tasks as { tasks: [{ problemMatcher: { pattern: { regexp: string }; background: Record<string, string> } }] }
    ).tasks;
    const cwd = folderWith({ "api.yaml": DOCUMENT });
    const { stdout } = await runCli(["lint", "api.yaml", "--format", "unix"], { cwd });
    const matches = stdout
      .trimEnd()
      .split("\n")
      .map((line) => new RegExp(problemMatcher.pattern.regexp).exec(line)?.slice(1, 6));
    expect(matches.length).toBeGreaterThan(2);
    for (const match of matches)
      expect(match).toEqual([
        "api.yaml",
        expect.stringMatching(/^\d+$/),
        expect.stringMatching(/^\d+$/),
        expect.stringMatching(/^(?:error|warning|info|hint)$/),
        expect.stringMatching(/^(?:surety-|info-)/),
      ]);
    expect("surety: linting api.yaml").toMatch(new RegExp(String(problemMatcher.background["beginsPattern"])));
    expect("surety: done, 1 warning").toMatch(new RegExp(String(problemMatcher.background["endsPattern"])));
  });

  it("refuses what cannot be watched or shown", async () => {
    const cwd = folderWith({ "api.yaml": DOCUMENT });
    for (const args of [
      ["-", "--watch"],
      ["https://a.test/openapi.json", "--watch"],
      ["api.yaml", "--watch", "--fix"],
      ["api.yaml", "--watch", "--format", "sarif"],
    ]) {
      const { code, stdout, stderr } = await runCli(["lint", ...args], { cwd });
      expect([args, code, (stdout + stderr).includes("--watch") || stderr.includes("watched")]).toEqual([args, 2, true]);
    }
  });
});
