import type { Pointer } from "@surety/model/pointer";
import { PointerTree } from "./pointer-tree.ts";

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Offsets of pointers in well-formed JSON: of the name of a member, of the value of an item. Each begins as
 * its parent's, so a pointer that does not exist has its nearest ancestor's. Only what is asked is looked into.
 */
export function locateInJson(text: string, pointers: Iterable<Pointer>): Map<Pointer, number> {
  const found = new Map<Pointer, number>();
  const root = PointerTree.of(pointers);
  for (const pointer of root.pointers) found.set(pointer, 0);
  new JsonScanner(text, found).scan(root, 0);
  return found;
}

class JsonScanner {
  readonly #text: string;
  readonly #found: Map<Pointer, number>;
  #at = 0;

  constructor(text: string, found: Map<Pointer, number>) {
    this.#text = text;
    this.#found = found;
  }

  /** Reads the value at `#at`, looking for the children of `wanted`; depth is bounded because the text was parsed before. */
  scan(wanted: PointerTree, place: number): void {
    const missing = new Set(wanted.children.keys());
    this.#skipSpace();
    const open = this.#text.charCodeAt(this.#at);
    if (missing.size === 0 || (open !== 123 && open !== 91)) this.#skipValue();
    else if (open === 123) this.#scanObject(wanted, missing);
    else this.#scanArray(wanted, missing);
    for (const token of missing) for (const pointer of wanted.children.get(token)!.all()) this.#found.set(pointer, place);
  }

  #scanObject(wanted: PointerTree, missing: Set<string>): void {
    this.#at += 1;
    for (;;) {
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) !== QUOTE) break;
      const start = this.#at;
      this.#skipString();
      const raw = this.#text.slice(start + 1, this.#at - 1);
      const name = raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
      this.#skipSpace();
      this.#at += 1;
      this.#scanChild(wanted, missing, name, start);
      if (!this.#passComma()) break;
    }
    this.#at += 1;
  }

  #scanArray(wanted: PointerTree, missing: Set<string>): void {
    this.#at += 1;
    for (let index = 0; ; index += 1) {
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) === 93) break;
      this.#scanChild(wanted, missing, String(index), this.#at);
      if (!this.#passComma()) break;
    }
    this.#at += 1;
  }

  #scanChild(wanted: PointerTree, missing: Set<string>, name: string, place: number): void {
    const child = wanted.children.get(name);
    if (!child) return this.#skipValue();
    missing.delete(name);
    for (const pointer of child.pointers) this.#found.set(pointer, place);
    this.scan(child, place);
  }

  #passComma(): boolean {
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#at) !== 44) return false;
    this.#at += 1;
    return true;
  }

  #skipValue(): void {
    this.#skipSpace();
    const text = this.#text;
    let depth = 0;
    while (this.#at < text.length) {
      const code = text.charCodeAt(this.#at);
      if (code === QUOTE) this.#skipString();
      else if (code === 123 || code === 91) {
        depth += 1;
        this.#at += 1;
      } else if (code === 125 || code === 93) {
        if (depth === 0) return;
        depth -= 1;
        this.#at += 1;
      } else if (depth === 0 && code === 44) return;
      else {
        this.#at += 1;
        continue;
      }
      if (depth === 0) return;
    }
  }

  #skipString(): void {
    const text = this.#text;
    let end = text.indexOf('"', this.#at + 1);
    while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
    this.#at = end === -1 ? text.length : end + 1;
  }

  #skipSpace(): void {
    for (
      let code = this.#text.charCodeAt(this.#at);
      code === 32 || code === 10 || code === 13 || code === 9;
      code = this.#text.charCodeAt(this.#at)
    )
      this.#at += 1;
  }
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at -= 1;
  return quote !== -1 && (quote - at) % 2 === 0;
}
