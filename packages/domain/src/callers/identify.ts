import type { Caller, Identity } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { Deps } from "../deps.ts";

/** Who the caller is taken to be. */
export async function identify(deps: Deps, who: Caller): Promise<Identity> {
  const organization = await deps.repositories.organizations.find(who.organizationId);
  if (organization === null) throw new SuretyError("unauthenticated", "The credential's organization does not exist any more.");
  if (who.type === "token") {
    return { type: "token", organization, name: who.name, email: null, role: null, scopes: [...who.scopes] };
  }
  const profile = await deps.repositories.members.profile(who.organizationId, who.userId);
  if (profile === null) throw new SuretyError("unauthenticated", "The signed-in user is not a member of the organization any more.");
  return { type: "member", organization, ...profile, role: who.role, scopes: [...who.scopes] };
}
