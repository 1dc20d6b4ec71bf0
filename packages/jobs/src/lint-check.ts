import type { ClaimedCheck } from "@surety/domain/checks/check-repository";
import { settleCheck } from "@surety/domain/checks/settle-check";
import { findDocument } from "@surety/domain/contracts/find-contract";
import { today } from "@surety/domain/today";
import { type EffectiveRuleset, effectiveRuleset } from "@surety/domain/rulesets/effective-ruleset";
import type { LintDay, LintReportRecord } from "@surety/domain/lint-reports/lint-report-repository";
import type { CheckOutcome } from "@surety/model/checks";
import type { FindingCounts } from "@surety/model/findings";
import type { Digest } from "@surety/model/ids";
import { DEFAULT_RULESET } from "@surety/model/rulesets";
import { resultOf } from "./engine-error.ts";
import type { JobDeps } from "./handlers.ts";

/**
 * Design rules on a version's contract. The findings of the service's first version are its baseline:
 * only errors that it did not have fail the check. What the document ignores until a day counts from the next one on: what
 * the check says then is settled with it.
 */
export async function lintCheck(deps: JobDeps, check: ClaimedCheck): Promise<void> {
  const ruleset = await effectiveRuleset(deps.repositories, check.organizationId, check.serviceId);
  const { report, failedRules } = await lint(deps, check, check.rawDigest, ruleset);
  const baseline = await findBaseline(deps, check, report, ruleset);
  const days = await deps.repositories.lintReports.compare(check.organizationId, report, baseline.id, today(deps));
  const [now, ...later] = days;
  const outcomeOn = ({ findings, newFindings, errors }: LintDay): CheckOutcome =>
    judge({ isFirst: check.versionNumber === 1, findings, newFindings, errors, failedRules, ruleset: ruleset.label });
  const { findings, newFindings } = now;
  await settleCheck(deps, check, {
    outcome: outcomeOn(now),
    lint: {
      reportId: report.id,
      baselineReportId: baseline.id,
      findings,
      newFindings,
      ruleset: ruleset.label,
      later: later.flatMap((day) => {
        const { from } = day;
        return from === null ? [] : [{ from, outcome: outcomeOn(day), findings: day.findings, newFindings: day.newFindings }];
      }),
    },
  });
}

async function lint(
  deps: JobDeps,
  { organizationId }: ClaimedCheck,
  digest: Digest,
  ruleset: EffectiveRuleset,
): Promise<{ report: LintReportRecord; failedRules: number }> {
  const document = await findDocument(deps.repositories, organizationId, digest);
  const result = resultOf(await deps.engines.lint(document, ruleset.bundle));
  return {
    report: await deps.repositories.lintReports.insert(organizationId, digest, result, ruleset),
    failedRules: result.ruleErrors.length,
  };
}

/** The first version's report under the same rules; made when there is none. */
async function findBaseline(
  deps: JobDeps,
  check: ClaimedCheck,
  own: LintReportRecord,
  ruleset: EffectiveRuleset,
): Promise<LintReportRecord> {
  const first = check.versionNumber === 1 ? null : await deps.repositories.versions.findByNumber(check.organizationId, check.serviceId, 1);
  if (first === null || first.version.rawDigest === check.rawDigest) return own;
  const stored = await deps.repositories.lintReports.find(check.organizationId, first.version.rawDigest, own.engine, ruleset.digest);
  return stored ?? (await lint(deps, check, first.version.rawDigest, ruleset)).report;
}

interface Linted {
  readonly isFirst: boolean;
  readonly findings: FindingCounts;
  readonly newFindings: FindingCounts;
  readonly errors: readonly string[];
  readonly failedRules: number;
  /** `org:base@3` */
  readonly ruleset: string;
}

export function judge({ isFirst, findings, newFindings, errors, failedRules, ruleset }: Linted): CheckOutcome {
  const rules = failedRules === 0 ? "" : ` ${failedRules === 1 ? "One rule" : `${failedRules} rules`} could not run.`;
  const by = ruleset === DEFAULT_RULESET ? "" : ` Judged by ${ruleset}.`;
  if (isFirst)
    return {
      verdict: "passed",
      summary: `${total(findings) === 0 ? "No findings" : `${describe(findings)}: the baseline of this service`}.${rules}${by}`,
    };
  const known = total(findings) - total(newFindings);
  const baseline = known > 0 ? ` (${known} more in the baseline)` : "";
  const summary = `${total(newFindings) === 0 ? "Nothing new" : `New: ${describe(newFindings)}`}${baseline}.${rules}${by}`;
  return errors.length > 0 ? { verdict: "failed", summary, fingerprints: [...errors] } : { verdict: "passed", summary };
}

function total({ error, warning, info, hint }: FindingCounts): number {
  return error + warning + info + hint;
}

function describe(counts: FindingCounts): string {
  const words = {
    error: ["error", "errors"],
    warning: ["warning", "warnings"],
    info: ["remark", "remarks"],
    hint: ["hint", "hints"],
  } as const;
  const parts = (["error", "warning", "info", "hint"] as const).filter((severity) => counts[severity] > 0);
  return parts.map((severity) => `${counts[severity]} ${words[severity][counts[severity] === 1 ? 0 : 1]}`).join(", ");
}
