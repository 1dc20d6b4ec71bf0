import type { Score } from "@surety/model/scores";
import type { LintReport } from "./reports.ts";

/** What else is to know of a lint, one sentence each: what is left out, and why. */
export function lintNotes({ findings, counts, known, base, ignored, fix }: LintReport): string[] {
  const hidden = Object.values(counts).reduce((sum, count) => sum + count, 0) - findings.length;
  return [
    ...(hidden > 0 ? [`${some(hidden, "less severe finding")} not listed.`] : []),
    ...(known > 0
      ? [`${some(known, "finding")} left out: ${base?.file ?? "the base"} has the same, or the rule binds new operations only.`]
      : []),
    ...(ignored.length > 0 ? [`${some(ignored.length, "finding")} ignored in the document, each with a reason.`] : []),
    ...(fix?.changedContract ? ["The fixes change what the contract means: its digest is another one."] : []),
  ];
}

/** For example `3 findings are`. */
function some(count: number, noun: string): string {
  return count === 1 ? `1 ${noun} is` : `${count} ${noun}s are`;
}

/** For example `88.2 of 100: errors −6.1, design −4.3`. */
export function scoreText({ value, areas }: Score): string {
  const lost = areas.flatMap(({ area, lost: points }) => (points < 0.05 ? [] : [`${area} −${points.toFixed(1)}`]));
  return `${shownScore(value)} of 100${lost.length === 0 ? "" : `: ${lost.join(", ")}`}`;
}

/** Rounded down: 100 is said only when nothing is found. */
export function shownScore(value: number): string {
  return value === 100 ? "100" : (Math.floor(value * 10) / 10).toFixed(1);
}
