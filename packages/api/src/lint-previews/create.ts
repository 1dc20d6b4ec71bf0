import { LintPreview, PreviewLintInput } from "@surety/model/rulesets";
import { procedure, rest } from "../procedure.ts";

/** Preview a ruleset. */
export const createLintPreview = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/lint-previews",
      operationId: "createLintPreview",
      tags: ["lint-previews"],
      summary: "Preview a ruleset",
      description:
        "What a ruleset would find in a version's contract, and what would change against the stored one. Nothing is stored. A ruleset with faults is answered with them.",
    },
    rest: rest({
      scope: "read",
      success: [200],
      errors: ["service_not_found", "version_not_found", "not_a_ruleset", "document_too_complex", "overloaded"],
    }),
  })
  .input(PreviewLintInput)
  .output(LintPreview)
  .mutation(({ ctx, input }) => ctx.verbs.previewLint(ctx.caller, input));
