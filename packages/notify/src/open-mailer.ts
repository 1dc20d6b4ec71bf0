import { createTransport } from "nodemailer";
import type { RenderedMail } from "./render-mail.ts";

export interface MailerOptions {
  /** `smtp://` or `smtps://`, with user and password where the server asks for them. */
  readonly url: string;
  /** Who writes: `Surety <surety@example.com>`. */
  readonly from: string;
}

/** The mail server took it, or said why not. */
export type SendResult = { readonly sent: true } | { readonly sent: false; readonly error: string; readonly isFinal: boolean };

export interface Mailer {
  /** `id` is the same in each attempt: who gets a mail twice can tell. Never throws. */
  send(mail: RenderedMail, id: string): Promise<SendResult>;
  close(): void;
}

const CONNECT_MS = 10_000;
const SOCKET_MS = 30_000;

/** Speaks to the mail server that the operator configured, over few connections that are kept. STARTTLS where it is offered. */
export function openMailer({ url, from }: MailerOptions): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SOCKET_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^>\s]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
  return {
    async send({ to, subject, text }, id) {
      try {
        await transport.sendMail({
          from,
          // As an object: an address is one address, whatever it is made of.
          to: { name: "", address: to },
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          headers: { "auto-submitted": "auto-generated" },
        });
        return { sent: true };
      } catch (error) {
        const code: unknown = error instanceof Error ? Reflect.get(error, "responseCode") : undefined;
        return {
          sent: false,
          error: error instanceof Error ? error.message : String(error),
          // The server has understood, and will not (RFC 5321, section 4.2.1). A wrong password is the operator's to mend.
          isFinal: typeof code === "number" && code >= 550 && code <= 554,
        };
      }
    },
    close: () => transport.close(),
  };
}
