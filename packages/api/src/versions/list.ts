import { ListVersionsInput, VersionPage } from "@surety/model/versions";
import { procedure, rest } from "../procedure.ts";

/** List the versions of a service, newest first. */
export const listVersions = procedure
  .meta({
    openapi: { method: "GET", path: "/v1/services/{service}/versions", operationId: "listVersions", tags: ["versions"], summary: "List the versions of a service, newest first" },
    rest: rest({ scope: "read", success: [200], errors: ["service_not_found"] }),
  })
  .input(ListVersionsInput)
  .output(VersionPage)
  .query(({ ctx, input }) => ctx.verbs.listVersions(ctx.caller, input));
