import { PutRulesetInput, PutRulesetResult } from "@surety/model/rulesets";
import { CONDITIONS } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Store a ruleset. */
export const putRuleset = procedure
  .meta({
    openapi: {
      method: "PUT",
      path: "/v1/rulesets/{ruleset}",
      operationId: "putRuleset",
      tags: ["rulesets"],
      summary: "Store a ruleset",
      description:
        "The request body is the ruleset itself, in Spectral's format, as YAML or JSON. `extends` may name `surety:recommended`, `spectral:oas` and other stored rulesets as `org:NAME`, the latest version, or `org:NAME@3`, that one. Another text becomes the next version; the same text changes nothing. It counts from each service's next lint check on.",
    },
    rest: rest<PutRulesetResult>({
      scope: "admin",
      success: [200, 201],
      created: (output) => output.created,
      location: (output) => `/v1/rulesets/${output.ruleset.name}`,
      etag: (output) => output.ruleset.etag,
      rawBody: "source",
      headers: CONDITIONS,
      errors: [
        "quota_exceeded",
        "not_a_ruleset",
        "precondition_failed",
        "ruleset_not_found",
        "document_too_large",
        "unsupported_media_type",
        "document_too_complex",
      ],
    }),
  })
  .input(PutRulesetInput)
  .output(PutRulesetResult)
  .mutation(({ ctx, input }) => ctx.verbs.putRuleset(ctx.caller, input));
