import { Check, GetCheckInput } from "@surety/model/checks";
import { procedure, rest } from "../procedure.ts";

/** Get a check. */
export const getCheck = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/checks/{check}",
      operationId: "getCheck",
      tags: ["checks"],
      summary: "Get a check",
      description: "Its state and, once it has settled, its outcome.",
    },
    rest: rest({ scope: "read", success: [200], errors: ["check_not_found"] }),
  })
  .input(GetCheckInput)
  .output(Check)
  .query(({ ctx, input }) => ctx.verbs.getCheck(ctx.caller, input));
