import { z } from "zod";
import { Severity } from "./findings.ts";

/** What a rule is about. `document`: whether the document is what it says it is. */
export const ScoreArea = z.enum(["document", "design", "errors", "security", "data", "evolution", "documentation", "other"]);
export type ScoreArea = z.infer<typeof ScoreArea>;

/** What one rule costs. */
export const RuleScore = z.object({
  rule: z.string(),
  area: ScoreArea,
  severity: Severity.describe("the gravest of its findings"),
  findings: z.int().min(1),
  lost: z.number().min(0).describe("points; those of all rules and the score together are 100"),
  gain: z.number().min(0).describe("by how many points the score rises when all its findings are fixed"),
});
export type RuleScore = z.infer<typeof RuleScore>;

/** How good a contract is by the rules that it was judged by: docs/score.md has the formula. */
export const Score = z.object({
  value: z.number().min(0).max(100).describe("exact, so that it rises with each finding that is fixed; round it down to show it"),
  operations: z.int().min(0).describe("by which it is normalised"),
  areas: z
    .array(z.object({ area: ScoreArea, findings: z.int().min(1), lost: z.number().min(0) }))
    .describe("those that cost something, most first"),
  rules: z.array(RuleScore).describe("those that cost something, most first"),
  first: z.array(z.string()).max(3).describe("the rules to fix first: where the most is to be gained"),
});
export type Score = z.infer<typeof Score>;
