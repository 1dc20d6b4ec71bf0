import type { AuditAction, AuditEntry } from "@surety/model/audit-entries";
import type { Caller, CallOrigin } from "@surety/model/callers";
import type { AuditEntryId, OrganizationId } from "@surety/model/ids";

/** Surety's own work, which nobody has asked for. */
export interface SystemActor {
  readonly type: "system";
  readonly organizationId: OrganizationId;
  /** Which part of it. */
  readonly name: string;
  /** Of a request that led to it, from somebody who was not known. */
  readonly origin?: CallOrigin;
}

/** What of the resource is worth knowing, never a secret; null or absent where there is nothing. */
export interface AuditChange {
  readonly before?: object | null;
  readonly after?: object | null;
}

export interface AuditQuery {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly resource?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
  readonly before: { readonly createdAt: string; readonly id: AuditEntryId } | null;
  readonly limit: number;
}

export interface AuditRepository {
  /** Appends one entry, in the transaction of the change itself. `resource` is a name or an id. */
  record(who: Caller | SystemActor, action: AuditAction, resource: string, change?: AuditChange): Promise<void>;
  /** Newest first. */
  list(organizationId: OrganizationId, query: AuditQuery): Promise<AuditEntry[]>;
  /** Null: entries are kept for good. */
  findRetention(organizationId: OrganizationId): Promise<number | null>;
  /** Finds it, and holds it until the transaction ends, even where nothing was chosen. */
  lockRetention(organizationId: OrganizationId): Promise<number | null>;
  setRetention(organizationId: OrganizationId, days: number | null): Promise<void>;
  /** Of all organizations: deletes some of the entries that have outlived their retention. How many were deleted. */
  prune(): Promise<number>;
}
