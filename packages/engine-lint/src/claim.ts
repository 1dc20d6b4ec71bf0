import type { Severity } from "@surety/model/findings";
import type { Report } from "./rule.ts";

/** A report with the rule that made it, whatever kind of ruleset the rule came from. */
export interface Claim {
  readonly rule: string;
  readonly severity: Severity;
  readonly source?: string;
  readonly report: Report;
}
