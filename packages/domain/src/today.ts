import type { Deps } from "./deps.ts";

const DAY_MS = 24 * 60 * 60_000;
let last = { day: Number.NaN, name: "" };

/** The day it is, in UTC: `2027-01-31`. */
export function today({ clock }: Pick<Deps, "clock">): string {
  const now = clock();
  const day = Math.floor(now.getTime() / DAY_MS);
  if (day !== last.day) last = { day, name: now.toISOString().slice(0, 10) };
  return last.name;
}
