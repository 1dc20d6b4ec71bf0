import type { Caller, GetTokenInput, Token } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { TokenId } from "@surety/model/ids";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

export async function getToken(deps: Deps, who: Caller, input: GetTokenInput): Promise<Token> {
  requireScope(who, "admin");
  const token = await deps.repositories.tokens.find(who.organizationId, input.token);
  if (token === null) throw tokenNotFound(input.token);
  return token;
}

export function tokenNotFound(id: TokenId): SuretyError {
  return new SuretyError("token_not_found", `There is no token ${id} in this organization.`);
}
