import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { diffContracts } from "@surety/engine-diff/diff-contracts";
import { lintContract } from "@surety/engine-lint/lint-contract";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import { summarizeContract } from "@surety/engine-spec/summarize-contract";

/** Runs one engine over one document (or pair) in this process and prints what it cost, as one line of JSON. */
function main([task, ...paths]: readonly string[]): void {
  const contracts = paths.map((path) => contractOf(path));
  const [first, second] = contracts;
  if (first === undefined) throw new Error("engine-task TASK DOCUMENT [DOCUMENT]");
  let result: Record<string, unknown>;
  if (task === "read") result = { operations: summarizeContract(first).operations.length, digest: first.contractDigest.slice(0, 12) };
  else if (task === "lint") {
    const { findings, ruleErrors } = lintContract(first);
    result = { findings: findings.length, ruleErrors: ruleErrors.length };
  } else {
    const { counts, identical, partial } = diffContracts(first, second ?? first);
    result = { ...counts, identical, partial };
  }
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stdout.write(
    `${JSON.stringify({ cpuMs: Math.round((userCPUTime + systemCPUTime) / 1000), rssMb: Math.round(maxRSS / 1024), ...result })}\n`,
  );
}

function contractOf(path: string): Contract {
  const bytes = readFileSync(path);
  const result = readContract(path.endsWith(".gz") ? gunzipSync(bytes) : bytes);
  if (!result.ok) throw new Error(`${path}: ${result.problems[0].message}`);
  return result.contract;
}

main(process.argv.slice(2));
