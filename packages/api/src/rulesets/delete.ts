import { DeleteRulesetInput } from "@surety/model/rulesets";
import { z } from "zod";
import { IF_MATCH } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Delete a ruleset. */
export const deleteRuleset = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/rulesets/{ruleset}",
      operationId: "deleteRuleset",
      tags: ["rulesets"],
      summary: "Delete a ruleset",
      description: "With its versions. Refused while a service, another ruleset or the default needs it; reports that it made stay.",
    },
    rest: rest({
      scope: "admin",
      success: [204],
      headers: IF_MATCH,
      errors: ["ruleset_not_found", "ruleset_in_use", "precondition_failed"],
    }),
  })
  .input(DeleteRulesetInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteRuleset(ctx.caller, input));
