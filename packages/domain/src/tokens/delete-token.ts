import type { Caller, GetTokenInput } from "@surety/model/callers";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { tokenNotFound } from "./get-token.ts";

/** Revokes a token at once. */
export async function deleteToken(deps: Deps, who: Caller, input: GetTokenInput): Promise<void> {
  requireScope(who, "admin");
  await deps.transact(async (tx) => {
    const before = await tx.tokens.find(who.organizationId, input.token);
    if (before === null || !(await tx.tokens.delete(who.organizationId, input.token))) throw tokenNotFound(input.token);
    await tx.audit.record(who, "token.deleted", input.token, { before });
  });
}
