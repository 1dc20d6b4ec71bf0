import { GetInvitationInput, Invitation } from "@surety/model/members";
import { procedure, rest } from "../procedure.ts";

/** Get an invitation. */
export const getInvitation = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/invitations/{invitation}",
      operationId: "getInvitation",
      tags: ["members"],
      summary: "Get an invitation",
      description: "Without its link.",
    },
    rest: rest({ scope: "admin", success: [200], errors: ["invitation_not_found"] }),
  })
  .input(GetInvitationInput)
  .output(Invitation)
  .query(({ ctx, input }) => ctx.verbs.getInvitation(ctx.caller, input));
