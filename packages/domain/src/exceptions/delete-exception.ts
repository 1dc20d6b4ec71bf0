import type { Caller } from "@surety/model/callers";
import type { DeleteExceptionInput } from "@surety/model/exceptions";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import { exceptionTag } from "../conditions/state-tags.ts";
import type { Deps } from "../deps.ts";
import { today } from "../today.ts";
import { emitEvent } from "../webhooks/emit-event.ts";
import { aboutException } from "./about-exception.ts";
import { exceptionNotFound } from "./get-exception.ts";

/**
 * Ends an exception at once: what it accepted counts again. The audit log keeps what it was.
 * @throws SuretyError `exception_not_found`
 */
export async function deleteException(deps: Deps, who: Caller, input: DeleteExceptionInput): Promise<void> {
  requireScope(who, "exceptions:write");
  await deps.transact(async (tx) => {
    const deleted = await tx.exceptions.delete(who.organizationId, input.exception, today(deps));
    if (deleted === null) throw exceptionNotFound(input.exception);
    requireState(input, exceptionTag(deleted), `exception ${input.exception}`);
    await tx.audit.record(who, "exception.deleted", input.exception, { before: deleted });
    await emitEvent(tx, who.organizationId, {
      type: "exception.deleted",
      key: `exception.deleted ${deleted.id}`,
      data: { exception: deleted.id, ...aboutException(deleted) },
    });
  });
}
