import { recommendedTree } from "./recommended-tree.ts";
import { buildRuleset } from "./ruleset/build-ruleset.ts";
import type { Ruleset } from "./ruleset/ruleset.ts";

let built: Ruleset | undefined;

/** `surety:recommended` as a ruleset, made when it is first needed. */
export function recommendedRuleset(): Ruleset {
  return (built ??= buildRuleset(recommendedTree, []));
}
