import { defaultRulesetTag } from "@surety/domain/conditions/state-tags";
import { DefaultRuleset } from "@surety/model/rulesets";
import { procedure, rest } from "../procedure.ts";

/** Get the default ruleset. */
export const getDefaultRuleset = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/default-ruleset",
      operationId: "getDefaultRuleset",
      tags: ["rulesets"],
      summary: "Get the default ruleset",
      description: "What judges the services that have not chosen a ruleset; `surety:recommended` when nobody has said otherwise.",
    },
    rest: rest<DefaultRuleset>({ scope: "read", success: [200], etag: defaultRulesetTag, errors: [] }),
  })
  .output(DefaultRuleset)
  .query(({ ctx }) => ctx.verbs.getDefaultRuleset(ctx.caller));
