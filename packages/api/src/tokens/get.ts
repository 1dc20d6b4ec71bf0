import { tokenTag } from "@surety/domain/conditions/state-tags";
import { GetTokenInput, Token } from "@surety/model/callers";
import { procedure, rest } from "../procedure.ts";

/** Get an API token. */
export const getToken = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/tokens/{token}",
      operationId: "getToken",
      tags: ["tokens"],
      summary: "Get an API token",
      description: "Without its secret.",
    },
    rest: rest<Token>({ scope: "admin", success: [200], etag: tokenTag, errors: ["token_not_found"] }),
  })
  .input(GetTokenInput)
  .output(Token)
  .query(({ ctx, input }) => ctx.verbs.getToken(ctx.caller, input));
