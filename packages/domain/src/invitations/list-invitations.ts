import type { Caller } from "@surety/model/callers";
import { InvitationId } from "@surety/model/ids";
import type { Invitation, ListInvitationsInput } from "@surety/model/members";
import { type Page, Timestamp } from "@surety/model/pages";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { newestFirst } from "../pages/newest-first.ts";

const Key = z.object({ createdAt: Timestamp, id: InvitationId });

/** The organization's invitations, the newest first, also those that are over. */
export async function listInvitations(deps: Deps, who: Caller, input: ListInvitationsInput): Promise<Page<Invitation>> {
  requireScope(who, "admin");
  return newestFirst(input, Key, (query) => deps.repositories.invitations.list(who.organizationId, query));
}
