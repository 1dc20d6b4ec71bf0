import { describe, expect, it } from "vitest";
import { DiffReport } from "../src/output/reports.ts";
import { folderWith, runCli } from "./run-cli.ts";

const api = (paths: object) => JSON.stringify({ openapi: "3.1.0", info: { title: "Orders", version: "1" }, paths });
const get = (more: object = {}) => ({ get: { responses: { "200": { description: "Orders" } }, ...more } });
const base = api({ "/orders": get({ operationId: "listOrders" }), "/returns": get() });
const revision = api({ "/orders": get({ operationId: "getOrders" }) });

interface Asked {
  readonly config?: object | string;
  readonly args?: readonly string[];
  readonly documents?: { readonly base: string; readonly revision: string };
}

async function diff({ config, args = [], documents = { base, revision } }: Asked) {
  const cwd = folderWith({
    "base.json": documents.base,
    "revision.json": documents.revision,
    ...(config === undefined ? {} : { "surety.json": typeof config === "string" ? config : JSON.stringify(config) }),
  });
  const run = await runCli(["diff", "base.json", "revision.json", "--format", "json", ...args], { cwd });
  return { ...run, report: run.code === 2 ? null : DiffReport.parse(JSON.parse(run.stdout)) };
}

const removed = async () => {
  const { report } = await diff({});
  return report?.changes.find(({ kind }) => kind === "operation-removed")?.fingerprint ?? "";
};

describe("levels and categories", () => {
  it.each<[string, Asked, number, string[]]>([
    ["by default names of clients do not count", {}, 1, ["breaking operation-removed", "safe operation-id-changed"]],
    [
      "a category in surety.json",
      { config: { diff: { category: "source" } } },
      1,
      ["breaking operation-id-changed", "breaking operation-removed"],
    ],
    ["a category as an option", { args: ["--category", "source"] }, 1, ["breaking operation-id-changed", "breaking operation-removed"]],
    [
      "a lowered level",
      { config: { diff: { levels: { "operation-removed": "risky" } } } },
      0,
      ["risky operation-removed", "safe operation-id-changed"],
    ],
    ["a pattern", { args: ["--level", "operation-*=off"] }, 0, []],
    [
      "an option over surety.json",
      { config: { diff: { levels: { "operation-removed": "risky" } } }, args: ["--level", "operation-removed=breaking"] },
      1,
      ["breaking operation-removed", "safe operation-id-changed"],
    ],
    [
      "--fail-on risky",
      { args: ["--level", "operation-removed=risky", "--fail-on", "risky"] },
      1,
      ["risky operation-removed", "safe operation-id-changed"],
    ],
    ["--fail-on none", { args: ["--fail-on", "none"] }, 0, ["breaking operation-removed", "safe operation-id-changed"]],
  ])("%s", async (_name, asked, code, changes) => {
    const run = await diff(asked);
    expect(run.report?.changes.map(({ level, kind }) => `${level} ${kind}`).sort()).toEqual(changes);
    expect(run.code).toBe(code);
  });

  it("a lowered breaking change keeps its proof and says who has lowered it", async () => {
    const config = { diff: { levels: { "operation-removed": "risky" } } };
    const { report } = await diff({ config });
    expect(report?.changes[0]).toMatchObject({
      witness: { acceptedBy: "base" },
      adjusted: { from: "breaking", why: "surety.json sets operation-removed to risky." },
    });
    const cwd = folderWith({ "base.json": base, "revision.json": revision, "surety.json": JSON.stringify(config) });
    const { stdout } = await runCli(["diff", "base.json", "revision.json"], { cwd });
    expect(stdout).toContain("surety.json sets operation-removed to risky. By itself it would be breaking.");
  });
});

describe("ignored changes", () => {
  it("do not count, and stay visible with their reason", async () => {
    const fingerprint = await removed();
    const config = { diff: { ignore: [{ fingerprint, reason: "Nobody returns anything.", expires: "2999-12-31", by: "Ada" }] } };
    const { code, report } = await diff({ config });
    expect(code).toBe(0);
    expect(report).toMatchObject({
      counts: { breaking: 0, risky: 0, safe: 1 },
      ignored: [{ change: { fingerprint }, reason: "Nobody returns anything.", expires: "2999-12-31", by: "Ada" }],
    });
    const cwd = folderWith({ "base.json": base, "revision.json": revision, "surety.json": JSON.stringify(config) });
    for (const command of [
      ["diff", "base.json", "revision.json"],
      ["check", "revision.json", "--against", "base.json"],
      ["diff", "base.json", "revision.json", "--format", "markdown"],
    ])
      expect((await runCli(command, { cwd })).stdout).toContain("Nobody returns anything.");
  });

  it("count again when their day has passed, and what matches nothing is told", async () => {
    const fingerprint = await removed();
    const ignore = [
      { fingerprint, reason: "For a while.", expires: "2020-01-31" },
      { fingerprint: "ffffffffffff", reason: "Long gone." },
    ];
    const { code, report } = await diff({ config: { diff: { ignore } } });
    expect(code).toBe(1);
    expect(report).toMatchObject({ ignored: [], expired: [{ fingerprint }], stale: [{ fingerprint: "ffffffffffff" }] });
  });

  it("can be named by an option, as the text of a breaking change says", async () => {
    const fingerprint = await removed();
    const cwd = folderWith({ "base.json": base, "revision.json": revision });
    const { stdout } = await runCli(["diff", "base.json", "revision.json"], { cwd });
    expect(stdout).toContain(`--ignore ${fingerprint}`);
    expect((await diff({ args: ["--ignore", fingerprint] })).code).toBe(0);
  });
});

