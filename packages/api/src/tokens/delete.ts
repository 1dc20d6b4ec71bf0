import { DeleteTokenInput } from "@surety/model/callers";
import { z } from "zod";
import { IF_MATCH } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Revoke an API token. */
export const deleteToken = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/tokens/{token}",
      operationId: "deleteToken",
      tags: ["tokens"],
      summary: "Revoke an API token",
      description: "It stops working within five seconds.",
    },
    rest: rest({ scope: "admin", success: [204], headers: IF_MATCH, errors: ["token_not_found", "precondition_failed"] }),
  })
  .input(DeleteTokenInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteToken(ctx.caller, input));
