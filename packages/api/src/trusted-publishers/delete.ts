import { GetTrustedPublisherInput } from "@surety/model/trusted-publishers";
import { z } from "zod";
import { procedure, rest } from "../procedure.ts";

/** End the trust in a repository. */
export const deleteTrustedPublisher = procedure
  .meta({
    openapi: {
      method: "DELETE",
      path: "/v1/trusted-publishers/{publisher}",
      operationId: "deleteTrustedPublisher",
      tags: ["trusted-publishers"],
      summary: "End the trust in a repository",
      description: "Tokens that runs have by it stop working within five seconds.",
    },
    rest: rest({ scope: "admin", success: [204], errors: ["trusted_publisher_not_found"] }),
  })
  .input(GetTrustedPublisherInput)
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.verbs.deleteTrustedPublisher(ctx.caller, input));
