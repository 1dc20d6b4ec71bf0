import type { LaterScore, LintedFinding, LintReport } from "@surety/domain/engines";
import { type DatedFinding, dateFindings, FOREVER } from "@surety/engine-lint/suppress-findings";
import { bindingOperations } from "@surety/engine-lint/suppress-known";
import type { LintResult } from "@surety/engine-lint/rule";
import { scoreContract } from "@surety/engine-lint/score-contract";
import type { Contract } from "@surety/engine-spec/contract";
import { summarizeContract } from "@surety/engine-spec/summarize-contract";

const DAY_MS = 86_400_000;

/** What a lint says on `today` and on every day after it. */
export function dateReport(
  contract: Contract,
  { findings: found, ruleErrors }: LintResult,
  { today, newOperationsOnly }: { readonly today: string; readonly newOperationsOnly: readonly string[] },
): Omit<LintReport, "engine"> {
  const dated = dateFindings(contract, found, today);
  const boundTo = bindingOperations(contract, newOperationsOnly);
  const { operations } = summarizeContract(contract);
  const scoreFrom = (day: string) =>
    scoreContract(
      dated.filter(({ through }) => through === null || through < day).map(({ finding }) => finding),
      { operations },
    );
  const firstDays = [
    ...new Set(dated.flatMap(({ through }) => (through === null || through === FOREVER ? [] : [dayAfter(through)]))),
  ].sort();
  return {
    findings: dated.map((each) => linted(each, boundTo(each.finding))),
    ruleErrors,
    score: scoreFrom(today),
    laterScores: firstDays.map((from): LaterScore => ({ from, score: scoreFrom(from) })),
  };
}

function linted({ finding, ignore, through }: DatedFinding, bindingOperation: string | undefined): LintedFinding {
  return {
    ...finding,
    ...(through === null ? {} : { uncounted: { through, ignore } }),
    ...(bindingOperation === undefined ? {} : { bindingOperation }),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
