import { ExchangedToken, ExchangeTokenInput } from "@surety/model/trusted-publishers";
import { openProcedure, rest } from "../procedure.ts";

/** Exchange the token of a CI run for one of ours. */
export const createTokenExchange = openProcedure
  .meta({
    openapi: {
      method: "POST",
      path: "/v1/token-exchanges",
      operationId: "createTokenExchange",
      tags: ["trusted-publishers"],
      summary: "Exchange the token of a CI run",
      description:
        "A run of GitHub Actions or GitLab CI gives its OpenID Connect token, whose audience is the address of this server, and gets an API token for thirty minutes, by the strictest trusted-publisher rule that fits. Each token is taken once. The exchange is that of RFC 8693, in JSON.",
    },
    rest: rest({ scope: null, success: [200], errors: ["id_token_refused", "no_trusted_publisher"] }),
  })
  .input(ExchangeTokenInput)
  .output(ExchangedToken)
  .mutation(({ ctx, input }) => ctx.verbs.exchangeToken(input));
