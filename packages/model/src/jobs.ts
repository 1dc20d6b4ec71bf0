import { z } from "zod";
import { CheckId, OrganizationId, WebhookDeliveryId } from "./ids.ts";
import { MAX_ATTEMPTS } from "./webhooks.ts";

/** Names one kind of background work and the shape of its payload: ids only, PostgreSQL holds the rest. */
export interface JobDefinition<Name extends string = string, Payload = unknown> {
  readonly name: Name;
  readonly payload: z.ZodType<Payload>;
  /** How often it is tried before it is given up: a check is settled as errored then. */
  readonly attempts: number;
}

function defineJob<const Name extends string, Schema extends z.ZodType>(definition: { name: Name; payload: Schema; attempts: number }) {
  return definition satisfies JobDefinition<Name>;
}

export const runCheck = defineJob({
  name: "check.run",
  payload: z.object({ v: z.literal(1), organizationId: OrganizationId, checkId: CheckId, attempt: z.int().min(1) }),
  attempts: 3,
});

export const deliverWebhook = defineJob({
  name: "webhook.deliver",
  payload: z.object({ v: z.literal(1), organizationId: OrganizationId, deliveryId: WebhookDeliveryId, attempt: z.int().min(1) }),
  attempts: MAX_ATTEMPTS,
});

/** Every job: a worker must have a handler for each, or it does not compile. */
export const jobs = { [runCheck.name]: runCheck, [deliverWebhook.name]: deliverWebhook } as const;
export type Jobs = typeof jobs;
export type JobName = keyof Jobs;
export type JobPayload<Name extends JobName> = z.infer<Jobs[Name]["payload"]>;
