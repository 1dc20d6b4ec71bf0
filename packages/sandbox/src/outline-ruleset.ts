import type { RulesetBundle, RulesetOutline } from "@surety/domain/engines";
import { EXTENDS_ERROR, RulesetError } from "@surety/engine-lint/spectral/ruleset/ruleset-error";
import type { Ruleset } from "@surety/engine-lint/spectral/ruleset/ruleset";
import { InheritedReference } from "@surety/model/rulesets";
import type { RulesetProblem } from "@surety/model/rulesets";
import { loadBundle } from "./load-bundle.ts";
import { RulesetText } from "./ruleset-text.ts";

/** A ruleset as far as it can be loaded, and what its text says of itself. */
export async function outlineRuleset(
  bundle: RulesetBundle,
  allowsFunctions: boolean,
): Promise<{ readonly outline: RulesetOutline; readonly ruleset: Ruleset | null }> {
  const text = new RulesetText(bundle.sources.find(({ reference }) => reference === bundle.reference)?.text ?? "");
  try {
    const ruleset = await loadBundle(bundle, allowsFunctions);
    const problems = ruleset.errors.map(({ rule, message }): RulesetProblem => {
      if (rule === EXTENDS_ERROR) return { rule: null, message, ...text.locate(["extends"]) };
      const own = `${bundle.reference}: `;
      const isOwn = message.startsWith(own);
      return { rule, message: isOwn ? message.slice(own.length) : message, ...text.locate(isOwn ? ["rules", rule] : ["extends"]) };
    });
    const ruleCount = [...ruleset.rules.values()].filter(({ enabled, severity }) => enabled && severity !== "off").length;
    return { outline: { problems, extends: references(text), ruleCount }, ruleset };
  } catch (error) {
    if (!(error instanceof RulesetError)) throw error;
    return { outline: { problems: [problemOf(error, bundle.reference, text)], extends: references(text), ruleCount: 0 }, ruleset: null };
  }
}

function problemOf(error: RulesetError, own: string, text: RulesetText): RulesetProblem {
  const { location, place } = error;
  const prefix = `${location}${place === "" ? "" : ` at ${place}`}: `;
  const bare = error.message.startsWith(prefix) ? error.message.slice(prefix.length) : error.message;
  // Of an inherited one, it is `extends` that the reader can see.
  if (location !== own) return { rule: null, message: error.message, ...text.locate(["extends"]) };
  const position = /^(\d+):(\d+)$/.exec(place);
  if (position !== null) return { rule: null, message: bare, line: Number(position[1]), column: Number(position[2]) };
  const message = place === "" ? bare : `\`${place}\`: ${bare}`;
  return { rule: null, message, ...text.locateDotted(place) };
}

function references(text: RulesetText): string[] {
  return [...new Set(text.extended())].filter((name) => InheritedReference.safeParse(name).success);
}
