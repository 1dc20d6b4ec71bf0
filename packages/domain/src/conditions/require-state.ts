import type { Condition } from "@surety/model/conditions";
import { SuretyError } from "@surety/model/errors";

/**
 * Refuses a write that is bound to another state than `current`, the entity tag of what is there; null for nothing.
 * Of a tag that a read has answered, what follows the dot names the rest of that answer, and does not count.
 * @throws SuretyError `precondition_failed`
 */
export function requireState({ ifMatch, ifNoneMatch }: Condition, current: string | null, what: string): void {
  if (ifNoneMatch !== undefined && current !== null && namesState(ifNoneMatch, current))
    throw new SuretyError("precondition_failed", `There is ${what} already.`, {
      hint: "Leave If-None-Match out to change the one that is there.",
    });
  if (ifMatch === undefined || (current !== null && namesState(ifMatch, current))) return;
  throw new SuretyError(
    "precondition_failed",
    current === null ? `There is no ${what}.` : `The ${what} has changed since the state that If-Match names.`,
  );
}

/** Whether a list of entity tags (RFC 9110, section 13.1.1) has one. */
export function namesState(list: string, tag: string): boolean {
  return list.trim() === "*" || list.split(",").some((each) => stateOf(each) === stateOf(tag));
}

function stateOf(tag: string): string {
  return /^\s*(?:W\/)?"([^".]*)/.exec(tag)?.[1] ?? tag;
}
