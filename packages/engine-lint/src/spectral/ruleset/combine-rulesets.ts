import { matchesGlob } from "./matches-glob.ts";
import { rulesetFor } from "./ruleset-for.ts";
import type { ParserOptions, PlaceOverride, RuleError, Ruleset, RulesetRule } from "./ruleset.ts";

/** One of several rulesets, each complete in itself. */
export interface RulesetLayer {
  readonly ruleset: Ruleset;
  /** The document's path relative to this ruleset, for its overrides; undefined when it has none. */
  readonly path: string | undefined;
}

/**
 * Several rulesets for one document as one. Of two rules with one name the last counts, with the overrides of its own
 * ruleset; these are applied here, except those of places, which hold for every path of the result.
 */
export function combineRulesets(layers: readonly RulesetLayer[]): Ruleset {
  const rules = new Map<string, RulesetRule>();
  const errors: RuleError[] = [];
  let placeOverrides: PlaceOverride[] = [];
  for (const { ruleset, path } of layers) {
    const effective = rulesetFor(ruleset, path);
    for (const [name, rule] of effective.rules) rules.set(name, rule);
    errors.push(...effective.errors);
    const own = effective.placeOverrides.filter(({ files }) => path !== undefined && matchesGlob(path, files));
    placeOverrides = [
      ...placeOverrides.filter(({ rule }) => !effective.rules.has(rule)),
      ...own.map((override) => ({ ...override, files: "**" })),
    ];
  }
  return {
    source: undefined,
    rules,
    errors: [...new Map(errors.map((error) => [`${error.rule}\n${error.message}`, error])).values()],
    fileOverrides: [],
    placeOverrides,
    parserOptions: { duplicateKeys: parserOption(layers, "duplicateKeys"), incompatibleValues: parserOption(layers, "incompatibleValues") },
    newOperationsOnly: layers.flatMap(({ ruleset }) => ruleset.newOperationsOnly),
  };
}

/** The last that says something else than what holds anyway. */
function parserOption<Name extends keyof ParserOptions>(layers: readonly RulesetLayer[], name: Name): ParserOptions[Name] {
  return layers.findLast(({ ruleset }) => ruleset.parserOptions[name] !== "error")?.ruleset.parserOptions[name] ?? "error";
}
