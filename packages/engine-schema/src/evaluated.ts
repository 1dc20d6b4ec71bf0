/** The properties and items that some keyword has applied to (2020-12 core, section 11). */
export class Evaluated {
  readonly #names = new Set<string>();
  readonly #items = new Set<number>();

  addName(name: string): void {
    this.#names.add(name);
  }

  addItem(index: number): void {
    this.#items.add(index);
  }

  hasName(name: string): boolean {
    return this.#names.has(name);
  }

  hasItem(index: number): boolean {
    return this.#items.has(index);
  }

  add(other: Evaluated): void {
    for (const name of other.#names) this.#names.add(name);
    for (const index of other.#items) this.#items.add(index);
  }
}
