import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import { beforeAll, describe, expect, test } from "vitest";
import { type FixedDocument, fixDocument } from "../../src/fixes/fix-document.ts";
import { fixTable } from "../../src/fixes/fix-table.ts";
import { lintContract } from "../../src/lint-contract.ts";
import { loadRuleset } from "../../src/spectral/ruleset/load-ruleset.ts";
import type { Ruleset } from "../../src/spectral/ruleset/ruleset.ts";

const folder = new URL("../../../../../shared/corpus/documents/", import.meta.url);
const isThere = existsSync(folder);
const documents = ["petstore.json", "github.json", "stripe.yaml", "kubernetes.json", "twilio.json", "openai.json"];

let ruleset: Ruleset;
beforeAll(async () => {
  ruleset = await loadRuleset({ location: "test", text: '{"extends": [["spectral:oas", "all"], "surety:recommended"]}' });
});

function read(bytes: Uint8Array): Contract {
  const result = readContract(bytes);
  if (!result.ok) throw new Error(result.problems[0].message);
  return result.contract;
}

const lint: Parameters<typeof fixDocument>[2] = (contract) => lintContract(contract, { ruleset }).findings;

function timed(bytes: Uint8Array, contract: Contract): { fixed: FixedDocument; cpuMs: number } {
  const start = process.cpuUsage();
  const fixed = fixDocument(bytes, contract, lint);
  const { user, system } = process.cpuUsage(start);
  return { fixed, cpuMs: Math.round((user + system) / 1000) };
}

describe.skipIf(!isThere)("real documents (shared/corpus; skipped where it is not)", () => {
  test.each(documents)("%s", { timeout: 300_000 }, (name) => {
    const bytes = gunzipSync(readFileSync(new URL(`${name}.gz`, folder)));
    const contract = read(bytes);
    const before = lint(contract);
    const { fixed, cpuMs } = timed(bytes, contract);
    const after = read(fixed.bytes);
    if (process.env["SURETY_SHOW_FIXES"])
      console.log(name, `${cpuMs} ms CPU`, before.length, "→", fixed.findings.length, fixed.fixes, reasons(fixed));
    const mayChange = fixed.fixes.some(({ rule }) => fixTable.get(rule)?.changesContract === true);
    expect(after.contractDigest === contract.contractDigest || (mayChange && fixed.changedContract)).toBe(true);
    expect(fixed.findings.length).toBeLessThan(before.length);
    const again = fixDocument(fixed.bytes, after, lint);
    expect([again.fixes, Buffer.from(again.bytes).equals(Buffer.from(fixed.bytes))]).toEqual([[], true]);
  });
});

function reasons({ left }: FixedDocument): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { finding, reason } of left) counts[`${finding.rule}: ${reason}`] = (counts[`${finding.rule}: ${reason}`] ?? 0) + 1;
  return counts;
}
