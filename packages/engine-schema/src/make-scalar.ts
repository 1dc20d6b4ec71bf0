import type { Json } from "@surety/model/json";
import { stringFormat } from "./formats.ts";
import { codePoints, jsonEqual } from "./json-values.ts";
import type { Location } from "./location.ts";
import { OutOfBudget } from "./out-of-budget.ts";
import type { Random } from "./random.ts";
import { fitsNumber } from "./solve-number.ts";
import { fitsString } from "./solve-string.ts";
import type { ValueLeaf } from "./value-leaf.ts";
import { makeFormatted } from "./make-formatted.ts";

const TRIES = 6;
const ALPHABET = Array.from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.");
/** Characters that programs get wrong: combining, right-to-left, two UTF-16 units, quoting. */
const AWKWARD = ["é", "ß", "中", "ע", "😀", "𝒳", "'", '"', "\\", "/", "%", "&", "<", "\u0301", "\u00a0"];

/** A random value of a scalar type; undefined when none of a few tries fits. */
export function makeScalar(leaf: ValueLeaf, random: Random): Json | undefined {
  switch (leaf.at.setting.type) {
    case "null":
      return null;
    case "boolean":
      return random.shuffled([true, false]).find((value) => !leaf.at.excluded.some((other) => jsonEqual(other, value)));
    case "number":
      return attempt(
        () => makeNumber(leaf, random),
        (value) => fitsNumber(leaf.at, value),
      );
    case "string":
      return attempt(
        () => makeString(leaf, random),
        (value) => surelyFits(leaf.at, value),
      );
    default:
      return undefined;
  }
}

function surelyFits(at: Location, text: string): boolean {
  try {
    return fitsString(at, text);
  } catch (error) {
    if (error instanceof OutOfBudget) return false;
    throw error;
  }
}

function attempt<Value>(make: () => Value | undefined, fits: (value: Value) => boolean): Value | undefined {
  for (let turn = 0; turn < TRIES; turn += 1) {
    const value = make();
    if (value !== undefined && fits(value)) return value;
  }
  return undefined;
}

function makeNumber({ at, smallest }: ValueLeaf, random: Random): number | undefined {
  const { least, most } = at;
  const base = typeof smallest?.value === "number" ? smallest.value : 0;
  const step = at.multiples.find(({ holds }) => holds)?.of ?? 1;
  const low = Number.isFinite(least) ? least : Number.isFinite(most) ? most - 10 ** random.below(7) : -(10 ** random.below(7));
  const high = Number.isFinite(most) ? most : low + 2 * 10 ** random.below(7);
  switch (random.below(at.integer === true || at.multiples.length > 0 ? 5 : 6)) {
    case 0:
      return base;
    case 1:
      return base + step * random.below(10);
    case 2:
      return Number.isFinite(least) ? least : -step * random.below(10);
    case 3:
      return Number.isFinite(most) ? most : step * random.below(1000);
    case 4:
      return Number((Math.round((low + (high - low) * random.next()) / step) * step).toPrecision(12));
    default:
      return Number((low + (high - low) * random.next()).toPrecision(6));
  }
}

function makeString(leaf: ValueLeaf, random: Random): string | undefined {
  const { at, smallest } = leaf;
  const format = at.texts.find(({ on, holds, text }) => on === "format" && holds && stringFormat(text) !== undefined);
  const base = typeof smallest?.value === "string" ? smallest.value : "";
  if (random.chance(0.1)) return base;
  if (format !== undefined) return makeFormatted(format.text, random) ?? random.pick(stringFormat(format.text)?.samples ?? []);
  if (at.texts.some(({ on, holds }) => on === "pattern" && holds)) return random.pick(leaf.words) ?? base;
  const most = Math.min(at.maxSize, at.minSize + (random.chance(0.1) ? 60 : 12));
  if (at.minSize > 5000) return base;
  const length = random.chance(0.1) && at.maxSize <= 300 ? at.maxSize : at.minSize + random.below(most - at.minSize + 1);
  const awkward = random.chance(0.12);
  let text = "";
  for (let count = 0; count < length; count += 1) text += random.pick(awkward && random.chance(0.3) ? AWKWARD : ALPHABET) ?? "a";
  return codePoints(text) === length ? text : base;
}
