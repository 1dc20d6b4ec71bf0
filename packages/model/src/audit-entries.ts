import { z } from "zod";
import { changeCondition } from "./conditions.ts";
import { AuditEntryId } from "./ids.ts";
import { Json } from "./json.ts";
import { PageInput, pageOf, Timestamp } from "./pages.ts";

/** Everything that is recorded: the kind of a resource, and what was done to it. */
export const AUDIT_ACTIONS = [
  "service.put",
  "service.deleted",
  "version.published",
  "check.opened",
  "environment.put",
  "deployment.recorded",
  "deployment.ended",
  "exception.created",
  "exception.deleted",
  "ruleset.put",
  "ruleset.deleted",
  "default-ruleset.put",
  "token.created",
  "token.deleted",
  "token.exchanged",
  "member.put",
  "member.deleted",
  "invitation.created",
  "invitation.accepted",
  "invitation.deleted",
  "trusted-publisher.created",
  "trusted-publisher.deleted",
  "session.created",
  "session.refused",
  "session.deleted",
  "password.put",
  "account.put",
  "organization.created",
  "audit-settings.put",
  "webhook.created",
  "webhook.put",
  "webhook.deleted",
  "webhook.secret-rotated",
  "webhook.disabled",
  "webhook-delivery.created",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** What can act: a signed-in member, an API token, a CI run that a trusted-publisher rule lets in, or Surety itself. */
export const AuditActorType = z.enum(["member", "token", "publisher", "system"]);
export type AuditActorType = z.infer<typeof AuditActorType>;

const State = z.record(z.string(), Json).nullable();

/** One change that somebody has made. It never changes itself. */
export const AuditEntry = z.object({
  id: AuditEntryId,
  createdAt: Timestamp,
  actor: z
    .object({
      type: AuditActorType,
      id: z.string().describe("the id of the member, the token or the rule"),
      name: z.string().describe("the actor's name as it was then"),
    })
    .describe("who"),
  action: z.string().describe("what was done: the kind of the resource and a past participle, such as `token.created`"),
  resource: z.string().describe("to what: a name, such as `orders` or `orders@9f3c2e1`, or an id"),
  address: z.string().nullable().describe("the network address that the request came from; null for Surety's own work"),
  userAgent: z.string().nullable().describe("the program that sent the request, as it names itself"),
  requestId: z.string().nullable().describe("`X-Request-Id` of the request"),
  before: State.describe("what of it was there before, without secrets; null when there was nothing"),
  after: State.describe("what of it is there since, without secrets; null when nothing is left"),
});
export type AuditEntry = z.infer<typeof AuditEntry>;

export const ListAuditEntriesInput = PageInput.extend({
  actor: z.string().min(1).max(64).optional().describe("only what this member, token or rule did, by its id"),
  action: z
    .string()
    .regex(/^[a-z-]+(\.[a-z-]+)?$/, { error: "an action such as token.created, or a kind of resource such as token" })
    .max(64)
    .optional()
    .describe("only this action, `token.created`, or all of one kind of resource, `token`"),
  resource: z
    .string()
    .min(1)
    .max(300)
    .optional()
    .describe("only what was done to this: `orders@9f3c2e1`, or `orders` with all its versions and deployments"),
  since: Timestamp.optional().describe("only from this moment on"),
  until: Timestamp.optional().describe("only before this moment"),
});
export type ListAuditEntriesInput = z.infer<typeof ListAuditEntriesInput>;
export const AuditEntryPage = pageOf(AuditEntry);

/** No setting makes entries go before so many days. */
export const LEAST_RETENTION_DAYS = 30;
/** How long the organization's entries are kept. */
export const AuditSettings = z.strictObject({
  retentionDays: z
    .int()
    .min(LEAST_RETENTION_DAYS)
    .max(3650)
    .nullable()
    .describe("days after which entries are deleted, 30 to 3650; null: they are kept for good"),
});
export type AuditSettings = z.infer<typeof AuditSettings>;
export const PutAuditSettingsInput = AuditSettings.extend(changeCondition);
export type PutAuditSettingsInput = z.infer<typeof PutAuditSettingsInput>;
