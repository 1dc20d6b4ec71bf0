import { PublishVersionInput, PublishedVersion } from "@surety/model/versions";
import { procedure, rest } from "../procedure.ts";

/** Publish a version: the document is the body, as it is. */
export const publishVersion = procedure
  .meta({
    openapi: { method: "PUT", path: "/v1/services/{service}/versions/{version}", operationId: "publishVersion", tags: ["versions"], summary: "Publish a version: the document is the body, as it is" },
    rest: rest<PublishedVersion>({ scope: "contracts:write", success: [200, 201], created: (output) => output.created, location: (output) => `/v1/services/${output.version.service}/versions/${output.version.name}`, rawBody: "document", errors: ["version_conflict", "document_too_large", "unsupported_media_type", "not_a_contract", "document_too_complex", "overloaded"] }),
  })
  .input(PublishVersionInput)
  .output(PublishedVersion)
  .mutation(({ ctx, input }) => ctx.verbs.publishVersion(ctx.caller, input));
