import { z } from "zod";

const id = <const Name extends string>(name: `${Name}Id`) => {
  const what = name.slice(0, -2).toLowerCase();
  return z
    .uuid({ error: `the id of a ${what}: a UUID` })
    .describe(`the id of a ${what}`)
    .brand<`${Name}Id`>();
};

export const OrganizationId = z.string().min(1).max(64).brand<"OrganizationId">();
export type OrganizationId = z.infer<typeof OrganizationId>;
export const UserId = z.string().min(1).max(64).brand<"UserId">();
export type UserId = z.infer<typeof UserId>;
export const ServiceId = id("ServiceId");
export type ServiceId = z.infer<typeof ServiceId>;
export const VersionId = id("VersionId");
export type VersionId = z.infer<typeof VersionId>;
export const EnvironmentId = id("EnvironmentId");
export type EnvironmentId = z.infer<typeof EnvironmentId>;
export const DeploymentId = id("DeploymentId");
export type DeploymentId = z.infer<typeof DeploymentId>;
export const CheckId = id("CheckId");
export type CheckId = z.infer<typeof CheckId>;
export const TokenId = id("TokenId");
export type TokenId = z.infer<typeof TokenId>;

export const ExceptionId = id("ExceptionId");
export type ExceptionId = z.infer<typeof ExceptionId>;

export const WebhookId = id("WebhookId");
export type WebhookId = z.infer<typeof WebhookId>;
export const WebhookEventId = id("WebhookEventId");
export type WebhookEventId = z.infer<typeof WebhookEventId>;
export const WebhookDeliveryId = id("WebhookDeliveryId");
export type WebhookDeliveryId = z.infer<typeof WebhookDeliveryId>;
export const MailId = id("MailId");
export type MailId = z.infer<typeof MailId>;
export const AuditEntryId = id("AuditEntryId");
export type AuditEntryId = z.infer<typeof AuditEntryId>;

const opaque = (what: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, { error: `the id of a ${what}` })
    .describe(`the id of a ${what}`);
export const MemberId = opaque("member").brand<"MemberId">();
export type MemberId = z.infer<typeof MemberId>;
export const SessionId = opaque("session").brand<"SessionId">();
export type SessionId = z.infer<typeof SessionId>;
export const InvitationId = id("InvitationId");
export type InvitationId = z.infer<typeof InvitationId>;
export const TrustedPublisherId = z
  .uuid({ error: "the id of a trusted publisher: a UUID" })
  .describe("the id of a trusted publisher")
  .brand<"TrustedPublisherId">();
export type TrustedPublisherId = z.infer<typeof TrustedPublisherId>;

/** Lower-case hexadecimal SHA-256 of a document's bytes (`rawDigest`) or of its canonical form (`contractDigest`). */
export const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: "a SHA-256 digest: 64 hexadecimal digits" })
  .describe("a SHA-256 digest, 64 hexadecimal digits")
  .brand<"Digest">();
export type Digest = z.infer<typeof Digest>;

/** Twelve hexadecimal digits that name a finding or a change across rebases, refactors and new wordings. */
export const Fingerprint = z.string().regex(/^[0-9a-f]{12}$/, { error: "a fingerprint: 12 hexadecimal digits" });
export type Fingerprint = z.infer<typeof Fingerprint>;
