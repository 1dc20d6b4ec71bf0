import type { JobName, JobPayload } from "@surety/model/jobs";
import type { OrganizationId } from "@surety/model/ids";

/** A job to enqueue, and not to be started before `delayMs`. An equal `jobId` is one job, however often it is added. */
export type OutboxJob = {
  readonly [Name in JobName]: { readonly job: Name; readonly jobId: string; readonly payload: JobPayload<Name>; readonly delayMs: number };
}[JobName];

/** With the trace context (W3C `traceparent`) of whoever promised it, when that is traced. */
export type TakenJob = OutboxJob & { readonly traceparent?: string };

export interface OutboxRepository {
  add(organizationId: OrganizationId, jobs: readonly OutboxJob[]): Promise<void>;
  /** Of all organizations: takes the oldest away, skipping what another relay holds. They are back if the transaction fails. */
  take(limit: number): Promise<TakenJob[]>;
}
