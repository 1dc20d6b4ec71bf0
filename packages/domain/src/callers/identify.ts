import type { Caller, Identity } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { RememberingDeps } from "../answers/answer-memories.ts";
import { answerKey } from "../answers/answer-memory.ts";
import type { Deps } from "../deps.ts";

/** Who the caller is taken to be. */
export async function identify(deps: Deps & Partial<RememberingDeps>, who: Caller): Promise<Identity> {
  const { organizationId } = who;
  const read = () => deps.repositories.organizations.find(organizationId);
  const organization = await (deps.memories?.organizations.of(organizationId, read) ?? read());
  if (organization === null) throw new SuretyError("unauthenticated", "The credential's organization does not exist any more.");
  if (who.type === "token") {
    const key = answerKey(organizationId, organization.name, organization.slug, who.name, ...who.scopes);
    const known = deps.memories?.identities.find(key);
    if (known !== undefined) return known;
    const identity: Identity = { type: "token", organization, name: who.name, email: null, role: null, scopes: [...who.scopes] };
    deps.memories?.identities.keep(key, identity);
    return identity;
  }
  const profile = await deps.repositories.members.profile(who.organizationId, who.userId);
  if (profile === null) throw new SuretyError("unauthenticated", "The signed-in user is not a member of the organization any more.");
  return { type: "member", organization, ...profile, role: who.role, scopes: [...who.scopes] };
}
