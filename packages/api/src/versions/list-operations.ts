import { ListOperationsInput, OperationPage } from "@surety/model/versions";
import { procedure, rest } from "../procedure.ts";

/** List the operations of a version. */
export const listOperations = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/services/{service}/versions/{version}/operations",
      operationId: "listOperations",
      tags: ["versions"],
      summary: "List the operations of a version",
      description: "In the order of the document.",
    },
    rest: rest({ scope: "read", success: [200], errors: ["service_not_found", "version_not_found"] }),
  })
  .input(ListOperationsInput)
  .output(OperationPage)
  .query(({ ctx, input }) => ctx.verbs.listOperations(ctx.caller, input));
