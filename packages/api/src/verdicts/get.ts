import { DecideInput, Verdict } from "@surety/model/verdicts";
import { procedure, rest } from "../procedure.ts";

/** Can this version be deployed to this environment?. */
export const getVerdict = procedure
  .meta({
    openapi: { method: "GET", path: "/v1/verdicts", operationId: "getVerdict", tags: ["verdicts"], summary: "Can this version be deployed to this environment?" },
    rest: rest({ scope: "read", success: [200], errors: ["service_not_found", "version_not_found", "environment_not_found"] }),
  })
  .input(DecideInput)
  .output(Verdict)
  .query(({ ctx, input }) => ctx.verbs.decide(ctx.caller, input));
