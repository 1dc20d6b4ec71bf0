import { expect, test } from "vitest";
import { judge } from "./lint-check.ts";

const none = { error: 0, warning: 0, info: 0, hint: 0 };

test.each([
  [{ isFirst: true, findings: none, newFindings: none }, "passed", "No findings."],
  [
    { isFirst: true, findings: { ...none, error: 2, warning: 1 }, newFindings: none },
    "passed",
    "2 errors, 1 warning: the baseline of this service.",
  ],
  [{ isFirst: false, findings: { ...none, error: 2 }, newFindings: none }, "passed", "Nothing new (2 more in the baseline)."],
  [
    { isFirst: false, findings: { ...none, warning: 3 }, newFindings: { ...none, warning: 1 } },
    "passed",
    "New: 1 warning (2 more in the baseline).",
  ],
  [
    { isFirst: false, findings: { ...none, error: 1, info: 2 }, newFindings: { ...none, error: 1, info: 2 }, errors: ["0123456789ab"] },
    "failed",
    "New: 1 error, 2 remarks.",
  ],
  [{ isFirst: false, findings: none, newFindings: none, ruleset: "org:base@3" }, "passed", "Nothing new. Judged by org:base@3."],
  [{ isFirst: false, findings: none, newFindings: none, failedRules: 1 }, "passed", "Nothing new. One rule could not run."],
] as const)("only new errors fail a lint check (%#)", (part, verdict, summary) => {
  expect(judge({ errors: [], failedRules: 0, ruleset: "surety:recommended", ...part })).toMatchObject({ verdict, summary });
});
