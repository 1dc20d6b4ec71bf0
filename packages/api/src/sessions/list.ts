import { ListSessionsInput, SessionPage } from "@surety/model/sessions";
import { procedure, rest } from "../procedure.ts";

/** List where the caller is signed in. */
export const listSessions = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/sessions",
      operationId: "listSessions",
      tags: ["session"],
      summary: "List where you are signed in",
      description: "The session used last comes first.",
    },
    rest: rest({ scope: "read", membersOnly: true, success: [200], errors: [] }),
  })
  .input(ListSessionsInput)
  .output(SessionPage)
  .query(({ ctx, input }) => ctx.verbs.listSessions(ctx.caller, input));
