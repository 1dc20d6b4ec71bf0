import type { SourceChild, SourceNode } from "./source-node.ts";

/** Where each value of well-formed JSON stands. */
export function readJsonSource(text: string): SourceNode {
  return new JsonSource(text).value();
}

class JsonSource {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Depth is bounded: the text was read as a contract before. */
  value(): SourceNode {
    this.#skipSpace();
    const start = this.#at;
    const open = this.#text[start];
    if (open === "{" || open === "[") {
      const children = this.#children(open === "{");
      return { kind: open === "{" ? "flow-map" : "flow-list", start, end: this.#at, children };
    }
    if (open === '"') this.#skipString();
    else while (this.#at < this.#text.length && !/[\s,\]}]/.test(this.#text[this.#at]!)) this.#at += 1;
    return { kind: "scalar", start, end: this.#at, children: [] };
  }

  #children(isMap: boolean): SourceChild[] {
    const children: SourceChild[] = [];
    this.#at += 1;
    for (;;) {
      this.#skipSpace();
      const next = this.#text[this.#at];
      if (next === "}" || next === "]" || next === undefined) break;
      if (next === ",") this.#at += 1;
      else children.push(isMap ? this.#member() : this.#item(children.length));
    }
    this.#at += 1;
    return children;
  }

  #member(): SourceChild {
    const start = this.#at;
    this.#skipString();
    const nameEnd = this.#at;
    this.#skipSpace();
    this.#at += 1;
    return { name: String(JSON.parse(this.#text.slice(start, nameEnd))), start, nameEnd, node: this.value() };
  }

  #item(index: number): SourceChild {
    const start = this.#at;
    return { name: String(index), start, nameEnd: start, node: this.value() };
  }

  #skipString(): void {
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') this.#at += this.#text[this.#at] === "\\" ? 2 : 1;
    this.#at += 1;
  }

  #skipSpace(): void {
    while (this.#at < this.#text.length && " \n\r\t\uFEFF".includes(this.#text[this.#at]!)) this.#at += 1;
  }
}
