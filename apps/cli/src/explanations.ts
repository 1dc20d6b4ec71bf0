import { allKinds } from "@surety/engine-diff/all-kinds";
import { recommended } from "@surety/engine-lint/recommended";
import { oasAdvice } from "@surety/engine-lint/spectral/oas/oas-advice";
import { ERRORS } from "@surety/model/errors";
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
  const kinds = allKinds.map(
    ({ id, title, why, example, hint, steps = [], source = "", category = "wire" as const, fullLevel = null }): Explanation => ({
      type: "change",
      name: id,
      summary: `${title}.`,
      why,
      category,
      fullLevel: category === "wire" ? null : (fullLevel ?? "safe"),
      example: example ?? null,
      steps: [...steps],
      source,
      fix: hint,
    }),
  );
  const errors = Object.entries(ERRORS).map(
    ([name, { status, title, hint }]): Explanation => ({
      type: "error",
      name,
      status,
      summary: /[.?!]$/.test(title) ? title : `${title}.`,
      fix: hint,
    }),
  );
  const taken = oasAdvice().map((advice): Explanation => ({ type: "rule", ...advice }));
  return [...rules, ...taken, ...kinds, ...errors];
}
