import { memberTag } from "@surety/domain/conditions/state-tags";
import { Member, PutMemberInput } from "@surety/model/members";
import { IF_MATCH } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Give a member a role. */
export const putMember = procedure
  .meta({
    openapi: {
      method: "PUT",
      path: "/v1/members/{member}",
      operationId: "putMember",
      tags: ["members"],
      summary: "Give a member a role",
      description: "It counts from the next call of the member on. Only owners make, change and remove owners, and one always stays.",
    },
    rest: rest<Member>({
      scope: "admin",
      success: [200],
      etag: memberTag,
      headers: IF_MATCH,
      errors: ["member_not_found", "last_owner", "precondition_failed"],
    }),
  })
  .input(PutMemberInput)
  .output(Member)
  .mutation(({ ctx, input }) => ctx.verbs.putMember(ctx.caller, input));
