import type { Caller } from "@surety/model/callers";
import type { Member, PutMemberInput } from "@surety/model/members";
import { requireScope } from "../callers/require-scope.ts";
import { requireState } from "../conditions/require-state.ts";
import { memberTag } from "../conditions/state-tags.ts";
import type { Deps } from "../deps.ts";
import { findMember } from "./find-member.ts";
import { keepAnOwner } from "./keep-an-owner.ts";
import { requireRank } from "./require-rank.ts";

/** Gives a member another role, from the next call on. */
export async function putMember(deps: Deps, who: Caller, input: PutMemberInput): Promise<Member> {
  requireScope(who, "admin");
  const { member: id, role } = input;
  return deps.transact(async (tx) => {
    await tx.members.lockOwners(who.organizationId);
    const member = await findMember(tx, who.organizationId, id);
    requireRank(who, member.role, role);
    requireState(input, memberTag(member), `member ${id}`);
    if (member.role === role) return member;
    if (member.role === "owner") await keepAnOwner(tx, who.organizationId, member);
    await tx.members.setRole(who.organizationId, id, role);
    await tx.audit.record(who, "member.put", id, { before: shown(member), after: shown({ ...member, role }) });
    return { ...member, role };
  });
}

function shown({ name, email, role }: Member) {
  return { name, email, role };
}
