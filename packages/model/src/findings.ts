import { z } from "zod";
import { Fingerprint } from "./ids.ts";
import { Place, Snippet } from "./places.ts";

/** How much a finding matters. `error` can fail a check, the others inform. */
export const Severity = z.enum(["error", "warning", "info", "hint"]);
export type Severity = z.infer<typeof Severity>;

/** One result of one lint rule at one place of a contract. */
export const Finding = z.object({
  rule: z.string().describe("the rule's name, for example `surety-paths-are-nouns`"),
  severity: Severity,
  ...Place.shape,
  message: z.string().describe("what is wrong here, in one sentence"),
  hint: z.string().optional().describe("what to do about it"),
  fingerprint: Fingerprint,
  operation: z.string().optional().describe("key of the operation that it concerns, for example `GET /orders/{}`"),
  source: z.string().optional().describe("the text that the rule rests on, for example an RFC section's URL"),
  snippet: Snippet.optional(),
});
export type Finding = z.infer<typeof Finding>;

/** How many findings of each severity. */
export const FindingCounts = z.object({
  error: z.int().min(0),
  warning: z.int().min(0),
  info: z.int().min(0),
  hint: z.int().min(0),
});
export type FindingCounts = z.infer<typeof FindingCounts>;

export function countFindings(findings: readonly { readonly severity: Severity }[]): FindingCounts {
  const counts: FindingCounts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity] += 1;
  return counts;
}
