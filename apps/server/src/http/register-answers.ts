import { refuseOtherMethods } from "@surety/api/rest/refuse-other-methods";
import type { FastifyInstance } from "fastify";

/** Addresses beside REST with the methods that they take. */
const FIXED = { "/openapi.json": ["GET", "HEAD"], "/livez": ["GET", "HEAD"], "/readyz": ["GET", "HEAD"] } as const;

/** What nobody has said otherwise of is not kept by caches, and addresses beside REST refuse other methods as REST does. */
export function registerAnswers(app: FastifyInstance): void {
  app.addHook("onSend", (_request, reply, _payload, done) => {
    if (!reply.hasHeader("cache-control")) reply.header("cache-control", "no-store");
    done();
  });
  for (const [path, methods] of Object.entries(FIXED)) refuseOtherMethods(app, path, methods);
}
