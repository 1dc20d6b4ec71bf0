import type { Finding, Severity } from "@surety/model/findings";
import type { RuleScore, Score } from "@surety/model/scores";
import { scoreArea } from "./score-areas.ts";

/** What a rule costs that is broken everywhere. */
const WEIGHT: Readonly<Record<Severity, number>> = { error: 10, warning: 4, info: 1, hint: 0.25 };
/** The cost that halves the score. */
const HALF = 30;

/** Where what is written concerns one operation, or what some operations share. */
const PARTS = /^\/(?:paths|webhooks|definitions|parameters|responses|components\/(?!securitySchemes))/;

/** Of a contract or of its summary. */
export interface ScoredApi {
  readonly operations: readonly unknown[];
}

type Scored = Pick<Finding, "rule" | "severity" | "pointer">;

/**
 * How good a contract is by the rules that it was judged by, from 0 to 100: docs/score.md explains the formula. Pure, and
 * strictly higher when any of the findings is gone; two contracts compare when the same rules judged them.
 */
export function scoreContract(findings: readonly Scored[], { operations }: ScoredApi): Score {
  const size = Math.max(1, operations.length);
  const byRule = new Map<string, Scored[]>();
  for (const finding of findings) {
    const known = byRule.get(finding.rule);
    if (known === undefined) byRule.set(finding.rule, [finding]);
    else known.push(finding);
  }
  const costs = [...byRule].map(([rule, found]) => ({ rule, found, cost: ruleCost(found, size) })).sort(mostFirst);
  const total = costs.reduce((sum, { cost }) => sum + cost, 0);
  const value = scoreOf(total);
  const lost = 100 - value;
  const rules = costs.map(
    ({ rule, found, cost }): RuleScore => ({
      rule,
      area: scoreArea(rule),
      severity: gravest(found),
      findings: found.length,
      lost: (lost * cost) / total,
      gain: scoreOf(Math.max(0, total - cost)) - value,
    }),
  );
  return { value, operations: operations.length, areas: byArea(rules), rules, first: rules.slice(0, 3).map(({ rule }) => rule) };
}

function scoreOf(cost: number): number {
  return 100 / (1 + cost / HALF);
}

/** Saturates: a rule that is broken everywhere is one decision, whatever the size. Each finding still adds to it. */
function ruleCost(found: readonly Scored[], operations: number): number {
  let weighed = 0;
  let heaviest = 0;
  // Sorted, so that the order of findings does not change the sum.
  for (const severity of ["hint", "info", "warning", "error"] as const) {
    for (const { severity: own, pointer } of found) {
      if (own !== severity) continue;
      weighed += WEIGHT[own] * (PARTS.test(pointer) ? 1 / operations : 1);
      heaviest = Math.max(heaviest, WEIGHT[own]);
    }
  }
  return (heaviest * weighed) / (heaviest + weighed);
}

function gravest(found: readonly Scored[]): Severity {
  return (["error", "warning", "info"] as const).find((severity) => found.some((finding) => finding.severity === severity)) ?? "hint";
}

function byArea(rules: readonly RuleScore[]): Score["areas"] {
  const areas = new Map<RuleScore["area"], Score["areas"][number]>();
  for (const { area, findings, lost } of rules) {
    const known = areas.get(area) ?? { area, findings: 0, lost: 0 };
    areas.set(area, { area, findings: known.findings + findings, lost: known.lost + lost });
  }
  return [...areas.values()].sort((a, b) => b.lost - a.lost || (a.area < b.area ? -1 : 1));
}

function mostFirst(a: { readonly rule: string; readonly cost: number }, b: { readonly rule: string; readonly cost: number }): number {
  return b.cost - a.cost || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
