import { createServer } from "node:http";

export interface Health {
  /** What turns again and again while the worker lives. */
  readonly loops: Readonly<Record<string, { sinceLastTick(): number }>>;
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  readonly isStopping: () => boolean;
}

export interface HealthServer {
  /** Where it listens, `http://host:port`. */
  readonly address: string;
  close(): Promise<void>;
}

/** A loop that has not turned for so long hangs: connections that never answer do that, and a restart helps. */
const HANGS_AFTER_MS = 30_000;

/** `/livez`: all loops turn. `/readyz`: the database answers, and the worker takes jobs. */
export async function startHealthServer(
  health: Health,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<HealthServer> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response
        .writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
        .end(JSON.stringify(body));
    };
    const path = request.url?.split("?", 1)[0];
    if (path === "/livez") {
      const checks = liveness(health);
      answer(isGood(checks) ? 200 : 503, { status: isGood(checks) ? "ok" : "unavailable", checks });
    } else if (path === "/readyz") {
      void readiness(health).then((checks) =>
        answer(isGood(checks) ? 200 : 503, { status: isGood(checks) ? "ok" : "unavailable", checks }),
      );
    } else answer(404, { status: "not-found", paths: ["/livez", "/readyz"] });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, resolve);
  });
  const address = server.address();
  const open = typeof address === "object" && address !== null ? address.port : port;
  return {
    address: `http://${host}:${open}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Checks = Readonly<Record<string, "ok" | "failed">>;

const isGood = (checks: Checks): boolean => Object.values(checks).every((state) => state === "ok");

function liveness({ loops }: Health): Checks {
  return Object.fromEntries(
    Object.entries(loops).map(([name, loop]) => [name, loop.sinceLastTick() < HANGS_AFTER_MS ? "ok" : "failed"] as const),
  );
}

async function readiness({ ping, isStopping }: Health): Promise<Checks> {
  const database = await ping().then(
    () => "ok" as const,
    () => "failed" as const,
  );
  return { database, ...(isStopping() ? { stopping: "failed" as const } : {}) };
}
