import { ListTrustedPublishersInput, TrustedPublisherPage } from "@surety/model/trusted-publishers";
import { procedure, rest } from "../procedure.ts";

/** List trusted publishers. */
export const listTrustedPublishers = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/trusted-publishers",
      operationId: "listTrustedPublishers",
      tags: ["trusted-publishers"],
      summary: "List trusted publishers",
      description: "Newest first.",
    },
    rest: rest({ scope: "admin", success: [200], errors: [] }),
  })
  .input(ListTrustedPublishersInput)
  .output(TrustedPublisherPage)
  .query(({ ctx, input }) => ctx.verbs.listTrustedPublishers(ctx.caller, input));
