import { existsSync, readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { readContract } from "@surety/engine-spec/read-contract";
import { describe, expect, test } from "vitest";
import { lintContract } from "../src/lint-contract.ts";

const folder = new URL("../../../../shared/corpus/documents/", import.meta.url);
const files = existsSync(folder) ? readdirSync(folder) : [];

describe.skipIf(files.length === 0)("public contracts", () => {
  test.each(files)("%s is linted without a rule error, twice the same", (file) => {
    const document = gunzipSync(readFileSync(new URL(file, folder)));
    const result = readContract(document);
    if (!result.ok) throw new Error(result.problems[0].message);
    const first = lintContract(result.contract);
    expect(first.ruleErrors).toEqual([]);
    expect(new Set(first.findings.map((finding) => finding.fingerprint)).size).toBe(first.findings.length);
    expect(lintContract(result.contract)).toEqual(first);
  });
});
