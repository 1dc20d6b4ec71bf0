import type { Violation } from "./journal.ts";

export interface ScenarioResult {
  readonly account: string;
  readonly violations: readonly Violation[];
}

/** A fault that needs an installation of its own. */
export interface Scenario {
  readonly name: string;
  /** Why it cannot happen on this machine; undefined when it can. */
  readonly impossible: () => string | undefined;
  readonly run: (options: { readonly checkout: string | undefined; readonly patience: number }) => Promise<ScenarioResult>;
}
