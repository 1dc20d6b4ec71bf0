import type { Deps, Store } from "@surety/domain/deps";
import { deliverWebhook, runCheck, type JobName, type JobPayload } from "@surety/model/jobs";
import { createWebhookSender, type WebhookDeps } from "./deliver-webhook.ts";
import { runCheckJob } from "./run-check.ts";

/** What jobs need from outside. */
export interface JobDeps extends Pick<Deps, "transact" | "repositories" | "engines" | "clock"> {
  /** The row of `instances` that this process writes. */
  readonly instanceId?: string;
  /** Hears of each failure that leads to another attempt. */
  readonly onError: (error: unknown, context: Readonly<Record<string, unknown>>) => void;
}

/** One function for each job that there is: a missing one does not compile. */
export type JobHandlers = { readonly [Name in JobName]: (payload: JobPayload<Name>) => Promise<void> };

/** A job has nothing of another organization than the one that it is of. */
export function createHandlers(deps: Omit<JobDeps, keyof Store> & WebhookDeps): JobHandlers {
  return {
    [runCheck.name]: (payload) => runCheckJob({ ...deps, ...deps.storeOf(payload.organizationId) }, payload),
    [deliverWebhook.name]: createWebhookSender(deps),
  };
}