describe("what day it is", () => {
  const sunset = (day: string) => ({ base: api({ "/orders": get({ deprecated: true, "x-sunset": day }) }), revision: api({}) });

  it("a removal before its sunset is breaking, and after it is not", async () => {
    expect((await diff({ documents: sunset("2999-01-31") })).report?.counts.breaking).toBe(1);
    expect((await diff({ documents: sunset("2020-01-31") })).report?.counts.breaking).toBe(0);
  });

  it("days of notice come from surety.json", async () => {
    const documents = { base: api({ "/orders": get() }), revision: api({ "/orders": get({ deprecated: true }) }) };
    const { report } = await diff({ documents, config: { diff: { deprecationDays: { stable: 90 } } } });
    expect(report?.changes.map(({ kind }) => kind)).toContain("operation-sunset-missing");
  });
});

it("strict readers are broken by a new field", async () => {
  const answer = (properties: object) =>
    api({
      "/orders": {
        get: {
          responses: {
            "200": {
              description: "x",
              content: { "application/json": { schema: { type: "object", additionalProperties: false, properties } } },
            },
          },
        },
      },
    });
  const documents = { base: answer({ a: {} }), revision: answer({ a: {}, b: {} }) };
  expect((await diff({ documents })).code).toBe(0);
  expect((await diff({ documents, args: ["--strict-readers"] })).code).toBe(1);
  expect((await diff({ documents, config: { diff: { strictReaders: true } } })).code).toBe(1);
});

describe("settings that are not understood", () => {
  it.each<[Asked, string[]]>([
    [{ config: { diff: { levels: { "operation-removd": "safe" } } } }, ["surety.json", "diff.levels", "Did you mean operation-removed?"]],
    [{ config: { diff: { levels: { "operation-removed": "fatal" } } } }, ["surety.json", "diff.levels.operation-removed"]],
    [{ config: { diff: { categories: "wire" } } }, ["surety.json", "categories", "diff takes category, levels"]],
    [{ config: { diff: { ignore: [{ fingerprint: "b7e1c09a0123" }] } } }, ["surety.json", "diff.ignore.0.reason"]],
    [
      { config: { diff: { ignore: [{ fingerprint: "b7e1c09a0123", reason: "x", expires: "soon" }] } } },
      ["diff.ignore.0.expires", "2027-01-31"],
    ],
    [{ args: ["--level", "operation-removed"] }, ["is not KIND=LEVEL", "breaking, risky, safe, off"]],
    [{ args: ["--level", "cookie-*=off"] }, ["--level: No kind of change matches cookie-*."]],
    [{ args: ["--ignore", "b7e1"] }, ["--ignore", "12 hexadecimal digits"]],
    [{ args: ["--category", "file"] }, ["Allowed choices are wire, source, all."]],
  ])("%j", async (asked, sentences) => {
    const { code, stdout } = await diff(asked);
    expect(code).toBe(2);
    for (const sentence of sentences) expect(stdout).toContain(sentence);
  });
});

it("explain tells the category of a kind, and how to set its level", async () => {
  const { stdout } = await runCli(["explain", "operation-id-changed"]);
  expect(stdout).toContain("Category source.");
  expect(stdout).toContain('"diff": { "levels": { "operation-id-changed": "safe" } }');
});

describe("accept", () => {
  const fingerprint = "b7e1c09a0123";
  it.each([
    [["accept", "b7e1"], "12 hexadecimal digits"],
    [["accept", fingerprint], "Of which service?"],
    [["accept", fingerprint, "--service", "orders"], "Why?"],
    [["accept", fingerprint, "--service", "orders", "--reason", "x"], "Until when?"],
    [["accept", fingerprint, "--service", "orders", "--reason", "x", "--until", "YYYY-MM-DD"], "a day, for example 2027-01-31"],
    [["accept", fingerprint, "--service", "orders", "--reason", "x", "--until", "2027-01-31"], "No server is known."],
  ])("surety %j says: %s", async (args, sentence) => {
    const { code, stderr } = await runCli(args, { cwd: folderWith({}) });
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});
