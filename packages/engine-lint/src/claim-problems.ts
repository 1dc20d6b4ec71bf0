import type { Contract } from "@surety/engine-spec/contract";
import type { Claim } from "./claim.ts";

/** Problems that are only notes: the document says what it means, in an unusual way. */
const NOTES = new Set(["merge-key", "number-precision"]);

/** What is wrong with the document itself, as claims of the rules `surety-document/<code>`. */
export function* claimProblems(contract: Contract): Iterable<Claim> {
  for (const { code, pointer, message, hint } of contract.problems) {
    yield {
      rule: `surety-document/${code}`,
      severity: NOTES.has(code) ? "info" : "error",
      report: { pointer, message, ...(hint === undefined ? {} : { hint }) },
    };
  }
}
