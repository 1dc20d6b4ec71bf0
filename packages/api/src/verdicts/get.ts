import { DecideInput, Verdict } from "@surety/model/verdicts";
import { reportOfVerdict } from "@surety/report/report-of-verdict";
import { kept } from "../kept-answer.ts";
import { procedure, rest } from "../procedure.ts";

/** Ask whether a version can be deployed to an environment. */
export const getVerdict = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/verdicts",
      operationId: "getVerdict",
      tags: ["verdicts"],
      summary: "Ask whether a version can be deployed to an environment",
      description:
        "Answers yes, no or unknown, with every reason and its fix. `settled` is false while a check that the answer needs is under way: ask again.",
    },
    rest: rest<Verdict>({
      scope: "read",
      success: [200],
      errors: ["service_not_found", "version_not_found", "environment_not_found"],
      report: (verdict) => reportOfVerdict(verdict, null),
    }),
  })
  .input(DecideInput)
  .output(kept(Verdict))
  .query(({ ctx, input }) => ctx.verbs.decide(ctx.caller, input));
