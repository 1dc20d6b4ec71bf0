import { ListTokensInput, TokenPage } from "@surety/model/callers";
import { procedure, rest } from "../procedure.ts";

/** List API tokens. */
export const listTokens = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/tokens",
      operationId: "listTokens",
      tags: ["tokens"],
      summary: "List API tokens",
      description: "Newest first, without their secrets.",
    },
    rest: rest({ scope: "admin", success: [200], errors: [] }),
  })
  .input(ListTokensInput)
  .output(TokenPage)
  .query(({ ctx, input }) => ctx.verbs.listTokens(ctx.caller, input));
