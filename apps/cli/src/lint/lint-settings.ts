import { type FindingCounts, Severity } from "@surety/model/findings";
import { locateConfig } from "../config.ts";

/** What options say of how findings count. `warn` is Spectral's word for a warning. */
export interface LintSettingOptions {
  readonly failSeverity?: Severity | "warn";
  readonly newSince?: string;
  readonly newOperationsOnly: readonly string[];
}

export interface LintSettings {
  /** The lowest severity that makes the answer no. */
  readonly failSeverity: Severity;
  readonly newSince: string | undefined;
  readonly newOperationsOnly: readonly string[];
}

/** What options say, else what surety.json says. */
export async function findLintSettings({ failSeverity, newSince, newOperationsOnly }: LintSettingOptions): Promise<LintSettings> {
  const own = (await locateConfig(process.cwd()))?.config.lint ?? {};
  return {
    failSeverity: failSeverity === "warn" ? "warning" : (failSeverity ?? own.failSeverity ?? "error"),
    newSince: newSince ?? own.newSince,
    newOperationsOnly: [...(own.newOperationsOnly ?? []), ...newOperationsOnly],
  };
}

/** How many findings are at or above a severity. */
export function failing(counts: FindingCounts, failSeverity: Severity): number {
  const levels = Severity.options.slice(0, Severity.options.indexOf(failSeverity) + 1);
  return levels.reduce((sum, severity) => sum + counts[severity], 0);
}

export function fails(severity: Severity, failSeverity: Severity): boolean {
  return Severity.options.indexOf(severity) <= Severity.options.indexOf(failSeverity);
}
