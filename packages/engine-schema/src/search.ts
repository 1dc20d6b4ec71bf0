import type { Answer } from "./answer.ts";
import type { Fact, Literal } from "./facts.ts";
import type { SchemaIndex } from "./schema-index.ts";
import type { View } from "./view.ts";

/** How the parts of a value are searched for. */
export interface Search {
  readonly view: View;
  readonly index: SchemaIndex;
  solve(literals: readonly Literal[]): Answer;
  solveText(facts: readonly Fact[], literals: readonly Literal[]): Answer;
  /** Throws when the budget is used up. */
  spend(steps?: number): void;
}
