import type { Contract } from "@surety/engine-spec/contract";
import type { Claim } from "./claim.ts";
import type { LintResult, Report, Rule } from "./rule.ts";

/** One rule's findings in one document; what is beyond is counted, not listed, so that memory stays bounded. */
export const MAX_REPORTS_PER_RULE = 10_000;

export interface RuleRun {
  readonly claims: readonly Claim[];
  readonly ruleErrors: LintResult["ruleErrors"];
}

/** Runs every rule. One that throws is a rule error; what it had found until then stays. */
export function runRules(contract: Contract, rules: readonly Rule[]): RuleRun {
  const claims: Claim[] = [];
  const ruleErrors: { rule: string; message: string }[] = [];
  for (const rule of rules) {
    const { name, severity, source } = rule;
    try {
      for (const report of merged(rule.check(contract))) claims.push({ rule: name, severity, source, report });
    } catch (error) {
      ruleErrors.push({ rule: name, message: `stopped early: ${error instanceof Error ? error.message : String(error)}` });
    }
  }
  return { claims, ruleErrors };
}

/** A shared component is reached by many operations: one finding, which then belongs to none of them. */
function* merged(reports: Iterable<Report>): Iterable<Report> {
  const byPlace = new Map<string, Report>();
  let beyond = 0;
  for (const report of reports) {
    const key = `${report.pointer}\n${report.subject ?? ""}`;
    const known = byPlace.get(key);
    if (known === undefined) {
      if (byPlace.size < MAX_REPORTS_PER_RULE) byPlace.set(key, report);
      else beyond += 1;
    } else if (known.operation !== undefined && known.operation !== report.operation) {
      const { operation: _, ...shared } = known;
      byPlace.set(key, shared);
    }
  }
  yield* byPlace.values();
  if (beyond > 0) yield { pointer: "", subject: "beyond", message: `${beyond} more findings of this rule are not listed.` };
}
