import { CreateTokenInput, CreatedToken } from "@surety/model/callers";
import { procedure, rest } from "../procedure.ts";

/** Create an API token; its secret is shown this once. */
export const createToken = procedure
  .meta({
    openapi: { method: "POST", path: "/v1/tokens", operationId: "createToken", tags: ["tokens"], summary: "Create an API token; its secret is shown this once" },
    rest: rest<CreatedToken>({ scope: "admin", success: [201], location: (output) => `/v1/tokens/${output.id}`, errors: [] }),
  })
  .input(CreateTokenInput)
  .output(CreatedToken)
  .mutation(({ ctx, input }) => ctx.verbs.createToken(ctx.caller, input));
