import type { PatternNode } from "./parse-pattern.ts";

const MOST_STATES = 20_000;
/** Ways that are followed during one test: about a second. */
const MOST_STEPS = 20_000_000;

type State =
  | { readonly on: "character"; readonly test: (character: string) => boolean; next: number }
  | { readonly on: "split"; readonly to: number[] }
  | { readonly on: "check"; readonly check: (run: Run, at: number) => boolean; next: number }
  | { readonly on: "end" };

/** One text that is being matched. */
interface Run {
  readonly characters: readonly string[];
  readonly looks: Map<number, boolean>;
  steps: number;
}

class TooMuch extends Error {}

/**
 * Matches by following all ways through a pattern at once (Thompson), so that time is linear in the text; looking
 * around is answered once for each place. Means what ECMA-262 means, since each character is judged by its own words.
 */
export class LinearPattern {
  readonly #states: State[] = [];
  readonly #start: number;
  readonly #flags: string;
  #looks = 0;

  private constructor(node: PatternNode, flags: string) {
    this.#flags = flags;
    this.#start = this.#compile(node, this.#add({ on: "end" }), false);
  }

  /** `flags` as of a regular expression. Null when the pattern refers back, or is too large. */
  static of(node: PatternNode, flags: string): LinearPattern | null {
    try {
      return new LinearPattern(node, flags);
    } catch (error) {
      if (error instanceof TooMuch) return null;
      throw error;
    }
  }

  /** Whether it matches somewhere; null when that takes too long to tell. */
  test(text: string): boolean | null {
    const run: Run = { characters: this.#flags.includes("u") ? Array.from(text) : text.split(""), looks: new Map(), steps: 0 };
    try {
      return this.#follow(run, this.#start, 0, false, true);
    } catch (error) {
      if (error instanceof TooMuch) return null;
      throw error;
    }
  }

  #add(state: State): number {
    if (this.#states.length >= MOST_STATES) throw new TooMuch();
    return this.#states.push(state) - 1;
  }

  /** The state from which the node is matched before `next`; backwards inside what looks behind. */
  #compile(node: PatternNode, next: number, backwards: boolean): number {
    switch (node.is) {
      case "character":
        return this.#add({ on: "character", test: characterTest(node, this.#flags), next });
      case "sequence":
        return (backwards ? node.parts : node.parts.toReversed()).reduce((after, part) => this.#compile(part, after, backwards), next);
      case "choice":
        return this.#add({ on: "split", to: node.arms.map((arm) => this.#compile(arm, next, backwards)) });
      case "repetition":
        return this.#repeat(node, next, backwards);
      case "look":
        return this.#look(node, next);
      case "edge":
        return this.#add({ on: "check", check: edgeCheck(node.at, this.#flags), next });
      case "backreference":
        throw new TooMuch();
    }
  }

  #repeat({ body, min, max }: Extract<PatternNode, { is: "repetition" }>, next: number, backwards: boolean): number {
    let start = next;
    if (max === Infinity) {
      const loop: State & { on: "split" } = { on: "split", to: [next] };
      start = this.#add(loop);
      loop.to.push(this.#compile(body, start, backwards));
    } else
      for (let turn = min; turn < max; turn += 1) start = this.#add({ on: "split", to: [next, this.#compile(body, start, backwards)] });
    for (let turn = 0; turn < min; turn += 1) {
      const before = start;
      start = this.#compile(body, start, backwards);
      if (start === before) break;
    }
    return start;
  }

  #look({ body, behind, negated }: Extract<PatternNode, { is: "look" }>, next: number): number {
    const start = this.#compile(body, this.#add({ on: "end" }), behind);
    this.#looks += 1;
    const look = this.#looks;
    const check = (run: Run, at: number): boolean => {
      const key = look * (run.characters.length + 1) + at;
      const known = run.looks.get(key);
      if (known !== undefined) return known !== negated;
      const found = this.#follow(run, start, at, behind, false);
      run.looks.set(key, found);
      return found !== negated;
    };
    return this.#add({ on: "check", check, next });
  }

  #follow(run: Run, start: number, from: number, backwards: boolean, anywhere: boolean): boolean {
    let current = new Set<number>();
    for (let at = from; ; at += backwards ? -1 : 1) {
      if ((at === from || anywhere) && this.#enter(run, start, at, current)) return true;
      const character = run.characters[backwards ? at - 1 : at];
      if (character === undefined || (current.size === 0 && !anywhere)) return false;
      const following = new Set<number>();
      for (const index of current) {
        const state = this.#states[index];
        if (state?.on === "character" && state.test(character) && this.#enter(run, state.next, at + (backwards ? -1 : 1), following))
          return true;
      }
      current = following;
    }
  }

  /** Adds a state and what can be reached from it without a character; whether the end is among them. */
  #enter(run: Run, start: number, at: number, into: Set<number>): boolean {
    const open = [start];
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      if (into.has(index)) continue;
      run.steps += 1;
      if (run.steps > MOST_STEPS) throw new TooMuch();
      into.add(index);
      const state = this.#states[index];
      if (state?.on === "end") return true;
      if (state?.on === "split") open.push(...state.to);
      if (state?.on === "check" && state.check(run, at)) open.push(state.next);
    }
    return false;
  }
}

function characterTest({ atom, literal }: Extract<PatternNode, { is: "character" }>, flags: string): (character: string) => boolean {
  if (literal !== null && !flags.includes("i")) return (character) => character === literal;
  const expression = new RegExp(`^(?:${atom})$`, flags.replaceAll(/[^ius]/g, ""));
  const known = new Map<string, boolean>();
  return (character) => {
    let holds = known.get(character);
    if (holds === undefined) {
      holds = expression.test(character);
      if (known.size > 1000) known.clear();
      known.set(character, holds);
    }
    return holds;
  };
}

const isBreak = (character: string | undefined): boolean => character !== undefined && /[\n\r\u2028\u2029]/.test(character);

function edgeCheck(edge: "^" | "$" | "\\b" | "\\B", flags: string): (run: Run, at: number) => boolean {
  const lines = flags.includes("m");
  if (edge === "^") return ({ characters }, at) => at === 0 || (lines && isBreak(characters[at - 1]));
  if (edge === "$") return ({ characters }, at) => at === characters.length || (lines && isBreak(characters[at]));
  const word = new RegExp("\\w", flags.replaceAll(/[^iu]/g, ""));
  const isWord = (character: string | undefined): boolean => character !== undefined && word.test(character);
  return ({ characters }, at) => (isWord(characters[at - 1]) !== isWord(characters[at])) === (edge === "\\b");
}
