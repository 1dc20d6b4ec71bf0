import { WorkQueues } from "@surety/model/operations";
import { procedure, rest } from "../procedure.ts";

/** Get what waits, runs and has failed. */
export const getWorkQueues = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/operations/queues",
      operationId: "getWorkQueues",
      tags: ["operations"],
      summary: "Get what waits, runs and has failed",
      description: "The organization's own checks and webhook deliveries, counted by kind.",
    },
    rest: rest({ scope: "admin", success: [200], errors: [] }),
  })
  .output(WorkQueues)
  .query(({ ctx }) => ctx.verbs.getWorkQueues(ctx.caller));
