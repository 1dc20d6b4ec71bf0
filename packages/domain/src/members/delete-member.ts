import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { GetMemberInput, Member } from "@surety/model/members";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import type { Repositories } from "../repositories.ts";
import { findMember } from "./find-member.ts";
import { keepAnOwner } from "./keep-an-owner.ts";
import { requireRank } from "./require-rank.ts";

/** Removes a member: every session of theirs loses the organization at once. Tokens that they made stay. */
export async function deleteMember(deps: Deps, who: Caller, { member: id }: GetMemberInput): Promise<void> {
  requireScope(who, "admin");
  await deps.transact(async (tx) => {
    await tx.members.lockOwners(who.organizationId);
    const member = await findMember(tx, who.organizationId, id);
    requireRank(who, member.role);
    await remove(tx, who, member);
  });
}

/** Leaves the organization. */
export async function leaveOrganization(deps: Deps, who: Caller): Promise<void> {
  requireScope(who, "read");
  if (who.type !== "member") throw new SuretyError("forbidden", "A token is no member: it cannot leave.");
  await deps.transact(async (tx) => {
    await tx.members.lockOwners(who.organizationId);
    const member = await tx.members.findByUser(who.organizationId, who.userId);
    if (member === null) throw new SuretyError("member_not_found", "You are not a member any more.");
    await remove(tx, who, member);
  });
}

async function remove(tx: Repositories, who: Caller, member: Member): Promise<void> {
  if (member.role === "owner") await keepAnOwner(tx, who.organizationId, member);
  const { id, name, email, role } = member;
  await tx.audit.record(who, "member.deleted", id, { before: { name, email, role } });
  await tx.members.delete(who.organizationId, id);
}
