import { CharBase } from "refa";
import type { CharSet, NFA, ReadonlyNFA } from "refa";
import { OutOfBudget } from "./out-of-budget.ts";

/** Nodes times lengths that are looked at: about a second. */
const MOST_WORK = 10_000_000;

/**
 * Sets of words of one length each, shortest first, from `minLength` on, without overlap: for each place the characters
 * that may stand there. Invariant: no way is followed that leads to no word, so time follows what is taken.
 */
export function* wordSetsOf(automaton: ReadonlyNFA, minLength: number): Iterable<readonly CharSet[]> {
  const nodes = [...automaton.nodes()];
  /** By length: nodes from which so many characters lead to an end. */
  const ending: ReadonlySet<NFA.ReadonlyNode>[] = [automaton.finals];
  let work = 0;
  for (let length = 0; ; length += 1) {
    if (length > 0) {
      const shorter = ending[length - 1] ?? new Set();
      const longer = new Set(nodes.filter((node) => [...node.out.keys()].some((next) => shorter.has(next))));
      if (longer.size === 0) return;
      ending.push(longer);
      work += nodes.length;
      if (work > MOST_WORK) throw new OutOfBudget("no text short enough was found that matches the patterns");
    }
    if (length >= minLength && ending[length]?.has(automaton.initial) === true) yield* descend([automaton.initial], length, ending);
  }
}

/** Ways of that length from any of the nodes: those that read the same text are one. */
function* descend(
  from: readonly NFA.ReadonlyNode[],
  length: number,
  ending: readonly ReadonlySet<NFA.ReadonlyNode>[],
): Iterable<readonly CharSet[]> {
  const path: CharSet[] = [];
  const open: Iterator<Step>[] = [];
  const enter = (nodes: readonly NFA.ReadonlyNode[]): void => {
    open.push(steps(nodes, ending[length - path.length - 1])[Symbol.iterator]());
  };
  if (length === 0) {
    yield [];
    return;
  }
  enter(from);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const next = top.next();
    if (next.done === true) {
      open.pop();
      path.pop();
      continue;
    }
    path.push(next.value.characters);
    if (path.length < length) {
      enter(next.value.nodes);
      continue;
    }
    yield [...path];
    path.pop();
  }
}

interface Step {
  readonly characters: CharSet;
  readonly nodes: readonly NFA.ReadonlyNode[];
}

/** Where each character leads, among nodes that still lead to an end in time. */
function steps(nodes: readonly NFA.ReadonlyNode[], able: ReadonlySet<NFA.ReadonlyNode> | undefined): readonly Step[] {
  const edges = nodes.flatMap((node) => [...node.out].filter(([next]) => able?.has(next) === true));
  return new CharBase(edges.map(([, characters]) => characters)).sets.map((characters) => ({
    characters,
    nodes: [...new Set(edges.filter(([, own]) => !own.isDisjointWith(characters)).map(([next]) => next))],
  }));
}

/** Each word of a set of words. */
export function* wordsAmong(sets: readonly CharSet[]): Iterable<string> {
  const total = sets.reduce((product, { size }) => product * size, 1);
  for (let turn = 0; turn < total; turn += 1) {
    let rest = turn;
    const points = sets.toReversed().map((set) => {
      const point = pointAt(set, rest % set.size);
      rest = Math.floor(rest / set.size);
      return point;
    });
    yield String.fromCodePoint(...points.reverse());
  }
}

function pointAt(set: CharSet, index: number): number {
  let left = index;
  for (const { min, max } of set.ranges) {
    if (left <= max - min) return min + left;
    left -= max - min + 1;
  }
  return 0;
}
