import type { Reason } from "@surety/model/verdicts";

/** What a reason is about, in one word: the kind of check, `contract` or `compatibility`. */
export function reasonTopic(reason: Reason): string {
  return "kind" in reason ? reason.kind : reason.type === "no-contract" ? "contract" : "compatibility";
}
