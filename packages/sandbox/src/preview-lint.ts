import type { LintPreviewAnswer, RulesetBundle } from "@surety/domain/engines";
import { scoreContract } from "@surety/engine-lint/score-contract";
import type { Contract } from "@surety/engine-spec/contract";
import { summarizeContract } from "@surety/engine-spec/summarize-contract";
import { countFindings, type Finding, type Severity } from "@surety/model/findings";
import type { PreviewRule } from "@surety/model/rulesets";
import { lintToday, rulesetOf } from "./lint-by-bundle.ts";
import { outlineRuleset } from "./outline-ruleset.ts";

const SHOWN = 200;
const SHOWN_GONE = 100;

/** Both rulesets on one contract. The stored one is trusted to be readable; of the other, what can run does. */
export async function previewLint(
  contract: Contract,
  { before, after, allowsFunctions }: { before: RulesetBundle; after: RulesetBundle; allowsFunctions: boolean },
): Promise<LintPreviewAnswer> {
  const { outline, ruleset } = await outlineRuleset(after, allowsFunctions);
  if (ruleset === null) return { outline, result: null };
  const old = lintToday(contract, await rulesetOf(before, allowsFunctions)).findings;
  const { findings, ruleErrors } = lintToday(contract, ruleset);
  const known = new Set(old.map(({ fingerprint }) => fingerprint));
  const kept = new Set(findings.map(({ fingerprint }) => fingerprint));
  const appeared = findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const gone = old.filter(({ fingerprint }) => !kept.has(fingerprint));
  const shown = [...appeared, ...findings.filter(({ fingerprint }) => known.has(fingerprint))].slice(0, SHOWN);
  const { operations } = summarizeContract(contract);
  const own = new Set(outline.problems.map(({ rule }) => rule));
  return {
    outline,
    result: {
      counts: countFindings(findings),
      rules: byRule({ findings, old, appeared, gone }),
      findings: shown.map((finding) => ({ ...finding, isNew: !known.has(finding.fingerprint) })),
      gone: gone.slice(0, SHOWN_GONE),
      score: { before: scoreContract(old, { operations }), after: scoreContract(findings, { operations }) },
      ruleErrors: ruleErrors.filter(({ rule }) => !own.has(rule)),
    },
  };
}

const GRAVITY: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

function byRule(found: Readonly<Record<"findings" | "old" | "appeared" | "gone", readonly Finding[]>>): PreviewRule[] {
  const rules = new Map<string, PreviewRule>();
  const count = (list: readonly Finding[], member: "findings" | "before" | "appeared" | "gone"): void => {
    for (const { rule, severity } of list) {
      const known = rules.get(rule) ?? { rule, severity, findings: 0, before: 0, appeared: 0, gone: 0 };
      rules.set(rule, { ...known, [member]: known[member] + 1 });
    }
  };
  count(found.findings, "findings");
  count(found.old, "before");
  count(found.appeared, "appeared");
  count(found.gone, "gone");
  const change = ({ appeared, gone }: PreviewRule): number => appeared + gone;
  return [...rules.values()].sort(
    (a, b) => change(b) - change(a) || GRAVITY[a.severity] - GRAVITY[b.severity] || (a.rule < b.rule ? -1 : 1),
  );
}
