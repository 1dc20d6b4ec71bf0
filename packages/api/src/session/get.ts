import { Identity } from "@surety/model/callers";
import { z } from "zod";
import { kept } from "../kept-answer.ts";
import { procedure, rest } from "../procedure.ts";

/** Get who the credential belongs to. */
export const getSession = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/session",
      operationId: "getSession",
      tags: ["session"],
      summary: "Get who the credential belongs to",
      description:
        "Answers with the organization, the scopes and, for a signed-in member, the role. The first call of every client: it tells a good credential from a bad one.",
    },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .input(z.void())
  .output(kept(Identity))
  .query(({ ctx }) => ctx.verbs.identify(ctx.caller));
