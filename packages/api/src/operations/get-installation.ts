import { Installation } from "@surety/model/operations";
import { procedure, rest } from "../procedure.ts";

/** Get the installation. */
export const getInstallation = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/operations/installation",
      operationId: "getInstallation",
      tags: ["operations"],
      summary: "Get the state of the installation",
      description:
        "Servers, workers, database and schedules, and what waits of all organizations together. For the organization that operates the installation alone; others get `forbidden`.",
    },
    rest: rest({ scope: "admin", success: [200], errors: [] }),
  })
  .output(Installation)
  .query(({ ctx }) => ctx.verbs.getInstallation(ctx.caller));
