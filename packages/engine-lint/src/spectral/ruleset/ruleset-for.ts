import type { Severity } from "@surety/model/findings";
import type { Pointer } from "@surety/model/pointer";
import { matchesGlob } from "./matches-glob.ts";
import type { DeclaredRule, PlaceOverride, Ruleset } from "./ruleset.ts";

/** The ruleset for a file: overrides whose globs match it lie on top, later ones above. */
export function rulesetFor(ruleset: Ruleset, path: string | undefined): Ruleset {
  if (path === undefined) return ruleset;
  const fitting = ruleset.fileOverrides.filter(({ files }) => files.some((glob) => matchesGlob(path, glob)));
  const last = fitting.at(-1);
  if (last === undefined) return ruleset;
  const rules = new Map(ruleset.rules);
  for (const { ruleset: override } of fitting) {
    for (const [name, rule] of override.rules) if (rule !== ruleset.rules.get(name)) rules.set(name, rule);
  }
  return { ...last.ruleset, rules, placeOverrides: ruleset.placeOverrides };
}

/** The severity of a finding, by the longest pointer that an override names. */
export function severityAt(
  rule: DeclaredRule,
  pointer: Pointer,
  overrides: readonly PlaceOverride[],
  path: string | undefined,
): Severity | "off" {
  let severity: Severity | "off" = rule.enabled ? rule.severity : "off";
  let closest = -1;
  for (const override of overrides) {
    if (override.rule !== rule.name || override.pointer.length < closest || path === undefined || !matchesGlob(path, override.files))
      continue;
    if (override.pointer !== "" && pointer !== override.pointer && !pointer.startsWith(`${override.pointer}/`)) continue;
    closest = override.pointer.length;
    severity = override.severity;
  }
  return severity;
}
