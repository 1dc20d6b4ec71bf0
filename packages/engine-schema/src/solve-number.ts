import type { Answer } from "./answer.ts";
import { found, NONE, unknown } from "./answer.ts";
import { commonMultiple, isMultipleOf, multiple, stepsBelow } from "./decimals.ts";
import { jsonEqual } from "./json-values.ts";
import type { Location } from "./location.ts";

const MOST_STEPS = 2000n;

/** A number that satisfies the facts: an author's example, a small one, or one at a boundary. */
export function solveNumber(at: Location): Answer {
  if (at.texts.some(({ on, holds }) => on === "format" && !holds)) return unknown("a format is not interpreted");
  const written = [...(at.listed ?? at.hints)].filter((value) => typeof value === "number");
  for (const value of written) if (fitsNumber(at, value)) return found(value);
  if (at.listed !== null) return NONE;
  for (const value of candidates(at)) if (fitsNumber(at, value)) return found(value);
  return at.integer === true || at.multiples.some((other) => other.holds) ? onSteps(at) : between(at);
}

/** Whether the number satisfies all facts about numbers. */
export function fitsNumber(at: Location, value: number): boolean {
  if (!Number.isFinite(value)) return false;
  if (value < at.least || (value === at.least && at.leastExclusive)) return false;
  if (value > at.most || (value === at.most && at.mostExclusive)) return false;
  if (at.integer !== null && Number.isInteger(value) !== at.integer) return false;
  if (at.multiples.some(({ of, holds }) => isMultipleOf(value, of) !== holds)) return false;
  return !at.excluded.some((other) => jsonEqual(other, value));
}

function candidates(at: Location): number[] {
  const bounds = [at.least, at.most].filter((bound) => Number.isFinite(bound));
  const near = bounds.flatMap((bound) => [bound, bound + 1, bound - 1, Math.ceil(bound), Math.floor(bound), bound + 0.5, bound - 0.5]);
  const step = at.multiples
    .filter((other) => other.holds)
    .reduce<number | null>((all, { of }) => (all === null ? null : commonMultiple(all, of)), 1);
  return [0, 1, ...near, -1, 2, 10, 0.5, 1.5, ...(step === null ? [] : [step, -step])];
}

/** All candidates are multiples of one step: either they are few, or some multiple far out fits. */
function onSteps(at: Location): Answer {
  let step: number | null = at.integer === true ? 1 : null;
  for (const { of, holds } of at.multiples) if (holds) step = step === null ? of : commonMultiple(step, of);
  if (step === null) return unknown("the common multiple is out of range");
  const size = step;
  if (at.integer === false && Number.isInteger(size)) return NONE;
  if (at.multiples.some(({ of, holds }) => !holds && isMultipleOf(size, of))) return NONE;
  const first = Number.isFinite(at.least) ? stepsBelow(at.least, size) : null;
  const last = Number.isFinite(at.most) ? stepsBelow(at.most, size) : null;
  if ((Number.isFinite(at.least) && first === null) || (Number.isFinite(at.most) && last === null))
    return unknown("the numbers are out of range");
  const from = first ?? (last === null ? 0n : last - MOST_STEPS);
  const to = last ?? from + MOST_STEPS;
  for (let count = from, tried = 0n; count <= to; count += 1n, tried += 1n) {
    if (tried > MOST_STEPS) return unknown("too many numbers to try");
    const value = multiple(size, count);
    if (value !== null && fitsNumber(at, value)) return found(value);
  }
  return first !== null && last !== null ? NONE : unknown("no number was found among many");
}

/** A whole interval of numbers, from which finitely many, or all on some grids, are taken out. */
function between(at: Location): Answer {
  const low = Number.isFinite(at.least) ? at.least : Number.isFinite(at.most) ? at.most - 1000 : -1000;
  const high = Number.isFinite(at.most) ? at.most : low + 2000;
  if (low === high) return NONE;
  for (let part = 1; part < 400; part += 1) {
    const value = low + ((high - low) * part) / 401;
    if (fitsNumber(at, Number(value.toPrecision(6)))) return found(Number(value.toPrecision(6)));
    if (fitsNumber(at, value)) return found(value);
  }
  return unknown("no number was found in the interval");
}
