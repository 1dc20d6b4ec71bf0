import type { Deps } from "@surety/domain/deps";
import type { TakenMail } from "@surety/domain/mails/mail-repository";
import { mailContext } from "@surety/domain/mails/promise-mail";
import { MailContent, MAX_MAIL_ATTEMPTS } from "@surety/model/mails";
import type { Mailer } from "@surety/notify/open-mailer";
import { renderMail } from "@surety/notify/render-mail";
import { createLoop, type Loop } from "./loop.ts";

export interface MailSenderOptions extends Pick<Deps, "repositories" | "secrets"> {
  readonly mailer: Pick<Mailer, "send">;
  /** Hears what a mail server did not take, and what is given up. */
  readonly onFailure: (failure: { kind: string; attempt: number; error: string; isGivenUp: boolean }) => void;
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 2_000;
const AT_ONCE = 20;
/** Longer than a whole batch takes with a server that answers late. */
const LEASE_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
/** What is waited for after each attempt but the last: nine hours together. */
const WAITS_MS = [0.25, 1, 5, 15, 60, 180, 300].map((minutes) => minutes * MINUTE_MS);

/**
 * Sends the mails that were promised, of all organizations. Any number of senders may run: each mail is taken by one, and by
 * another when that one dies. Rows are the only truth, so no lost queue loses a mail; one is deleted when it is sent.
 */
export function startMailSender({ onError, ...options }: MailSenderOptions): Loop {
  return createLoop({ everyMs: EVERY_MS, onError, run: () => sendDueMails(options) });
}

/** One pass: whatever is due, up to a batch. */
export async function sendDueMails(options: Omit<MailSenderOptions, "onError">): Promise<void> {
  for (const mail of await options.repositories.mails.take(LEASE_MS, AT_ONCE)) await send(options, mail);
}

async function send({ repositories, secrets, mailer, onFailure }: Omit<MailSenderOptions, "onError">, mail: TakenMail): Promise<void> {
  const { organizationId, id, kind, attempt } = mail;
  const text = secrets.open(mailContext(organizationId, id), mail.sealed);
  const result =
    text === null
      ? { sent: false as const, error: "SURETY_SECRET is another than when it was written", isFinal: true }
      : await mailer.send(renderMail(MailContent.parse(JSON.parse(text))), id);
  if (result.sent) return repositories.mails.delete(organizationId, id);
  const wait = WAITS_MS[attempt - 1];
  const isGivenUp = result.isFinal || attempt >= MAX_MAIL_ATTEMPTS || wait === undefined;
  onFailure({ kind, attempt, error: result.error, isGivenUp });
  if (isGivenUp) await repositories.mails.delete(organizationId, id);
  else await repositories.mails.retry(mail, wait);
}
