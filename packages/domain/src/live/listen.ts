import type { Caller } from "@surety/model/callers";
import type { LiveEvent } from "@surety/model/events";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

/** Events of the caller's organization, until the signal aborts. */
export function listen(deps: Deps, who: Caller, signal: AbortSignal): AsyncIterable<LiveEvent> {
  requireScope(who, "read");
  return deps.live.listen(who.organizationId, signal);
}
