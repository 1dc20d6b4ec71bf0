import type { Deps } from "./deps.ts";

/** The day it is, in UTC: `2027-01-31`. */
export function today({ clock }: Pick<Deps, "clock">): string {
  return clock().toISOString().slice(0, 10);
}
