import { SuretyError } from "@surety/model/errors";
import type { FastifyInstance } from "fastify";

const COUNTED: unique symbol = Symbol("counted");
declare module "fastify" {
  interface FastifyRequest {
    [COUNTED]?: true;
  }
}

/** What machines ask of the process, and streams, which stay open and cost nothing meanwhile. */
const UNCOUNTED = ["/livez", "/readyz", "/trpc/live.listen"];

export interface OverloadOptions {
  /** Requests that are answered at the same time before others are refused; 0 for no limit. */
  readonly maxRequests: number;
}

/**
 * Refuses with 503 `overloaded` what would wait too long: requests that are under way wait for each other, whatever of it is short
 * (processor, connections, engines), so that their number says how long the next one would take.
 */
export function registerOverload(app: FastifyInstance, { maxRequests }: OverloadOptions): void {
  if (maxRequests === 0) return;
  let count = 0;
  app.addHook("onRequest", (request, _reply, done) => {
    if (UNCOUNTED.some((path) => request.url.startsWith(path))) return done();
    if (count >= maxRequests)
      throw new SuretyError("overloaded", `${maxRequests} requests are being answered, and this server takes no more at a time.`, {
        limit: "requests",
      });
    count += 1;
    request[COUNTED] = true;
    done();
  });
  app.addHook("onResponse", (request, _reply, done) => {
    if (request[COUNTED] === true) count -= 1;
    done();
  });
}
