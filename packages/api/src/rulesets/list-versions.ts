import { ListRulesetVersionsInput, RulesetVersionPage } from "@surety/model/rulesets";
import { procedure, rest } from "../procedure.ts";

/** List the versions of a ruleset. */
export const listRulesetVersions = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/rulesets/{ruleset}/versions",
      operationId: "listRulesetVersions",
      tags: ["rulesets"],
      summary: "List the versions of a ruleset",
      description: "Newest first. A version never changes; GET /v1/rulesets/{ruleset}?version= has its text.",
    },
    rest: rest({ scope: "read", success: [200], errors: ["ruleset_not_found"] }),
  })
  .input(ListRulesetVersionsInput)
  .output(RulesetVersionPage)
  .query(({ ctx, input }) => ctx.verbs.listRulesetVersions(ctx.caller, input));
