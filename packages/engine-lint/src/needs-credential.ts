import type { Operation } from "@surety/engine-spec/api";

/** Whether no request gets in without a credential. */
export function needsCredential({ security }: Operation): boolean {
  return security.length > 0 && security.every(({ schemes }) => schemes.length > 0);
}
