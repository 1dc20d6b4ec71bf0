import { GetInvitationInput } from "@surety/model/members";
import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** Revoke an invitation. */
export const deleteInvitation = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/invitations/{invitation}",
      operationId: "deleteInvitation",
      tags: ["members"],
      summary: "Revoke an invitation",
      description: "Its link stops working at once.",
    },
    rest: rest({ scope: "admin", success: [204], errors: ["invitation_not_found"] }),
  })
  .input(GetInvitationInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteInvitation(ctx.caller, input));
