import type { Caller } from "@surety/model/callers";
import type { GetMemberInput, Member } from "@surety/model/members";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { findMember } from "./find-member.ts";

export async function getMember(deps: Deps, who: Caller, input: GetMemberInput): Promise<Member> {
  requireScope(who, "read");
  return findMember(deps.repositories, who.organizationId, input.member);
}
