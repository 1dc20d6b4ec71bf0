import type { Check, CheckKind, CheckOutcome } from "@surety/model/checks";
import type { FindingCounts } from "@surety/model/findings";
import type { CheckId, Digest, OrganizationId, ServiceId, VersionId } from "@surety/model/ids";
import type { ServiceName, VersionName } from "@surety/model/names";

/** Why a check was opened. One that someone asked for computes everything afresh; the others reuse what is stored. */
export type CheckOrigin = "publish" | "deployment" | "request";

/** Which check, and which try of it: a writer whose try has been given up changes nothing. */
export interface CheckAttempt {
  readonly organizationId: OrganizationId;
  readonly checkId: CheckId;
  readonly attempt: number;
}

/** A check that this process runs now. */
export interface ClaimedCheck extends CheckAttempt {
  readonly kind: CheckKind;
  readonly origin: CheckOrigin;
  readonly service: ServiceName;
  readonly serviceId: ServiceId;
  readonly version: VersionName;
  readonly versionId: VersionId;
  readonly versionNumber: number;
  readonly rawDigest: Digest;
}

/** What a lint check says from a day on, when more begins to count. */
export interface LaterOutcome {
  readonly from: string;
  readonly outcome: CheckOutcome;
  readonly findings: FindingCounts;
  readonly newFindings: FindingCounts;
}

export interface Settlement {
  readonly outcome: CheckOutcome;
  readonly lint?: {
    readonly reportId: string;
    readonly baselineReportId: string;
    readonly findings: FindingCounts;
    readonly newFindings: FindingCounts;
    /** `org:base@3` */
    readonly ruleset: string;
    /** In the order of days. */
    readonly later?: readonly LaterOutcome[];
  };
}

/** A check that has just been settled, for those who measure. */
export interface SettledCheck {
  readonly kind: CheckKind;
  /** Seconds since it was opened, and since it was first taken up; null when it never was. By the database's clock. */
  readonly sinceOpened: number;
  readonly sinceStarted: number | null;
}

export interface CheckRepository {
  /** @param today what a check says can depend on the day */
  find(organizationId: OrganizationId, id: CheckId, today: string): Promise<Check | null>;
  /** Newest first. */
  list(
    organizationId: OrganizationId,
    query: {
      service?: ServiceName | undefined;
      version?: VersionName | undefined;
      today: string;
      before: { createdAt: string; id: CheckId } | null;
      limit: number;
    },
  ): Promise<Check[]>;
  /** Errored ones that are the newest of their kind and version, the latest failure first. */
  listFailed(
    organizationId: OrganizationId,
    query: { today: string; before: { settledAt: string | null; id: CheckId } | null; limit: number },
  ): Promise<Check[]>;
  /** The newest of each kind, of each version. */
  listLatest(organizationId: OrganizationId, versionIds: readonly VersionId[], today: string): Promise<Map<VersionId, Check[]>>;
  /** The newest settled lint check of a version: its reports. */
  findReports(organizationId: OrganizationId, versionId: VersionId): Promise<{ reportId: string; baselineReportId: string } | null>;
  /** Opens one of each kind for each version; where one is open already, that one is meant. */
  open(
    organizationId: OrganizationId,
    versionIds: readonly VersionId[],
    kinds: readonly CheckKind[],
    origin: CheckOrigin,
  ): Promise<CheckAttempt[]>;

  /**
   * Marks it as running by `instanceId`; null when it is settled, when another attempt has taken its place, or when somebody is
   * at it. What has given no sign of life for `silentMs` is taken up as its next attempt, unless it has had `attempts`.
   */
  claim(attempt: CheckAttempt, by: { silentMs: number; attempts: number; instanceId: string | null }): Promise<ClaimedCheck | null>;
  /** Says that it is still being worked on; false when the attempt has been given up. */
  beat(attempt: CheckAttempt): Promise<boolean>;
  /** Settles it, once: null when it was settled already, or another attempt has taken its place. */
  settle(attempt: CheckAttempt, settlement: Settlement): Promise<SettledCheck | null>;
  /** Puts it back for its next attempt; null when it is settled, or another attempt has taken its place. */
  retry(attempt: CheckAttempt): Promise<CheckAttempt | null>;

  /** Of all organizations: how many are queued, counted up to `most`. */
  countQueued(most: number): Promise<number>;
  /**
   * Of all organizations: queued ones that were handed to the queue longer than `ms` ago, or that nobody has promised to it;
   * marked as handed over now. Locks skip those that another process takes.
   */
  takeWaiting(ms: number, limit: number): Promise<(CheckAttempt & { origin: CheckOrigin })[]>;
  /** Of all organizations: running ones without a sign of life for longer than `ms`, moved on to their next attempt. */
  takeSilent(ms: number, attempts: number, limit: number): Promise<(CheckAttempt & { origin: CheckOrigin })[]>;
  /** As {@link takeSilent}, but those that have had their last attempt; they still have to be settled. */
  listExhausted(
    ms: number,
    attempts: number,
    limit: number,
  ): Promise<(CheckAttempt & { kind: CheckKind; service: ServiceName; version: VersionName })[]>;
}
