import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { TrustedPublisherId } from "@surety/model/ids";
import type { GetTrustedPublisherInput, TrustedPublisher } from "@surety/model/trusted-publishers";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

export async function getTrustedPublisher(deps: Deps, who: Caller, { publisher: id }: GetTrustedPublisherInput): Promise<TrustedPublisher> {
  requireScope(who, "admin");
  const publisher = await deps.repositories.trustedPublishers.find(who.organizationId, id);
  if (publisher === null) throw trustedPublisherNotFound(id);
  return publisher;
}

export function trustedPublisherNotFound(id: TrustedPublisherId): SuretyError {
  return new SuretyError("trusted_publisher_not_found", `There is no trusted publisher ${id} in this organization.`);
}
