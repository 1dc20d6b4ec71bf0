import type { Rule } from "../../rule.ts";
import type { FunctionTable } from "./function-table.ts";
import type { RulesetShape } from "./ruleset-definition.ts";

export type Scope = "all" | "recommended" | "off";

/** A definition with everything that it extends, still to be merged. */
export interface RulesetTree {
  readonly location: string;
  readonly definition: RulesetShape;
  /** Its rules are written here, and held by tests: they need not be judged on every start. */
  readonly isOurs?: boolean;
  readonly functions: FunctionTable;
  readonly parents: readonly { readonly tree: RulesetTree; readonly scope: Scope; readonly explicit: boolean }[];
  /** Rules that are code, below those of the definition. */
  readonly native?: readonly Rule[];
}
