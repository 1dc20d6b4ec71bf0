import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { TrustedPublisherId } from "@surety/model/ids";
import { CI_ISSUERS, type CreateTrustedPublisherInput, type TrustedPublisher } from "@surety/model/trusted-publishers";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";

/**
 * Adds a rule by which runs of a repository's CI get tokens. A request that is repeated has the id of the first one, and is
 * answered with what that has made.
 * @throws SuretyError `invalid_input`
 */
export async function createTrustedPublisher(
  deps: Deps,
  who: Caller,
  input: CreateTrustedPublisherInput & { readonly id?: TrustedPublisherId | undefined },
): Promise<TrustedPublisher> {
  requireScope(who, "admin");
  const issuer = (input.issuer ?? CI_ISSUERS[input.provider]).replace(/\/+$/, "");
  const issuers = deps.idTokens?.issuers ?? [];
  if (!issuers.includes(issuer)) {
    const detail = `is not an issuer that this server takes: ${issuers.join(", ") || "it takes none"}`;
    throw new SuretyError("invalid_input", `/issuer: ${detail}`, {
      errors: [{ pointer: "/issuer", detail }],
      hint: "The administrator of the server lists issuers in SURETY_OIDC_ISSUERS.",
    });
  }
  const { id: _, ...given } = input;
  const rule = { ...given, issuer, repository: input.repository.toLowerCase(), scopes: [...new Set(input.scopes)] };
  return deps.transact(async (tx) => {
    const made = input.id === undefined ? null : await tx.trustedPublishers.find(who.organizationId, input.id);
    if (made !== null) return made;
    const publisher = await tx.trustedPublishers.insert(who.organizationId, { ...rule, id: input.id });
    await tx.audit.record(who, "trusted-publisher.created", publisher.id, { after: rule });
    return publisher;
  });
}
