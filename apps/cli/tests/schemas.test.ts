import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import {
  configSchemaText,
  configSchemaUrl,
  servedConfigSchemaUrl,
  reportSchemaText,
  reportSchemaUrl,
} from "../src/output/report-schema.ts";
import { REPORT_SCHEMAS } from "../src/output/reports.ts";
import { describe, expect, it } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

const names = Object.keys(REPORT_SCHEMAS) as (keyof typeof REPORT_SCHEMAS)[];
const ajv = new Ajv2020({ strict: false, validateFormats: false });
const validators = new Map(names.map((name) => [name, ajv.compile(JSON.parse(readFileSync(reportSchemaUrl(name), "utf8")))]));

describe("docs/schemas", () => {
  it.each(names)("%s is as the code says (else: pnpm --filter @surety/cli schemas)", (name) => {
    expect(readFileSync(reportSchemaUrl(name), "utf8")).toBe(reportSchemaText(name));
  });

  it("surety.json's is as the code says (else: pnpm --filter @surety/cli schemas)", () => {
    const text = readFileSync(configSchemaUrl(), "utf8");
    expect(text).toBe(configSchemaText());
    expect(readFileSync(servedConfigSchemaUrl(), "utf8"), "what servers give editors").toBe(text);
    const validate = ajv.compile(JSON.parse(text));
    expect(validate({ service: "orders", diff: { levels: { "operation-*": "risky" } } })).toBe(true);
    expect(validate({ diff: { levels: { "operation-*": "fatal" } } })).toBe(false);
    expect(validate({ diff: { ignore: [{ fingerprint: "b7e1c09a0123" }] } })).toBe(false);
  });

  it("has no schema of a command that is gone", () => {
    expect(readdirSync(new URL(".", reportSchemaUrl("lint"))).sort()).toEqual(
      [...names, "config"].map((name) => `${name}.schema.json`).sort(),
    );
  });
});

describe("what the commands print is valid by its published schema", () => {
  const base = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: { "/orders": { get: { responses: { "200": { description: "Orders" } } } } },
  });
  const revision = JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "2" },
    paths: { "/createOrder": { post: { responses: { "200": { description: "Made" } } } } },
  });

  it.each([
    ["lint", ["lint", "revision.json"]],
    ["diff", ["diff", "base.json", "revision.json"]],
    ["check", ["check", "revision.json", "--against", "base.json"]],
    ["check", ["check", "revision.json"]],
    ["explain", ["explain"]],
    ["explain", ["explain", "surety-paths-are-nouns"]],
    ["init", ["init", "--service", "orders"]],
    ["error", ["lint", "broken.json"]],
    ["error", ["lint", "nothing.json"]],
    ["error", ["lint", "--nope"]],
  ] as const)("%s: surety %j", async (name, args) => {
    const cwd = folderWith({ "base.json": base, "revision.json": revision, "broken.json": "{" });
    const { stdout, stderr } = await runCli([...args, "--format", "json"], { cwd });
    expect(stderr).toBe("");
    const validate = validators.get(name);
    validate?.(JSON.parse(stdout));
    expect(validate?.errors ?? null).toBeNull();
  });
});
