import { defaultRulesetTag } from "@surety/domain/conditions/state-tags";
import { DefaultRuleset, PutDefaultRulesetInput } from "@surety/model/rulesets";
import { IF_MATCH } from "../rest/conditions.ts";
import { procedure, rest } from "../procedure.ts";

/** Choose the default ruleset. */
export const putDefaultRuleset = procedure
  .meta({
    openapi: {
      method: "PUT",
      path: "/v1/default-ruleset",
      operationId: "putDefaultRuleset",
      tags: ["rulesets"],
      summary: "Choose the default ruleset",
      description: "It counts from each service's next lint check on; checks that have settled stay as they are.",
    },
    rest: rest<DefaultRuleset>({
      scope: "admin",
      success: [200],
      etag: defaultRulesetTag,
      headers: IF_MATCH,
      errors: ["ruleset_not_found", "precondition_failed"],
    }),
  })
  .input(PutDefaultRulesetInput)
  .output(DefaultRuleset)
  .mutation(({ ctx, input }) => ctx.verbs.putDefaultRuleset(ctx.caller, input));
