import { type Caller, grantedScopes } from "@surety/model/callers";
import type { Deps } from "../deps.ts";
import { hashSecret, isWellFormed } from "./token-secret.ts";

/** The caller that a secret stands for; null when it is mistyped, unknown, revoked or expired. */
export async function authenticateToken(deps: Pick<Deps, "repositories" | "clock">, secret: string): Promise<Caller | null> {
  if (!isWellFormed(secret, "pat")) return null;
  const record = await deps.repositories.tokens.findByHash(hashSecret(secret));
  if (record === null) return null;
  const { organizationId, token } = record;
  const now = deps.clock().getTime();
  if (token.expiresAt !== null && Date.parse(token.expiresAt) <= now) return null;
  if (token.lastUsedAt === null || now - Date.parse(token.lastUsedAt) > 60_000)
    await deps.repositories.tokens.touch(organizationId, token.id);
  return {
    type: "token",
    organizationId,
    tokenId: token.id,
    name: token.name,
    scopes: grantedScopes(token.scopes),
    services: token.services,
  };
}
