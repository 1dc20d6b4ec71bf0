/** A regular expression by structure. What a single character has to be (`[^a]`, `\p{L}`, `.`) stays in its own words. */
export type PatternNode =
  | { readonly is: "character"; readonly atom: string; readonly literal: string | null }
  | { readonly is: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly is: "choice"; readonly arms: readonly PatternNode[] }
  | { readonly is: "repetition"; readonly body: PatternNode; readonly min: number; readonly max: number }
  | { readonly is: "look"; readonly body: PatternNode; readonly behind: boolean; readonly negated: boolean }
  | { readonly is: "edge"; readonly at: "^" | "$" | "\\b" | "\\B" }
  | { readonly is: "backreference" };

const DEEPEST = 200;
const GROUP = /\((?:\?(?::|=|!|<=|<!|<[^>=!]+>))?/y;
const QUANTIFIER = /(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/y;
const ESCAPE = /\\(?:c[A-Za-z]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[\s\S])/y;
const UNICODE_ESCAPE =
  /\\(?:c[A-Za-z]|x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|[pP]\{[^}]*\}|[\s\S])/uy;

class Unreadable extends Error {}

/** Reads a pattern that is known to be a regular expression; null when its structure is not understood. */
export function parsePattern(source: string, unicode: boolean): PatternNode | null {
  try {
    const reader = new PatternReader(source, unicode);
    return reader.read();
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

class PatternReader {
  readonly #source: string;
  readonly #unicode: boolean;
  #at = 0;
  #depth = 0;

  constructor(source: string, unicode: boolean) {
    this.#source = source;
    this.#unicode = unicode;
  }

  read(): PatternNode {
    const node = this.#choice();
    if (this.#at < this.#source.length) throw new Unreadable();
    return node;
  }

  #take(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.#at;
    const match = expression.exec(this.#source);
    if (match !== null) this.#at += match[0].length;
    return match;
  }

  #choice(): PatternNode {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Unreadable();
    const arms: PatternNode[] = [this.#sequence()];
    while (this.#source.charAt(this.#at) === "|") {
      this.#at += 1;
      arms.push(this.#sequence());
    }
    this.#depth -= 1;
    const [only] = arms;
    return arms.length === 1 && only !== undefined ? only : { is: "choice", arms };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    while (this.#at < this.#source.length && !"|)".includes(this.#source.charAt(this.#at))) parts.push(this.#quantified(this.#term()));
    return { is: "sequence", parts };
  }

  #quantified(body: PatternNode): PatternNode {
    const match = this.#take(QUANTIFIER);
    if (match === null) return body;
    const [text, min, comma, max] = match;
    if (min === undefined) return { is: "repetition", body, min: text.startsWith("+") ? 1 : 0, max: text.startsWith("?") ? 1 : Infinity };
    const least = Number(min);
    return {
      is: "repetition",
      body,
      min: least,
      max: comma === undefined ? least : max === undefined || max === "" ? Infinity : Number(max),
    };
  }

  #term(): PatternNode {
    const char = this.#source.charAt(this.#at);
    if (char === "(") return this.#group();
    if (char === "[") return this.#class();
    if (char === "\\") return this.#escape();
    const point = this.#unicode ? String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0) : char;
    this.#at += point.length;
    if (point === "^" || point === "$") return { is: "edge", at: point };
    if (point === ".") return { is: "character", atom: ".", literal: null };
    const atom = "{}]/".includes(point) ? `\\${point}` : point;
    return { is: "character", atom, literal: point };
  }

  #group(): PatternNode {
    const opening = this.#take(GROUP)?.[0] ?? "";
    if (opening === "(" && this.#source.charAt(this.#at) === "?") throw new Unreadable();
    const body = this.#choice();
    if (this.#source.charAt(this.#at) !== ")") throw new Unreadable();
    this.#at += 1;
    if (!/^\(\?<?[=!]$/.test(opening)) return body;
    return { is: "look", body, behind: opening.includes("<"), negated: opening.endsWith("!") };
  }

  #class(): PatternNode {
    const start = this.#at;
    for (let at = start + 1; at < this.#source.length; at += 1) {
      const char = this.#source.charAt(at);
      if (char === "\\") at += 1;
      else if (char === "]") {
        this.#at = at + 1;
        return { is: "character", atom: this.#source.slice(start, this.#at), literal: null };
      }
    }
    throw new Unreadable();
  }

  #escape(): PatternNode {
    const atom = this.#take(this.#unicode ? UNICODE_ESCAPE : ESCAPE)?.[0];
    if (atom === undefined || (atom === "\\0" && /[0-9]/.test(this.#source.charAt(this.#at)))) throw new Unreadable();
    if (atom === "\\b" || atom === "\\B") return { is: "edge", at: atom };
    if (/^\\[1-9k]$/.test(atom)) return { is: "backreference" };
    return { is: "character", atom, literal: /^\\[^\w]$/.test(atom) ? atom.slice(1) : null };
  }
}
