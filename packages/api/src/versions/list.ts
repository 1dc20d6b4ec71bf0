import { ListVersionsInput, VersionPage } from "@surety/model/versions";
import { procedure, rest } from "../procedure.ts";

/** List the versions of a service. */
export const listVersions = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/services/{service}/versions",
      operationId: "listVersions",
      tags: ["versions"],
      summary: "List the versions of a service",
      description: "Newest first, each with its checks and where it is deployed.",
    },
    rest: rest({ scope: "read", success: [200], errors: ["service_not_found"] }),
  })
  .input(ListVersionsInput)
  .output(VersionPage)
  .query(({ ctx, input }) => ctx.verbs.listVersions(ctx.caller, input));
