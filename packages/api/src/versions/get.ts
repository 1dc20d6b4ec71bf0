import { GetVersionInput, VersionDetail } from "@surety/model/versions";
import { kept } from "../kept-answer.ts";
import { procedure, rest } from "../procedure.ts";

/** Get a version. */
export const getVersion = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/services/{service}/versions/{version}",
      operationId: "getVersion",
      tags: ["versions"],
      summary: "Get a version",
      description: "With the latest check of each kind, where it is deployed, and a verdict for each environment.",
    },
    rest: rest({ scope: "read", success: [200], errors: ["service_not_found", "version_not_found"] }),
  })
  .input(GetVersionInput)
  .output(kept(VersionDetail))
  .query(({ ctx, input }) => ctx.verbs.getVersion(ctx.caller, input));
