import { PublishVersionInput, PublishedVersion } from "@surety/model/versions";
import { procedure, rest } from "../procedure.ts";

/** Publish a version. */
export const publishVersion = procedure
  .meta({
    openapi: {
      method: "PUT",
      path: "/v1/services/{service}/versions/{version}",
      operationId: "publishVersion",
      tags: ["versions"],
      summary: "Publish a version",
      description:
        "The request body is the document itself, as JSON or YAML. The first time starts the checks `lint` and `diff`. The same name with the same bytes again changes nothing; with other bytes it is refused: a version never changes.",
    },
    rest: rest<PublishedVersion>({
      scope: "contracts:write",
      success: [200, 201],
      created: (output) => output.created,
      location: (output) => `/v1/services/${output.version.service}/versions/${output.version.name}`,
      rawBody: "document",
      ignore: {
        "surety-updates-are-conditional": "A version never changes: with other bytes it is refused, so that nobody overwrites anything.",
      },
      errors: [
        "version_conflict",
        "quota_exceeded",
        "document_too_large",
        "unsupported_media_type",
        "not_a_contract",
        "document_too_complex",
        "overloaded",
      ],
    }),
  })
  .input(PublishVersionInput)
  .output(PublishedVersion)
  .mutation(({ ctx, input }) => ctx.verbs.publishVersion(ctx.caller, input));
