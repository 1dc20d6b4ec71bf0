import type { RunResult, Struck } from "./run-faults.ts";

/** What happened, as Markdown. */
export function reportRuns(results: readonly RunResult[]): string {
  return results.map(reportRun).join("\n");
}

function reportRun(result: RunResult): string {
  const { options, struck, violations } = result;
  const kinds = [...new Set(struck.map(({ kind }) => kind))].sort();
  const rows = kinds.map((kind) =>
    row(
      kind,
      struck.filter((each) => each.kind === kind),
    ),
  );
  return [
    `### Jobs in ${options.backend === "redis" ? "Redis" : "PostgreSQL"}, seed ${options.seed}`,
    "",
    `${struck.length} faults in ${Math.round(result.seconds)} s; ${result.acknowledged} publishes acknowledged, ${result.verdicts} verdicts ` +
      `(${result.errored} errored), ${result.requests} requests. What was open when faults paused settled in ` +
      `${quantile(result.settleMs, 0.5)} ms (median), ${quantile(result.settleMs, 1)} ms at most. ` +
      `Times were judged ${options.patience} times as long as promised; requests later than ${options.patience} s and not 503: ${result.answeredLate}.`,
    "",
    "| Fault | Times | Recovery p50 | p95 | most |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
    row("all", struck),
    "",
    violations.length === 0 ? "No violation." : `${violations.length} violations:`,
    ...violations.map(({ invariant, what }) => `- ${invariant}: ${what}`),
    "",
  ].join("\n");
}

function row(kind: string, struck: readonly Struck[]): string {
  const times = struck.flatMap(({ recoveryMs }) => recoveryMs ?? Infinity);
  return `| ${kind} | ${struck.length} | ${[0.5, 0.95, 1].map((part) => `${quantile(times, part)} ms`).join(" | ")} |`;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0);
}
