import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** Leave the organization. */
export const leaveOrganization = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/membership",
      operationId: "leaveOrganization",
      tags: ["members"],
      summary: "Leave the organization",
      description: "The last owner cannot.",
    },
    rest: rest({ scope: "read", membersOnly: true, success: [204], errors: ["member_not_found", "last_owner"] }),
  })
  .input(z.void())
  .output(z.void())
  .mutation(({ ctx }) => ctx.verbs.leaveOrganization(ctx.caller));
