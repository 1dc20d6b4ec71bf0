import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import { SessionId, type UserId } from "@surety/model/ids";
import { type Page, Timestamp } from "@surety/model/pages";
import type { GetSessionInput, ListSessionsInput, Session } from "@surety/model/sessions";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";

const Key = z.object({ lastUsedAt: Timestamp, id: SessionId });

/** Where the caller is signed in, the session used last first. */
export async function listSessions(deps: Deps, who: Caller, input: ListSessionsInput): Promise<Page<Session>> {
  requireScope(who, "read");
  const { userId, sessionId } = person(who);
  const rows = await deps.repositories.sessions.list(userId, { before: readCursor(input.cursor, Key), limit: input.limit + 1 });
  return pageFrom(
    rows,
    input.limit,
    ({ lastUsedAt, id }) => ({ lastUsedAt, id }),
    (session) => ({ ...session, isCurrent: session.id === sessionId }),
  );
}

/** Ends one of the caller's sessions, at once. */
export async function deleteSession(deps: Deps, who: Caller, { session: id }: GetSessionInput): Promise<void> {
  requireScope(who, "read");
  const { userId } = person(who);
  await deps.transact(async (tx) => {
    if (!(await tx.sessions.delete(userId, id))) throw new SuretyError("session_not_found", `You have no session ${id}.`);
    await tx.audit.record(who, "session.deleted", id);
  });
}

function person(who: Caller): { readonly userId: UserId; readonly sessionId: string | undefined } {
  if (who.type === "member") return { userId: who.userId, sessionId: who.sessionId };
  throw new SuretyError("forbidden", "A token has no sessions: they belong to people.");
}
