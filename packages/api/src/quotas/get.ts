import { Quotas } from "@surety/model/quotas";
import { procedure, rest } from "../procedure.ts";

/** Get quotas. */
export const getQuotas = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/quotas",
      operationId: "getQuotas",
      tags: ["quotas"],
      summary: "Get what is used of each quota",
      description: "What the organization has of each, and how much it may have. Past a limit, creating more answers `quota_exceeded`.",
    },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .output(Quotas)
  .query(({ ctx }) => ctx.verbs.getQuotas(ctx.caller));
