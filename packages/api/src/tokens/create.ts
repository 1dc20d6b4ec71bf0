import { CreateTokenInput, CreatedToken } from "@surety/model/callers";
import { TokenId } from "@surety/model/ids";
import { effectId } from "../effect-id.ts";
import { procedure, rest } from "../procedure.ts";

/** Create an API token. */
export const createToken = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/tokens",
      operationId: "createToken",
      tags: ["tokens"],
      summary: "Create an API token",
      description: "Its secret is in this answer and nowhere else. No token can do more than the credential that creates it.",
    },
    rest: rest<CreatedToken>({
      scope: "admin",
      success: [201],
      location: (output) => `/v1/tokens/${output.id}`,
      errors: ["quota_exceeded"],
    }),
  })
  .input(CreateTokenInput)
  .output(CreatedToken)
  .mutation(({ ctx, input }) => ctx.verbs.createToken(ctx.caller, { ...input, id: effectId(ctx.effectId?.(), "token", input, TokenId) }));
