import type { JobName, JobPayload } from "@surety/model/jobs";
import type { OrganizationId, VersionId } from "@surety/model/ids";
import type { Urgency } from "@surety/model/urgencies";

/** A job to enqueue, and not to be started before `delayMs`. An equal `jobId` is one job, however often it is added. */
export type OutboxJob = {
  readonly [Name in JobName]: {
    readonly job: Name;
    readonly jobId: string;
    readonly payload: JobPayload<Name>;
    readonly delayMs: number;
    /** `soon` when it is left out. */
    readonly urgency?: Urgency;
  };
}[JobName];

/** With the trace context (W3C `traceparent`) of whoever promised it, when that is traced. */
export type TakenJob = OutboxJob & {
  readonly traceparent?: string;
  /** Of a check: its place in the queue, a lower number goes first. */
  readonly priority?: number;
};

export interface OutboxRepository {
  add(organizationId: OrganizationId, jobs: readonly OutboxJob[]): Promise<void>;
  /**
   * Of all organizations: takes jobs away, skipping what another relay holds. They are back if the transaction fails.
   * 1. Of checks no more than `window` are handed over and not settled; the rest waits here, where it can still be overtaken.
   *    With many workers the window is wider: they never wait for the relay.
   * 2. Urgent checks go first; among equally urgent ones an organization's first goes before another's second.
   * 3. Whatever the window holds, every organization with work waiting has some of it handed over.
   */
  take(limit: number, window?: number): Promise<TakenJob[]>;
  /** Somebody waits for the checks of a version: those that are still here go before what nobody waits for. */
  hurry(organizationId: OrganizationId, versionId: VersionId): Promise<void>;
}
