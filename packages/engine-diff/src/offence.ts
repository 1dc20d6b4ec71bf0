import type { Json } from "@surety/model/json";
import { joinPointer, type Pointer } from "@surety/model/pointer";

/** What is wrong inside a value, and where. */
export interface Offence {
  /** The value that is wrong, or that lacks a member. */
  readonly at: Pointer;
  /** The name of the member that it lacks, when that is what is wrong. */
  readonly missing?: string | undefined;
  /** One sentence without the place: `is shorter than 3`. */
  readonly message: string;
}

/** A part of a value with its place. */
export interface Part {
  readonly at: Pointer;
  readonly value: Json;
}

const MOST_PARTS = 100;

/** The parts of a value that labels lead to, outermost first: `.sku` a member, `[]` any item, `[0]` one, `.*` any member, else no step. */
export function partsAt(value: Json, labels: readonly string[]): readonly Part[] {
  let parts: readonly Part[] = [{ at: "", value }];
  for (const label of labels) parts = parts.flatMap((part) => step(part, label)).slice(0, MOST_PARTS);
  return parts;
}

function step(part: Part, label: string): readonly Part[] {
  const { at, value } = part;
  const isMember = label.startsWith(".");
  const isItem = /^\[\d*\]$/.test(label);
  if (!isMember && !isItem) return [part];
  if (typeof value !== "object" || value === null || Array.isArray(value) !== isItem) return [];
  const name = isMember ? label.slice(1) : label.slice(1, -1);
  const isAny = label === ".*" || label === "[]";
  return Object.entries(value).flatMap(([key, inner]) => (isAny || key === name ? [{ at: joinPointer(at, key), value: inner }] : []));
}
