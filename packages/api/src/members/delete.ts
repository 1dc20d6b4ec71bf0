import { GetMemberInput } from "@surety/model/members";
import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** Remove a member. */
export const deleteMember = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/members/{member}",
      operationId: "deleteMember",
      tags: ["members"],
      summary: "Remove a member",
      description: "The organization is closed to every session of theirs at once. Tokens stay: revoke those that the person has.",
    },
    rest: rest({ scope: "admin", success: [204], errors: ["member_not_found", "last_owner"] }),
  })
  .input(GetMemberInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteMember(ctx.caller, input));
