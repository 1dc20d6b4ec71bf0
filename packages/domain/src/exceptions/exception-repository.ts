import type { Exception, ExceptionSubject } from "@surety/model/exceptions";
import type { EnvironmentId, ExceptionId, OrganizationId, ServiceId } from "@surety/model/ids";
import type { ServiceName } from "@surety/model/names";

export interface NewException {
  /** A new one of its own, when it is left out. */
  readonly id?: ExceptionId | undefined;
  readonly subject: ExceptionSubject;
  readonly fingerprint: string;
  readonly serviceId: ServiceId;
  /** Null: in every environment. */
  readonly environmentId: EnvironmentId | null;
  readonly reason: string;
  readonly author: string;
  readonly expires: string;
}

/** One that counts today, with the rows that it is about. */
export interface LiveException {
  readonly serviceId: ServiceId;
  readonly environmentId: EnvironmentId | null;
  readonly exception: Exception;
}

export interface ExceptionRepository {
  find(organizationId: OrganizationId, id: ExceptionId, today: string): Promise<Exception | null>;
  /** Newest first. */
  list(
    organizationId: OrganizationId,
    query: {
      service?: ServiceName | undefined;
      fingerprint?: string | undefined;
      live?: boolean | undefined;
      today: string;
      before: { createdAt: string; id: ExceptionId } | null;
      limit: number;
    },
  ): Promise<Exception[]>;
  /** Those of some services that count today, at most 1000 of each. */
  listLive(organizationId: OrganizationId, serviceIds: readonly ServiceId[], today: string): Promise<LiveException[]>;
  insert(organizationId: OrganizationId, exception: NewException, today: string): Promise<Exception>;
  /** What was deleted; null when there is none. */
  delete(organizationId: OrganizationId, id: ExceptionId, today: string): Promise<Exception | null>;
}
