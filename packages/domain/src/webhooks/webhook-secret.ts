import type { OrganizationId, WebhookId } from "@surety/model/ids";

/** A new secret, in the form of Standard Webhooks: `whsec_` and 32 random bytes in base64. */
export function createWebhookSecret(randomBytes: (length: number) => Uint8Array): string {
  return `whsec_${Buffer.from(randomBytes(32)).toString("base64")}`;
}

/** Where a sealed secret belongs: in another row it opens nothing. */
export function secretContext(organizationId: OrganizationId, webhookId: WebhookId): string {
  return `webhook ${organizationId} ${webhookId}`;
}
