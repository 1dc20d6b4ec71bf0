import { ERRORS } from "@surety/model/errors";
import { recommended } from "@surety/engine-lint/recommended";
import type { Explanation } from "./output/reports.ts";

/** Everything that `surety explain` knows: the rules, the kinds of change, and the error codes of the API. */
export function explanations(): readonly Explanation[] {
  const rules = recommended.map(
    ({ name, severity, summary, why, bad, good, fix, source }): Explanation => ({
      type: "rule",
      name,
      severity,
      summary,
      why,
      bad,
      good,
      fix,
      source,
    }),
  );
  const errors = Object.entries(ERRORS).map(
    ([name, { status, title, hint }]): Explanation => ({ type: "error", name, status, summary: title, fix: hint }),
  );
  return [...rules, ...errors];
}
