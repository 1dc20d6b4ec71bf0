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
    2,
    input.service,
    input.version,
    input.environment,
    input.contract,
    [input.policyVersion, [...new Set(input.policy.requiredChecks)].sort(), input.policy.risky, weighing(input.policy)],
    input.deployed
      .map(({ version, contract, comparison }) => [
        version,
        contract,
        comparison.state,
        ...(comparison.state === "compared"
          ? [
              comparison.engine,
              comparison.counts.breaking,
              comparison.counts.risky,
              comparison.counts.safe,
              comparison.partial,
              comparison.accepted,
              comparison.validUntil,
            ]
          : comparison.state === "unavailable"
            ? [comparison.why]
            : []),
      ])
      .sort(byFirst),
    input.checks
      .filter((check) => input.policy.requiredChecks.includes(check.kind))
      .map((check) => [check.kind, check.id, check.verdict, check.summary, check.fingerprints])
      .sort(byFirst),
    input.exceptions.map(({ id, subject, fingerprint, expires }) => [id, subject, fingerprint, expires]).sort(byFirst),
  ]);
}

function weighing({ category, levels, strictReaders, deprecationDays: { beta, stable } }: GateInput["policy"]): unknown {
  return [category, Object.entries(levels).sort(byFirst), strictReaders, beta ?? 0, stable ?? 0];
}

export function digestInputs(canonical: string): Digest {
  return Digest.parse(bytesToHex(sha256(utf8ToBytes(canonical))));
}

function byFirst(left: readonly unknown[], right: readonly unknown[]): number {
  return String(left[0]) < String(right[0]) ? -1 : String(left[0]) > String(right[0]) ? 1 : 0;
}
