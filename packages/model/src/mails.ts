import { z } from "zod";
import { Role } from "./callers.ts";
import { Timestamp } from "./pages.ts";
import { Webhook } from "./webhooks.ts";

/** What a mail says, and to whom. Links hold secrets: it is stored sealed, and only until it is sent. */
export const MailContent = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("invitation"),
    to: z.email(),
    organization: z.string(),
    inviter: z.string(),
    role: Role,
    link: z.url(),
    expiresAt: Timestamp,
  }),
  z.strictObject({ kind: z.literal("password-reset"), to: z.email(), link: z.url(), expiresAt: Timestamp }),
  z.strictObject({
    kind: z.literal("webhook-disabled"),
    to: z.email(),
    organization: z.string(),
    url: z.string(),
    reason: Webhook.shape.disabledReason.unwrap(),
    link: z.url(),
  }),
]);
export type MailContent = z.infer<typeof MailContent>;

/** How often a mail is tried. */
export const MAX_MAIL_ATTEMPTS = 8;
