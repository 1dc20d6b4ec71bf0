import { InvitationPage, ListInvitationsInput } from "@surety/model/members";
import { procedure, rest } from "../procedure.ts";

/** List invitations. */
export const listInvitations = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/invitations",
      operationId: "listInvitations",
      tags: ["members"],
      summary: "List invitations",
      description: "Newest first, also those that are over, without their links.",
    },
    rest: rest({ scope: "admin", success: [200], errors: [] }),
  })
  .input(ListInvitationsInput)
  .output(InvitationPage)
  .query(({ ctx, input }) => ctx.verbs.listInvitations(ctx.caller, input));
