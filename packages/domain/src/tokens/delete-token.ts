import type { Caller, DeleteTokenInput } from "@surety/model/callers";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import { tokenTag } from "../conditions/state-tags.ts";
import type { Deps } from "../deps.ts";
import { tokenNotFound } from "./get-token.ts";

/** Revokes a token at once. */
export async function deleteToken(deps: Deps, who: Caller, input: DeleteTokenInput): Promise<void> {
  requireScope(who, "admin");
  await deps.transact(async (tx) => {
    const before = await tx.tokens.find(who.organizationId, input.token);
    requireState(input, before && tokenTag(before), `token ${input.token}`);
    if (before === null || !(await tx.tokens.delete(who.organizationId, input.token))) throw tokenNotFound(input.token);
    await tx.audit.record(who, "token.deleted", input.token, { before });
  });
}
