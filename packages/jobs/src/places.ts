/** How much of something each may have at the same time; who finds no place free can wait for one. */
export class Places {
  readonly #most: number;
  readonly #taken = new Map<string, number>();
  readonly #waiting = new Map<string, Set<() => void>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes a place, now or when one is given back before `patience` is aborted. False: there was none. */
  async take(who: string, patience: AbortSignal): Promise<boolean> {
    const taken = this.#taken.get(who) ?? 0;
    if (taken < this.#most) {
      this.#taken.set(who, taken + 1);
      return true;
    }
    if (patience.aborted) return false;
    return new Promise((resolve) => {
      const line = this.#waiting.get(who) ?? new Set();
      this.#waiting.set(who, line);
      const leave = (hasPlace: boolean): void => {
        line.delete(called);
        if (line.size === 0 && this.#waiting.get(who) === line) this.#waiting.delete(who);
        patience.removeEventListener("abort", gaveUp);
        resolve(hasPlace);
      };
      const called = (): void => leave(true);
      const gaveUp = (): void => leave(false);
      line.add(called);
      patience.addEventListener("abort", gaveUp);
    });
  }

  /** Gives a place back: who has waited longest has it at once, so that nobody comes between. */
  give(who: string): void {
    const [next] = this.#waiting.get(who) ?? [];
    if (next !== undefined) return next();
    const left = (this.#taken.get(who) ?? 1) - 1;
    if (left > 0) this.#taken.set(who, left);
    else this.#taken.delete(who);
  }
}
