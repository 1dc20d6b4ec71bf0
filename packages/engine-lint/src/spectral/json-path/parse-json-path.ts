import type { Expression } from "./expression.ts";
import type { JsonPath, Step } from "./json-path.ts";
import { JsonPathError } from "./json-path-error.ts";
import { parseExpression } from "./parse-expression.ts";

const MAX_LENGTH = 10_000;
const MOST_KNOWN = 2000;
const known = new Map<string, JsonPath>();

/** Parses the JSONPath-plus dialect. Its `.[` means `..[`: `$.paths.[*]` is everything below. Throws {@link JsonPathError}. */
export function parseJsonPath(text: string): JsonPath {
  let path = known.get(text);
  if (path === undefined) {
    if (text.length > MAX_LENGTH) throw new JsonPathError(`it is longer than ${MAX_LENGTH} characters: it stops`, text, MAX_LENGTH);
    path = new PathParser(text).parse();
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, path);
  }
  return path;
}

class PathParser {
  readonly #text: string;
  readonly #steps: Step[] = [];
  #keys = false;
  #at = 0;

  constructor(text: string) {
    this.#text = text.trim();
  }

  parse(): JsonPath {
    if (!this.#text.startsWith("$")) throw new JsonPathError("a path begins with `$`; something else stands", this.#text, 0);
    this.#at = 1;
    while (this.#at < this.#text.length) this.#step();
    return { text: this.#text, steps: this.#steps, keys: this.#keys };
  }

  #step(): void {
    if (this.#keys) throw new JsonPathError("`~` stands only at the end; more follows", this.#text, this.#at);
    const char = this.#text.charAt(this.#at);
    if (char === "[") this.#steps.push(this.#bracket(false));
    else if (char === "^") {
      this.#at += 1;
      this.#steps.push({ kind: "parent" });
    } else if (char === "~") {
      this.#at += 1;
      this.#keys = true;
    } else if (char === ".") this.#dotted();
    else throw new JsonPathError(`unexpected \`${char}\``, this.#text, this.#at);
  }

  #dotted(): void {
    const deep = this.#text.startsWith("..", this.#at);
    this.#at += deep ? 2 : 1;
    const char = this.#text.charAt(this.#at);
    if (char === "[") this.#steps.push(this.#bracket(true));
    else if (char === "*") {
      this.#at += 1;
      this.#steps.push({ kind: "any", deep });
    } else if (char === "" || char === "^" || char === "~") {
      if (!deep) throw new JsonPathError("a name is missing", this.#text, this.#at);
      this.#steps.push({ kind: "everything" });
    } else {
      const name = this.#name(/^[^.[\]~^]+/);
      const type = /^@([a-zA-Z]+)\(\)$/.exec(name);
      if (type === null) this.#steps.push({ kind: "names", names: [name.replace(/^`/, "")], deep });
      else this.#steps.push({ kind: "filter", text: name, expression: parseExpression(name), deep });
    }
  }

  #name(shape: RegExp): string {
    const found = shape.exec(this.#text.slice(this.#at));
    if (found === null) throw new JsonPathError(`unexpected \`${this.#text.charAt(this.#at)}\``, this.#text, this.#at);
    this.#at += found[0].length;
    return found[0].trim();
  }

  #bracket(deep: boolean): Step {
    const start = this.#at;
    const end = endOfBracket(this.#text, start);
    const inside = this.#text.slice(start + 1, end).trim();
    this.#at = end + 1;
    if (inside === "*") return { kind: "any", deep };
    if (inside.startsWith("?(") && inside.endsWith(")")) return this.#filter(inside.slice(2, -1), deep);
    if (inside.startsWith("?")) return this.#filter(inside.slice(1), deep);
    if (inside.startsWith("(") && inside.endsWith(")")) return { kind: "computed", expression: parseExpression(inside.slice(1, -1)), deep };
    const slice = /^(-?\d*)\s*:\s*(-?\d*)(?:\s*:\s*(-?\d*))?$/.exec(inside);
    if (slice !== null) return this.#slice(slice, deep);
    if (inside === "") throw new JsonPathError("a name is missing", this.#text, start + 1);
    return { kind: "names", names: splitNames(inside), deep };
  }

  #filter(text: string, deep: boolean): Step {
    const expression = parseExpression(text);
    const name = nameIn(expression);
    return name === undefined ? { kind: "filter", text, expression, deep } : { kind: "names", names: [name], deep };
  }

  #slice([, start = "", end = "", step = ""]: RegExpExecArray, deep: boolean): Step {
    return {
      kind: "slice",
      ...(start === "" ? {} : { start: Number(start) }),
      ...(end === "" ? {} : { end: Number(end) }),
      step: step === "" ? 1 : Number(step),
      deep,
    };
  }
}

/** `@property === 'name'` is that name; keys of arrays are numbers, which no text equals strictly. */
function nameIn(expression: Expression): string | undefined {
  if (expression.kind !== "binary" || expression.operator !== "===") return undefined;
  const { left, right } = expression;
  if (left.kind !== "scope" || left.name !== "property" || right.kind !== "literal") return undefined;
  return typeof right.value === "string" && !/^\d+$/.test(right.value) ? right.value : undefined;
}

/** The bracket that closes the one at `start`; quotes, regular expressions and inner brackets are skipped. */
function endOfBracket(text: string, start: number): number {
  let depth = 0;
  let quote = "";
  let before = "";
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== "") {
      if (char === "\\") at += 1;
      else if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === "/" && /[(,=!&|?:]/.test(before)) quote = "/";
    else if (char === "[" || char === "(") depth += 1;
    else if (char === "]" || char === ")") {
      depth -= 1;
      if (depth === 0) return at;
    }
    if (char.trim() !== "") before = char;
  }
  throw new JsonPathError("a bracket is not closed: it was opened", text, start);
}

/** `'a','b'` and `a,b`; commas and brackets inside quotes belong to the name. */
function splitNames(inside: string): string[] {
  const names: string[] = [];
  const shape = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,]*))\s*(?:,|$)/gy;
  for (let found = shape.exec(inside); found !== null && found[0] !== ""; found = shape.exec(inside)) {
    const quoted = found[1] ?? found[2];
    names.push(quoted === undefined ? (found[3] ?? "").trim() : quoted.replaceAll(/\\(.)/g, "$1"));
  }
  return names;
}
