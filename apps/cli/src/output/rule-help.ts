import type { RuleHelp } from "@surety/report/report";
import { explanations } from "../explanations.ts";

/** What `surety explain` says of rules and kinds of change, by name. */
export function ruleHelp(): ReadonlyMap<string, RuleHelp> {
  return new Map(explanations().flatMap((known) => (known.type === "error" ? [] : [[known.name, known] as const])));
}
