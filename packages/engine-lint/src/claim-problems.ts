import type { Contract } from "@surety/engine-spec/contract";
import type { Severity } from "@surety/model/findings";
import type { Claim } from "./claim.ts";
import type { ParserOptions } from "./spectral/ruleset/ruleset.ts";

/** Problems that are only notes: the document says what it means, in an unusual way. */
const NOTES = new Set(["merge-key", "number-precision"]);

/** Problems whose severity a ruleset sets. */
const OPTIONS: ReadonlyMap<string, keyof ParserOptions> = new Map<string, keyof ParserOptions>([
  ["duplicate-key", "duplicateKeys"],
  ["yaml-key", "incompatibleValues"],
]);

/** What is wrong with the document itself, as claims of the rules `surety-document/<code>`. */
export function* claimProblems(contract: Contract, parserOptions?: ParserOptions): Iterable<Claim> {
  for (const { code, pointer, message, hint } of contract.problems) {
    const severity = severityOf(code, parserOptions);
    if (severity === "off") continue;
    yield { rule: `surety-document/${code}`, severity, report: { pointer, message, ...(hint === undefined ? {} : { hint }) } };
  }
}

function severityOf(code: string, options: ParserOptions | undefined): Severity | "off" {
  const option = OPTIONS.get(code);
  if (options !== undefined && option !== undefined) return options[option];
  return NOTES.has(code) ? "info" : "error";
}
