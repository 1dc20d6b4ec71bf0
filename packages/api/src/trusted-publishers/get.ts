import { GetTrustedPublisherInput, TrustedPublisher } from "@surety/model/trusted-publishers";
import { procedure, rest } from "../procedure.ts";

/** Get a trusted publisher. */
export const getTrustedPublisher = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/trusted-publishers/{publisher}",
      operationId: "getTrustedPublisher",
      tags: ["trusted-publishers"],
      summary: "Get a trusted publisher",
      description: "Answers with the rule, and when a run used it last.",
    },
    rest: rest({ scope: "admin", success: [200], errors: ["trusted_publisher_not_found"] }),
  })
  .input(GetTrustedPublisherInput)
  .output(TrustedPublisher)
  .query(({ ctx, input }) => ctx.verbs.getTrustedPublisher(ctx.caller, input));
