import { ExceptionPage, ListExceptionsInput } from "@surety/model/exceptions";
import { procedure, rest } from "../procedure.ts";

/** List exceptions. */
export const listExceptions = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/exceptions",
      operationId: "listExceptions",
      tags: ["exceptions"],
      summary: "List exceptions",
      description: "Newest first: what is accepted, by whom, why and until when. Expired ones stay in the list.",
    },
    rest: rest({ scope: "read", success: [200], errors: ["service_not_found"] }),
  })
  .input(ListExceptionsInput)
  .output(ExceptionPage)
  .query(({ ctx, input }) => ctx.verbs.listExceptions(ctx.caller, input));
