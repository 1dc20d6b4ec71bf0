import { randomUUID } from "node:crypto";
import { MailId, type OrganizationId } from "@surety/model/ids";
import type { MailContent } from "@surety/model/mails";
import type { Deps } from "../deps.ts";
import type { Repositories } from "../repositories.ts";

/** Where a sealed mail belongs: in another row it opens nothing. */
export function mailContext(organizationId: OrganizationId, id: MailId): string {
  return `mail ${organizationId} ${id}`;
}

/** Promises a mail in the transaction `tx`; a worker sends it. Does nothing where no mail is configured. */
export async function promiseMail(
  { secrets, mail }: Pick<Deps, "secrets" | "mail">,
  tx: Pick<Repositories, "mails">,
  organizationId: OrganizationId,
  content: (origin: string) => MailContent,
): Promise<void> {
  if (mail === undefined) return;
  const id = MailId.parse(randomUUID());
  const told = content(mail.origin);
  await tx.mails.insert(organizationId, {
    id,
    kind: told.kind,
    sealed: secrets.seal(mailContext(organizationId, id), JSON.stringify(told)),
  });
}
