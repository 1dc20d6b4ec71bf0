import { createServer, type ServerResponse } from "node:http";
import type { Registry } from "prom-client";

export interface Vitals {
  /** What turns again and again while the process lives. */
  readonly loops: Readonly<Record<string, { sinceLastTick(): number }>>;
  /** What it takes to do its work; each resolves, or rejects with the reason. */
  readonly checks: Readonly<Record<string, () => Promise<void>>>;
  readonly isStopping: () => boolean;
  readonly registry: Registry;
}

export interface InternalServer {
  /** Where it listens, `http://host:port`. */
  readonly address: string;
  close(): Promise<void>;
}

/** A loop that has not turned for so long hangs: connections that never answer do that, and a restart helps. */
const HANGS_AFTER_MS = 30_000;
const PATHS = ["/livez", "/readyz", "/metrics"];

/**
 * Answers the machines that run the process, on a port of their own: `/livez` (all loops turn), `/readyz` (it can do its
 * work), `/metrics` (the text format of Prometheus).
 */
export async function startInternalServer(
  vitals: Vitals,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<InternalServer> {
  const server = createServer((request, response) => {
    void answer(vitals, request.url?.split("?", 1)[0] ?? "", response);
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

async function answer(vitals: Vitals, path: string, response: ServerResponse): Promise<void> {
  if (path === "/livez") sendChecks(response, liveness(vitals));
  else if (path === "/readyz") sendChecks(response, await readiness(vitals));
  else if (path === "/metrics") {
    const text = await vitals.registry.metrics();
    response.writeHead(200, { "content-type": vitals.registry.contentType, "cache-control": "no-store" }).end(text);
  } else sendJson(response, 404, { status: "not-found", paths: PATHS });
}

type Checks = Readonly<Record<string, "ok" | "failed">>;

function sendChecks(response: ServerResponse, checks: Checks): void {
  const isGood = Object.values(checks).every((state) => state === "ok");
  sendJson(response, isGood ? 200 : 503, { status: isGood ? "ok" : "unavailable", checks });
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" }).end(JSON.stringify(body));
}

function liveness({ loops }: Vitals): Checks {
  return Object.fromEntries(
    Object.entries(loops).map(([name, loop]) => [name, loop.sinceLastTick() < HANGS_AFTER_MS ? "ok" : "failed"] as const),
  );
}

async function readiness({ checks, isStopping }: Vitals): Promise<Checks> {
  const states = Object.entries(checks).map(
    async ([name, check]) =>
      [
        name,
        await check().then(
          () => "ok" as const,
          () => "failed" as const,
        ),
      ] as const,
  );
  return { ...Object.fromEntries(await Promise.all(states)), ...(isStopping() ? { stopping: "failed" as const } : {}) };
}
