import { Identity } from "@surety/model/callers";
import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** Who the credential belongs to and what it may do. */
export const getSession = procedure
  .meta({
    openapi: { method: "GET", path: "/v1/session", operationId: "getSession", tags: ["session"], summary: "Who the credential belongs to and what it may do" },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .input(z.void())
  .output(Identity)
  .query(({ ctx }) => ctx.verbs.identify(ctx.caller));
