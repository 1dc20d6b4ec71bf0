import type { SessionId, UserId } from "@surety/model/ids";
import type { Session } from "@surety/model/sessions";

/** Sessions belong to people, not to organizations: every method takes the person first. */
export interface SessionRepository {
  /** Those that have not ended, the one used last first. */
  list(
    userId: UserId,
    query: { before: { lastUsedAt: string; id: SessionId } | null; limit: number },
  ): Promise<Omit<Session, "isCurrent">[]>;
  /** False when there is none. */
  delete(userId: UserId, id: SessionId): Promise<boolean>;
}
