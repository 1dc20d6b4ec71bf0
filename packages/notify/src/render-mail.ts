import type { MailContent } from "@surety/model/mails";

/** A mail as plain text: what everybody can read, and nothing that asks to be loaded. */
export interface RenderedMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Puts what a mail says into words. */
export function renderMail(content: MailContent): RenderedMail {
  const { to } = content;
  switch (content.kind) {
    case "invitation":
      return {
        to,
        subject: `${line(content.inviter)} invites you to ${line(content.organization)}`,
        text: paragraphs(
          `${line(content.inviter)} invites you to ${line(content.organization)} on Surety, as ${content.role}.`,
          `Open this link to join. It works once, and until ${day(content.expiresAt)}:`,
          content.link,
          "If you do not know what this is about, leave it: without the link nothing happens.",
        ),
      };
    case "password-reset":
      return {
        to,
        subject: "A new password for Surety",
        text: paragraphs(
          "Somebody, most likely you, has asked for a new password for your account.",
          `Open this link to choose one. It works once, and until ${moment(content.expiresAt)}:`,
          content.link,
          "If it was not you, leave it: your password stays as it is.",
        ),
      };
    case "webhook-disabled":
      return {
        to,
        subject: `A webhook of ${line(content.organization)} is switched off`,
        text: paragraphs(
          `Surety has switched off the webhook to ${line(content.url)}: ${
            content.reason === "gone" ? "it answered that it is gone (410)." : "nothing has reached it for five days."
          }`,
          "Nothing is sent there any more. Mend it, then switch it on again:",
          content.link,
          `You get this because you administer ${line(content.organization)}.`,
        ),
      };
  }
}

/** Names are what people chose: in one line, no header and no paragraph of their own comes of them. */
function line(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
    .slice(0, 200);
}

function paragraphs(...all: readonly string[]): string {
  return `${all.join("\n\n")}\n`;
}

function day(timestamp: string): string {
  return timestamp.slice(0, 10);
}

function moment(timestamp: string): string {
  return `${timestamp.slice(0, 10)} ${timestamp.slice(11, 16)} UTC`;
}
