import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gunzipSync } from "node:zlib";
import { diffContracts } from "@surety/engine-diff/diff-contracts";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import { renderJunit } from "@surety/report/render-junit";
import { renderMarkdown } from "@surety/report/render-markdown";
import { renderSarif } from "@surety/report/render-sarif";
import { reportOfDiff } from "@surety/report/report-of-diff";
import { Ajv } from "ajv";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { ruleHelp } from "../src/output/rule-help.ts";

const folder = new URL("../../../../shared/corpus/pairs/", import.meta.url);
const names = existsSync(folder) ? readdirSync(folder).sort() : [];
const { $schema, id, ...schema } = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"),
);
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

function contractOf(name: string, side: string): Contract {
  const file = readdirSync(new URL(`${name}/`, folder)).find((one) => one.startsWith(side)) ?? "";
  const result = readContract(gunzipSync(readFileSync(new URL(`${name}/${file}`, folder))));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.contract;
}

describe.skipIf(names.length === 0)("real comparisons", () => {
  it.each(names)("%s fits a comment, and is SARIF and JUnit that tools take", { timeout: 60_000 }, (name) => {
    const { changes, counts, partial } = diffContracts(contractOf(name, "base"), contractOf(name, "revision"));
    const subject = { name: "openapi.json", file: "openapi.json", base: "origin/main:openapi.json" };
    const report = { ...reportOfDiff({ subject, changes, counts, partial }), help: ruleHelp() };
    const markdown = renderMarkdown(report);
    expect(markdown.length).toBeLessThan(65_536);
    if (counts.breaking > 0) expect(markdown).toMatch(/\/\/ ← /);
    expect([isSarif(JSON.parse(renderSarif(report))), isSarif.errors]).toEqual([true, null]);
    const errors: Error[] = [];
    const parser = new SaxesParser();
    parser.on("error", (error) => errors.push(error));
    parser.write(renderJunit(report)).close();
    expect(errors).toEqual([]);
  });
});
