import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { Digest } from "@surety/model/ids";
import type { GateInput } from "./gate-input.ts";

/**
 * The inputs as text that does not depend on the order in which they were read.
 * A comparison is named by its two documents and its engine, and told by its counts; a document by its digest.
 */
export function canonicalInputs(input: GateInput): string {
  return JSON.stringify([
    1,
    input.service,
    input.version,
    input.environment,
    input.contract,
    [input.policyVersion, [...new Set(input.policy.requiredChecks)].sort(), input.policy.risky],
    input.deployed
      .map(({ version, contract, comparison }) => [
        version,
        contract,
        comparison.state,
        ...(comparison.state === "compared"
          ? [comparison.engine, comparison.counts.breaking, comparison.counts.risky, comparison.counts.safe, comparison.partial]
          : comparison.state === "unavailable"
            ? [comparison.why]
            : []),
      ])
      .sort(byFirst),
    input.checks
      .filter((check) => input.policy.requiredChecks.includes(check.kind))
      .map((check) => [check.kind, check.id, check.verdict, check.summary])
      .sort(byFirst),
  ]);
}

export function digestInputs(canonical: string): Digest {
  return Digest.parse(bytesToHex(sha256(utf8ToBytes(canonical))));
}

function byFirst(left: readonly unknown[], right: readonly unknown[]): number {
  return String(left[0]) < String(right[0]) ? -1 : String(left[0]) > String(right[0]) ? 1 : 0;
}
