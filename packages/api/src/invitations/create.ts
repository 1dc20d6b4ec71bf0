import { InvitationId } from "@surety/model/ids";
import { CreateInvitationInput, CreatedInvitation } from "@surety/model/members";
import { effectId } from "../effect-id.ts";
import { procedure, rest } from "../procedure.ts";

/** Invite somebody. */
export const createInvitation = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/invitations",
      operationId: "createInvitation",
      tags: ["members"],
      summary: "Invite somebody",
      description:
        "The link is in this answer and nowhere else: pass it on. It works once, for an account with that e-mail address. An earlier invitation of the same address ends. Only owners invite owners.",
    },
    rest: rest<CreatedInvitation>({
      scope: "admin",
      membersOnly: true,
      success: [201],
      location: (output) => `/v1/invitations/${output.id}`,
      errors: ["already_member"],
    }),
  })
  .input(CreateInvitationInput)
  .output(CreatedInvitation)
  .mutation(({ ctx, input }) =>
    ctx.verbs.createInvitation(ctx.caller, { ...input, id: effectId(ctx.effectId?.(), "invitation", input, InvitationId) }),
  );
