import { DemoResult } from "@surety/model/services";
import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** Publish the three example services. */
export const loadDemo = procedure
  .meta({
    openapi: { method: "POST", path: "/v1/demo", operationId: "loadDemo", tags: ["demo"], summary: "Publish the three example services" },
    rest: rest({ scope: "admin", success: [201], errors: [] }),
  })
  .input(z.void())
  .output(DemoResult)
  .mutation(({ ctx }) => ctx.verbs.loadDemo(ctx.caller));
