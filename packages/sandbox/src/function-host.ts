import type { CustomFunction } from "@surety/engine-lint/spectral/ruleset/ruleset-ports";

/** Functions that come with a ruleset. */
export class FunctionHost {
  readonly #texts: ReadonlyMap<string, string>;

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  /** Throws with a message for the author of the ruleset. */
  load(name: string, from: string): CustomFunction {
    throw new Error(`the function ${name} of ${from} cannot be loaded from ${this.#texts.size} texts`);
  }
}
