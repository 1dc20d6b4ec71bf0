import type { Caller, CreatedToken, CreateTokenInput } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { TokenId } from "@surety/model/ids";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { requireQuota } from "../quotas/require-quota.ts";
import { createSecret, hashSecret, prefixOf } from "./token-secret.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a token. Its secret is in this answer and nowhere else; so a request that is repeated, which has the id of the
 * first one, puts its token in the place of that one, whose secret nobody was told.
 */
export async function createToken(
  deps: Deps,
  who: Caller,
  input: CreateTokenInput & { readonly id?: TokenId | undefined },
): Promise<CreatedToken> {
  requireScope(who, "admin");
  const secret = createSecret(deps.randomBytes, "pat");
  const expiresAt = input.expiresInDays === null ? null : new Date(deps.clock().getTime() + input.expiresInDays * DAY_MS).toISOString();
  const scopes = [...new Set(input.scopes)];
  const { services = null } = input;
  const beyond = scopes.filter((scope) => !who.scopes.includes(scope));
  if (beyond.length > 0)
    throw new SuretyError("forbidden", `No token can do more than who makes it: the credential lacks ${beyond.join(", ")}.`);
  const token = await deps.transact(async (tx) => {
    if (input.id !== undefined) await tx.tokens.delete(who.organizationId, input.id);
    const inserted = await tx.tokens.insert(who.organizationId, {
      id: input.id,
      name: input.name,
      prefix: prefixOf(secret),
      hash: hashSecret(secret),
      scopes,
      services,
      publisherId: null,
      expiresAt,
    });
    await tx.audit.record(who, "token.created", inserted.id, { after: { name: input.name, scopes, services, expiresAt } });
    await requireQuota(deps, tx, who.organizationId, { of: ["tokens"] });
    return inserted;
  });
  return { ...token, secret };
}
