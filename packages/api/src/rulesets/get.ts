import { GetRulesetInput, Ruleset } from "@surety/model/rulesets";
import { procedure, rest } from "../procedure.ts";

/** Get a ruleset. */
export const getRuleset = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/rulesets/{ruleset}",
      operationId: "getRuleset",
      tags: ["rulesets"],
      summary: "Get a ruleset",
      description: "Its text and what is known of it. The ETag names this version: send it as If-Match when you store another text.",
    },
    rest: rest<Ruleset>({ scope: "read", success: [200], etag: ({ etag }) => etag, errors: ["ruleset_not_found"] }),
  })
  .input(GetRulesetInput)
  .output(Ruleset)
  .query(({ ctx, input }) => ctx.verbs.getRuleset(ctx.caller, input));
