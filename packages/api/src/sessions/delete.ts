import { GetSessionInput } from "@surety/model/sessions";
import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** End one of the caller's sessions. */
export const deleteSession = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/sessions/{session}",
      operationId: "deleteSession",
      tags: ["session"],
      summary: "End a session",
      description: "Whoever has its cookie is signed out at once.",
    },
    rest: rest({ scope: "read", membersOnly: true, success: [204], errors: ["session_not_found"] }),
  })
  .input(GetSessionInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteSession(ctx.caller, input));
