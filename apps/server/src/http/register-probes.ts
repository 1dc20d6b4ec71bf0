import type { FastifyInstance } from "fastify";

/** What `/readyz` looks at; each resolves, or rejects with the reason. */
export interface Readiness {
  readonly isDraining: () => boolean;
  readonly checks: Readonly<Record<string, () => Promise<void>>>;
}

/** `/livez`: the process answers. `/readyz`: it can serve requests now; it asks the database on every call. */
export function registerProbes(app: FastifyInstance, { isDraining, checks }: Readiness): void {
  // Who keeps a connection open hears in time that this server goes, and opens the next one with another.
  app.addHook("onSend", (_request, reply, payload, done) => {
    if (isDraining() && reply.statusCode < 400) reply.header("connection", "close");
    done(null, payload);
  });
  const quiet = { logLevel: "warn" } as const;
  app.get("/livez", quiet, async (_request, reply) => reply.header("cache-control", "no-store").send({ status: "ok" }));
  app.get("/readyz", quiet, async (request, reply) => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await check();
          return [name, "ok"];
        } catch (error) {
          request.log.warn({ err: error, check: name }, "not ready");
          return [name, "failed"];
        }
      }),
    );
    const states = { ...Object.fromEntries(results), ...(isDraining() ? { draining: "failed" } : {}) };
    const isReady = Object.values(states).every((state) => state === "ok");
    return reply
      .code(isReady ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: isReady ? "ok" : "unavailable", checks: states });
  });
}
