import { allKinds } from "@surety/engine-diff/all-kinds";
import { recommended } from "@surety/engine-lint/recommended";
import { oasAdvice } from "@surety/engine-lint/spectral/oas/oas-advice";
import type { RuleHelp } from "@surety/report/report";

/** What the engines' rules and kinds of change mean, by name. */
export function ruleHelp(): ReadonlyMap<string, RuleHelp> {
  const rules = [...recommended, ...oasAdvice()].map(({ name, summary, why, fix }) => [name, { summary, why, fix }] as const);
  const kinds = allKinds.map(({ id, title, why, hint }) => [id, { summary: `${title}.`, why, fix: hint }] as const);
  return new Map([...rules, ...kinds]);
}
