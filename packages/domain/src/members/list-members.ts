import type { Caller } from "@surety/model/callers";
import { MemberId } from "@surety/model/ids";
import type { ListMembersInput, Member } from "@surety/model/members";
import { type Page, Timestamp } from "@surety/model/pages";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";

const Key = z.object({ joinedAt: Timestamp, id: MemberId });

/** The organization's members, in the order in which they joined. */
export async function listMembers(deps: Deps, who: Caller, input: ListMembersInput): Promise<Page<Member>> {
  requireScope(who, "read");
  const rows = await deps.repositories.members.list(who.organizationId, { after: readCursor(input.cursor, Key), limit: input.limit + 1 });
  return pageFrom(
    rows,
    input.limit,
    ({ joinedAt, id }) => ({ joinedAt, id }),
    (member) => member,
  );
}
