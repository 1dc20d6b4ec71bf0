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
  new JsonScanner(text, found).scan(root, 0, true);
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

  /**
   * Reads the value at `#at`, looking for the children of `wanted`, and takes those that it finds out of it; depth is
   * bounded because the text was parsed before. `isLast`: nothing is looked for behind it, so that what is left of it
   * need not be read.
   */
  scan({ children }: PointerTree, place: number, isLast: boolean): void {
    this.#skipSpace();
    const open = this.#text.charCodeAt(this.#at);
    if (children.size === 0 || (open !== 123 && open !== 91)) {
      if (!isLast) this.#skipValue();
    } else if (open === 123) this.#scanObject(children, isLast);
    else this.#scanArray(children, isLast);
    for (const missing of children.values()) for (const pointer of missing.all()) this.#found.set(pointer, place);
  }

  #scanObject(children: Map<string, PointerTree>, isLast: boolean): void {
    this.#at += 1;
    for (;;) {
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) !== QUOTE) break;
      const start = this.#at;
      this.#at = endOfString(this.#text, start);
      const raw = this.#text.slice(start + 1, this.#at - 1);
      const name = raw.includes("\\") ? String(JSON.parse(`"${raw}"`)) : raw;
      this.#skipSpace();
      this.#at += 1;
      this.#scanChild(children, name, start, isLast);
      if (children.size === 0) return this.#leave(isLast);
      if (!this.#passComma()) break;
    }
    this.#at += 1;
  }

  #scanArray(children: Map<string, PointerTree>, isLast: boolean): void {
    this.#at += 1;
    for (let index = 0; ; index += 1) {
      this.#skipSpace();
      if (this.#text.charCodeAt(this.#at) === 93) break;
      this.#scanChild(children, String(index), this.#at, isLast);
      if (children.size === 0) return this.#leave(isLast);
      if (!this.#passComma()) break;
    }
    this.#at += 1;
  }

  #scanChild(children: Map<string, PointerTree>, name: string, place: number, isLast: boolean): void {
    const child = children.get(name);
    if (!child) return this.#skipValue();
    children.delete(name);
    for (const pointer of child.pointers) this.#found.set(pointer, place);
    this.scan(child, place, isLast && children.size === 0);
  }

  /** Goes behind the object or array that `#at` is in, in which nothing is missing any more. */
  #leave(isLast: boolean): void {
    if (!isLast) this.#skip(1);
  }

  #passComma(): boolean {
    this.#skipSpace();
    if (this.#text.charCodeAt(this.#at) !== 44) return false;
    this.#at += 1;
    return true;
  }

  #skipValue(): void {
    this.#skipSpace();
    this.#skip(0);
  }

  /** Goes behind the value at `#at`, or behind so many arrays and objects that it is in. */
  #skip(levels: number): void {
    const text = this.#text;
    let depth = levels;
    let at = this.#at;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) at = endOfString(text, at);
      else if (code === 123 || code === 91) {
        depth += 1;
        at += 1;
        continue;
      } else if (code === 125 || code === 93) {
        if (depth === 0) break;
        depth -= 1;
        at += 1;
      } else if (depth === 0 && code === 44) break;
      else {
        at += 1;
        continue;
      }
      if (depth === 0) break;
    }
    this.#at = at;
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

/** The place behind the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

function isEscaped(text: string, quote: number): boolean {
  let at = quote - 1;
  while (text.charCodeAt(at) === BACKSLASH) at -= 1;
  return (quote - at) % 2 === 0;
}
