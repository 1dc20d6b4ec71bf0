import { DemoResult } from "@surety/model/services";
import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** Load the example services. */
export const loadDemo = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/demo",
      operationId: "loadDemo",
      tags: ["demo"],
      summary: "Load the example services",
      description:
        "Publishes two versions of each example service and deploys the first one, to look around with. Loading them again changes nothing.",
    },
    rest: rest({ scope: "admin", success: [200], errors: ["quota_exceeded", "overloaded"] }),
  })
  .input(z.void())
  .output(DemoResult)
  .mutation(({ ctx }) => ctx.verbs.loadDemo(ctx.caller));
