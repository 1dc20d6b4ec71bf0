/** A function of a team's own, as Spectral calls it. */
export type CustomFunction = (value: unknown, options: unknown, context: CustomContext) => unknown;

/** What Spectral gives to functions. */
export interface CustomContext {
  readonly path: readonly (string | number)[];
  readonly document: { readonly data: unknown; readonly source: string | null; readonly formats: ReadonlySet<string> };
  readonly documentInventory: {
    readonly resolved: unknown;
    readonly unresolved: unknown;
    readonly source: string | null;
    readonly document: { readonly data: unknown; readonly source: string | null };
  };
  readonly rule: { readonly name: string };
}

/** A ruleset as it was found: a text in YAML or JSON, or what a JavaScript module exports. */
export type RulesetSource = { readonly location: string; readonly text: string } | { readonly location: string; readonly module: unknown };

/** What loading a ruleset needs from outside. Engines do no input or output themselves. */
export interface RulesetPorts {
  /**
   * Finds what `extends` names: a path relative to `from`, an npm package or a URL. Rejects with a message for the
   * reader when there is none.
   */
  find?(specifier: string, from: string): Promise<RulesetSource>;
  /** Loads a function that `functions` names from the directory `functionsDir` beside the ruleset. */
  loadFunction?(name: string, directory: string, from: string): Promise<CustomFunction>;
}
