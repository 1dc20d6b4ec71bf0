import { CharSet, DFA, JS, NFA } from "refa";
import type { Concatenation, Element, NoParent, ReadonlyNFA } from "refa";
import { compilePattern } from "./patterns.ts";
import { wordSetsOf, wordsAmong } from "./word-sets.ts";

/**
 * A search among the strings that regular expressions describe, shortest first. `all` leaves none out; `shown` has a
 * few of each shape, those that people can read.
 */
export type Words =
  | { readonly exact: true; readonly shown: Iterable<string>; readonly all: Iterable<string> }
  | { readonly exact: false; readonly reason: string };

const MOST_NODES = 4000;

/**
 * Strings that match all of `matching` and none of `refused`, with at least `minLength` code points.
 */
export function wordsOf(matching: readonly string[], refused: readonly string[], minLength: number): Words {
  try {
    const parts = matching.map(searchAutomaton);
    for (const pattern of refused) {
      const automaton = DFA.fromFA(searchAutomaton(pattern), limited());
      automaton.complement();
      parts.push(NFA.fromFA(automaton, new NFA.LimitedNodeFactory(MOST_NODES)));
    }
    const [first, ...others] = parts;
    if (first === undefined) return { exact: false, reason: "no pattern was given" };
    const all = others.reduce((left, right) => NFA.fromIntersection(left, right, new NFA.LimitedNodeFactory(MOST_NODES)), first);
    return { exact: true, shown: readable(all, minLength), all: every(all, minLength) };
  } catch (error) {
    return {
      exact: false,
      reason:
        error instanceof Error
          ? `the patterns could not be compared (${error.name === "Error" ? error.message : error.name})`
          : "the patterns could not be compared",
    };
  }
}

const limited = (): DFA.LimitedNodeFactory => new DFA.LimitedNodeFactory(MOST_NODES);
const known = new Map<string, ReadonlyNFA>();

/** A pattern matches anywhere in the text, so everything may come before and after. */
function searchAutomaton(pattern: string): NFA {
  const cached = known.get(pattern);
  if (cached !== undefined) return NFA.fromFA(cached);
  const automaton = literal(pattern);
  if (known.size > 500) known.clear();
  known.set(pattern, automaton.copy());
  return automaton;
}

function literal(pattern: string): NFA {
  const regex = compilePattern(pattern);
  if (regex === null) throw new Error("one is not a regular expression");
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source: pattern, flags: regex.flags }).parse({ maxBackreferenceWords: 0 });
  const anywhere = { type: "Expression" as const, alternatives: expression.alternatives.map((part) => unanchored(part, maxCharacter)) };
  return NFA.fromRegex(anywhere, { maxCharacter }, { assertions: "throw" }, new NFA.LimitedNodeFactory(MOST_NODES));
}

/** `^` and `$` at the ends of an alternative become nothing, and where they are missing anything may stand. */
function unanchored(part: NoParent<Concatenation>, maxCharacter: number): NoParent<Concatenation> {
  const elements = [...part.elements];
  const first = elements[0];
  const [only] = elements;
  if (elements.length === 1 && only !== undefined && only.type === "Alternation") {
    return concatenation([{ type: "Alternation", alternatives: only.alternatives.map((inner) => unanchored(inner, maxCharacter)) }]);
  }
  const opens = first !== undefined && isEdge(first, "behind");
  if (opens) elements.shift();
  const last = elements.at(-1);
  const closes = last !== undefined && isEdge(last, "ahead");
  if (closes) elements.pop();
  return concatenation([...(opens ? [] : [anything(maxCharacter)]), ...elements, ...(closes ? [] : [anything(maxCharacter)])]);
}

const concatenation = (elements: NoParent<Element>[]): NoParent<Concatenation> => ({ type: "Concatenation", elements });

function anything(maxCharacter: number): NoParent<Element> {
  const all: NoParent<Element> = { type: "CharacterClass", characters: CharSet.all(maxCharacter) };
  return { type: "Quantifier", min: 0, max: Infinity, lazy: false, alternatives: [concatenation([all])] };
}

/** The refusal of any character before (`^`) or after (`$`). */
function isEdge(element: NoParent<Element>, kind: "ahead" | "behind"): boolean {
  if (element.type !== "Assertion" || element.kind !== kind || !element.negate || element.alternatives.length !== 1) return false;
  const inside = element.alternatives[0]?.elements ?? [];
  const [only] = inside;
  return inside.length === 1 && only !== undefined && only.type === "CharacterClass" && only.characters.isAll;
}

/** Of each set of words of one length, those that people can read. */
function* readable(automaton: NFA, minLength: number): Iterable<string> {
  for (const sets of wordSetsOf(automaton, minLength)) {
    const pick = sets.map((set) => [...readableCharacters(set), set.ranges[0]?.min ?? 0]);
    const width = Math.max(1, ...pick.map((characters) => characters.length));
    for (let turn = 0; turn < width; turn += 1) {
      yield String.fromCodePoint(...pick.map((characters) => characters[turn % characters.length] ?? 0));
    }
  }
}

function* every(automaton: NFA, minLength: number): Iterable<string> {
  for (const sets of wordSetsOf(automaton, minLength)) yield* wordsAmong(sets);
}

const PREFERRED = Array.from("a0A1bBc2 _-./", (character) => character.codePointAt(0) ?? 0);

function readableCharacters(set: CharSet): number[] {
  return PREFERRED.filter((code) => set.has(code)).slice(0, 4);
}
