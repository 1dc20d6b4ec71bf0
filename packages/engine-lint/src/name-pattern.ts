const MOST_KNOWN = 10_000;

/** Tells names that one of its patterns fits, and keeps what it told: a contract has the same few names a thousand times. */
export class NamePattern {
  readonly #patterns: readonly RegExp[];
  readonly #known = new Map<string, boolean>();

  constructor(...patterns: readonly RegExp[]) {
    this.#patterns = patterns;
  }

  test(name: string): boolean {
    let fits = this.#known.get(name);
    if (fits === undefined) {
      fits = this.#patterns.some((pattern) => pattern.test(name));
      if (this.#known.size >= MOST_KNOWN) this.#known.clear();
      this.#known.set(name, fits);
    }
    return fits;
  }
}
