import type { Caller } from "@surety/model/callers";
import type { GetTrustedPublisherInput } from "@surety/model/trusted-publishers";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { trustedPublisherNotFound } from "./get-trusted-publisher.ts";

/** Ends a rule, and every token that runs have by it. */
export async function deleteTrustedPublisher(deps: Deps, who: Caller, { publisher: id }: GetTrustedPublisherInput): Promise<void> {
  requireScope(who, "admin");
  await deps.transact(async (tx) => {
    const publisher = await tx.trustedPublishers.find(who.organizationId, id);
    if (publisher === null || !(await tx.trustedPublishers.delete(who.organizationId, id))) throw trustedPublisherNotFound(id);
    const { provider, issuer, repository, ref, environment, workflow, scopes, services } = publisher;
    const before = { provider, issuer, repository, ref, environment, workflow, scopes, services };
    await tx.audit.record(who, "trusted-publisher.deleted", id, { before });
  });
}
