import { ListRulesetsInput, RulesetPage } from "@surety/model/rulesets";
import { procedure, rest } from "../procedure.ts";

/** List rulesets. */
export const listRulesets = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/rulesets",
      operationId: "listRulesets",
      tags: ["rulesets"],
      summary: "List rulesets",
      description: "The stored rulesets by name, each with its latest version and how many services have chosen it.",
    },
    rest: rest({ scope: "read", success: [200], errors: [] }),
  })
  .input(ListRulesetsInput)
  .output(RulesetPage)
  .query(({ ctx, input }) => ctx.verbs.listRulesets(ctx.caller, input));
