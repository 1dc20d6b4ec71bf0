import type { RuleError } from "@surety/engine-lint/spectral/ruleset/ruleset";

/** Which rule could not run, or what is wrong with the ruleset itself, and why. */
export function ruleErrorText(error: RuleError): string {
  return isOfRuleset(error) ? error.message : `the rule ${error.rule} failed itself: ${error.message}`;
}

/** The same of all together, in short. */
export function whatFailed(errors: readonly RuleError[]): string {
  const count = errors.filter((error) => !isOfRuleset(error)).length;
  if (count === 0) return "the ruleset could not be read to its end";
  return `${count === 1 ? "1 rule" : `${count} rules`} could not run`;
}

function isOfRuleset({ rule }: RuleError): boolean {
  return rule.startsWith("surety-ruleset/");
}
