import type { MailId, OrganizationId } from "@surety/model/ids";
import type { MailContent } from "@surety/model/mails";

export interface NewMail {
  readonly id: MailId;
  readonly kind: MailContent["kind"];
  readonly sealed: Uint8Array;
}

/** A mail that somebody has taken to send. */
export interface TakenMail extends NewMail {
  readonly organizationId: OrganizationId;
  /** From 1. */
  readonly attempt: number;
}

export interface MailRepository {
  /** Promises a mail, in the transaction of what it tells of. */
  insert(organizationId: OrganizationId, mail: NewMail): Promise<void>;
  /** Of all organizations: mails whose time has come, which nobody else takes for so long. */
  take(leaseMs: number, limit: number): Promise<TakenMail[]>;
  /** To be tried again after so long; nothing when another has taken it since. */
  retry(mail: TakenMail, afterMs: number): Promise<void>;
  /** It is sent, or given up. */
  delete(organizationId: OrganizationId, id: MailId): Promise<void>;
}
