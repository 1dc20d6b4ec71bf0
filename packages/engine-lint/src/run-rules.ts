import type { Contract } from "@surety/engine-spec/contract";
import type { Claim } from "./claim.ts";
import type { LintResult, Report, Rule } from "./rule.ts";

/** One rule's findings in one document; what is beyond is counted, not listed, so that memory stays bounded. */
export const MAX_REPORTS_PER_RULE = 10_000;

/** Of `Pointer` in the model. A longer one gives way to its nearest ancestor that fits. */
const MAX_POINTER = 8192;

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
    const reports = new MergedReports();
    try {
      for (const report of rule.check(contract)) reports.add(report);
    } catch (error) {
      ruleErrors.push({ rule: name, message: `stopped early: ${error instanceof Error ? error.message : String(error)}` });
    }
    for (const report of reports.list()) claims.push({ rule: name, severity, source, report });
  }
  return { claims, ruleErrors };
}

/** One rule's reports. A shared component is reached by many operations: one report, which then belongs to none of them. */
class MergedReports {
  readonly #byPlace = new Map<string, Report>();
  #beyond = 0;

  add(given: Report): void {
    const report =
      given.pointer.length <= MAX_POINTER
        ? given
        : { ...given, pointer: given.pointer.slice(0, given.pointer.lastIndexOf("/", MAX_POINTER)) };
    const { pointer, subject = "" } = report;
    const key = subject === "" ? pointer : `${pointer}\n${subject}`;
    const known = this.#byPlace.get(key);
    if (known === undefined) {
      if (this.#byPlace.size < MAX_REPORTS_PER_RULE) this.#byPlace.set(key, report);
      else this.#beyond += 1;
    } else if (known.operation !== undefined && known.operation !== report.operation) {
      const { operation: _, ...shared } = known;
      this.#byPlace.set(key, shared);
    }
  }

  *list(): Iterable<Report> {
    yield* this.#byPlace.values();
    if (this.#beyond > 0) yield { pointer: "", subject: "beyond", message: `${this.#beyond} more findings of this rule are not listed.` };
  }
}
