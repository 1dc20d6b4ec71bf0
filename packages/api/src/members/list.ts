import { ListMembersInput, MemberPage } from "@surety/model/members";
import { procedure, rest } from "../procedure.ts";

/** List the members. */
export const listMembers = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/members",
      operationId: "listMembers",
      tags: ["members"],
      summary: "List the members",
      description: "Those who joined first come first.",
    },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .input(ListMembersInput)
  .output(MemberPage)
  .query(({ ctx, input }) => ctx.verbs.listMembers(ctx.caller, input));
