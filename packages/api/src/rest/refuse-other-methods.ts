import { SuretyError } from "@surety/model/errors";
import type { FastifyInstance, HTTPMethods } from "fastify";

/** Answers 405 with `Allow` to methods that an address does not take, before it reads anything, and tells them by OPTIONS. */
export function refuseOtherMethods(scope: FastifyInstance, url: string, taken: readonly string[]): void {
  const allow = [...taken, "OPTIONS"].join(", ");
  const refused = scope.supportedMethods.filter((method) => method !== "OPTIONS" && !taken.includes(method));
  scope.route({
    method: refused as HTTPMethods[],
    url,
    onRequest: async (request, reply) => {
      reply.header("allow", allow);
      throw new SuretyError(
        "method_not_allowed",
        `${request.method} does not work here; ${taken.join(", ")} ${taken.length > 1 ? "do" : "does"}.`,
      );
    },
    handler: () => {
      throw new Error("The request was answered before its handler");
    },
  });
  scope.options(url, (_request, reply) => reply.code(204).headers({ allow, "cache-control": "no-store" }).send());
}
