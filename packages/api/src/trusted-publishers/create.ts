import { TrustedPublisherId } from "@surety/model/ids";
import { CreateTrustedPublisherInput, TrustedPublisher } from "@surety/model/trusted-publishers";
import { effectId } from "../effect-id.ts";
import { procedure, rest } from "../procedure.ts";

/** Trust the CI of a repository. */
export const createTrustedPublisher = procedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/trusted-publishers",
      operationId: "createTrustedPublisher",
      tags: ["trusted-publishers"],
      summary: "Trust the CI of a repository",
      description: "Runs that the rule fits exchange their OpenID Connect token for one of ours, so that no secret is stored there.",
    },
    rest: rest<TrustedPublisher>({
      scope: "admin",
      success: [201],
      location: (output) => `/v1/trusted-publishers/${output.id}`,
      errors: [],
    }),
  })
  .input(CreateTrustedPublisherInput)
  .output(TrustedPublisher)
  .mutation(({ ctx, input }) =>
    ctx.verbs.createTrustedPublisher(ctx.caller, {
      ...input,
      id: effectId(ctx.effectId?.(), "trusted-publisher", input, TrustedPublisherId),
    }),
  );
