import { memberTag } from "@surety/domain/conditions/state-tags";
import { GetMemberInput, Member } from "@surety/model/members";
import { procedure, rest } from "../procedure.ts";

/** Get a member. */
export const getMember = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/members/{member}",
      operationId: "getMember",
      tags: ["members"],
      summary: "Get a member",
      description: "Answers with the name, the e-mail address and the role.",
    },
    rest: rest<Member>({ scope: "read", success: [200], etag: memberTag, errors: ["member_not_found"] }),
  })
  .input(GetMemberInput)
  .output(Member)
  .query(({ ctx, input }) => ctx.verbs.getMember(ctx.caller, input));
