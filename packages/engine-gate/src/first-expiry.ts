import type { Exception } from "@surety/model/exceptions";

/** The day on which the first of them ends. */
export function firstExpiry(exceptions: readonly Exception[]): string {
  return exceptions.reduce((first, { expires }) => (first === "" || expires < first ? expires : first), "");
}
