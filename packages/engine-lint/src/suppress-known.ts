import type { Contract } from "@surety/engine-spec/contract";
import type { Finding } from "@surety/model/findings";
import type { Pointer } from "@surety/model/pointer";
import { matchesRule } from "./suppress-rule-pattern.ts";

/** What a contract is compared with to tell what is new in it. */
export interface LintBaseline {
  /** Of all findings there, ignored ones too. */
  readonly fingerprints: ReadonlySet<string>;
  /** Keys. */
  readonly operations: ReadonlySet<string>;
}

export function lintBaseline(contract: Contract, findings: readonly Finding[]): LintBaseline {
  const { operations, webhooks } = contract.api;
  return {
    fingerprints: new Set(findings.map(({ fingerprint }) => fingerprint)),
    operations: new Set([...operations, ...webhooks].map(({ key }) => key)),
  };
}

export interface KnownFindings {
  /** What counts. */
  readonly fresh: readonly Finding[];
  /** What the baseline has too, or what a rule for new operations says of an old one. */
  readonly known: readonly Finding[];
}

/**
 * Tells what is new since a baseline: findings whose fingerprints it does not have.
 * @param newOperationsOnly rules, or patterns of them, that bind new operations only: what they find in an operation that
 *   the baseline has is not counted either, also when it is new there.
 */
export function findingsSince(
  contract: Contract,
  findings: readonly Finding[],
  baseline: LintBaseline,
  newOperationsOnly: readonly string[] = [],
): KnownFindings {
  const fresh: Finding[] = [];
  const known: Finding[] = [];
  const boundTo = bindingOperations(contract, newOperationsOnly);
  for (const finding of findings) {
    const key = boundTo(finding);
    const isKnown = baseline.fingerprints.has(finding.fingerprint) || (key !== undefined && baseline.operations.has(key));
    (isKnown ? known : fresh).push(finding);
  }
  return { fresh, known };
}

/**
 * The operation that must be new for a finding to be, by its key; undefined where its rule binds old operations too, and
 * where it concerns none.
 */
export function bindingOperations(contract: Contract, newOperationsOnly: readonly string[]): (finding: Finding) => string | undefined {
  if (newOperationsOnly.length === 0) return () => undefined;
  const keyAt = operationKeys(contract);
  return ({ rule, operation, pointer }) =>
    newOperationsOnly.some((pattern) => matchesRule(rule, pattern)) ? (operation ?? keyAt(pointer)) : undefined;
}

/** The operation that a pointer leads into: the first three tokens of it. */
function operationKeys({ api }: Contract): (pointer: Pointer) => string | undefined {
  const keys = new Map([...api.operations, ...api.webhooks].map(({ pointer, key }) => [pointer, key]));
  return (pointer) => keys.get(pointer.split("/", 4).join("/"));
}
