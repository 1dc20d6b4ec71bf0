import { randomUUID } from "node:crypto";
import { constants } from "node:zlib";
import compress from "@fastify/compress";
import { openApiDocument } from "@surety/api/openapi/openapi-document";
import type { ApiContext } from "@surety/api/procedure";
import { registerRest } from "@surety/api/rest/register-rest";
import { sendProblem } from "@surety/api/rest/send-problem";
import { appRouter } from "@surety/api/router";
import type { IdempotencyRepository } from "@surety/domain/idempotency/idempotency-repository";
import type { Verbs } from "@surety/domain/verbs";
import type { Caller } from "@surety/model/callers";
import { MAX_CONTRACT_BYTES } from "@surety/model/contracts";
import { ruleHelp } from "@surety/sandbox/rule-help";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, type RawServerDefault } from "fastify";
import type { ServerMetrics } from "@surety/telemetry/server-metrics";
import type { Tracing } from "@surety/telemetry/tracing";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Redis } from "ioredis";
import type { AccountAudit } from "./auth/account-audit.ts";
import type { Auth } from "./auth/create-auth.ts";
import type { InvitationDoor } from "./auth/invitation-door.ts";
import type { PasswordResets } from "./auth/password-resets.ts";
import { registerAuth } from "./auth/register-auth.ts";
import type { ServerConfig } from "./env.ts";
import type { Callers } from "./http/callers.ts";
import { registerAccessLog } from "./http/register-access-log.ts";
import { registerAnswers } from "./http/register-answers.ts";
import { registerIdempotency } from "./http/register-idempotency.ts";
import { registerOverload } from "./http/register-overload.ts";
import { type Readiness, registerProbes } from "./http/register-probes.ts";
import { registerRateLimit } from "./http/register-rate-limit.ts";
import { registerSecurity } from "./http/register-security.ts";
import { registerTracing } from "./http/register-tracing.ts";
import { registerTrpc } from "./http/register-trpc.ts";
import { createTlsServer } from "./http/tls-server.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { readIndexHtml, registerWeb } from "./http/register-web.ts";

const REQUEST_TIMEOUT_MS = 30_000;
/** Long enough for the names of a batch of tRPC calls; the names in addresses have shorter limits of their own. */
const MAX_PARAM_LENGTH = 2048;

export interface ServerParts {
  readonly config: Pick<
    ServerConfig,
    "url" | "webDir" | "tls" | "corsOrigins" | "trustProxy" | "rateLimits" | "maxRequests" | "secret" | "signInProvider"
  >;
  readonly verbs: Verbs;
  readonly auth: Auth;
  /** Where accounts are. */
  readonly database: PostgresJsDatabase;
  readonly invitations: InvitationDoor;
  readonly passwordResets: PasswordResets;
  readonly audit: AccountAudit;
  readonly callers: Callers;
  readonly idempotency: IdempotencyRepository;
  readonly readiness: Readiness;
  readonly redis?: Redis | undefined;
  readonly metrics: Pick<ServerMetrics, "answered" | "rateLimited">;
  readonly log: FastifyBaseLogger;
  readonly tracing?: Tracing | undefined;
}

/** The whole HTTP surface, not listening yet: REST, tRPC, sign-in, probes, the OpenAPI document and the dashboard. */
export async function buildServer({
  config,
  verbs,
  auth,
  database,
  invitations,
  passwordResets,
  audit,
  callers,
  idempotency: repository,
  readiness,
  redis,
  metrics,
  log,
  tracing,
}: ServerParts): Promise<FastifyInstance> {
  const indexHtml = readIndexHtml(config.webDir);
  const headers = securityHeaders({ url: config.url, indexHtml: indexHtml ?? "" });
  const { tls } = config;
  const app = Fastify<RawServerDefault>({
    ...(tls !== undefined && { serverFactory: (handler) => createTlsServer(tls, { handler, requestTimeout: REQUEST_TIMEOUT_MS, log }) }),
    loggerInstance: log,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    trustProxy: config.trustProxy.length === 0 ? false : [...config.trustProxy],
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    forceCloseConnections: "idle",
    // What cannot be routed is answered before any hook runs.
    frameworkErrors: (error, request, reply) => sendProblem(reply.headers({ ...headers, "x-request-id": request.id }), error),
  });
  app.setErrorHandler((error, _request, reply) => sendProblem(reply, error));
  const traceOf = tracing && registerTracing(app, tracing);
  registerAccessLog(app, { log, callers, traceOf, onAnswered: metrics.answered });
  await registerSecurity(app, { url: config.url, corsOrigins: config.corsOrigins, headers });
  registerOverload(app, config);
  registerRateLimit(app, { limits: config.rateLimits, redis, callerOf: callers.of, onRefused: metrics.rateLimited });
  const idempotency = registerIdempotency(app, { repository, callers, secret: config.secret });
  await app.register(compress, { encodings: ["br", "gzip"], brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } } });

  const contextFor = (request: FastifyRequest, caller: Caller | null): ApiContext => ({
    verbs,
    caller: withOrigin(caller, request),
    requestId: request.id,
    effectId: () => idempotency.effectIdOf(request),
  });
  const createContext = (request: FastifyRequest): ApiContext | Promise<ApiContext> => {
    const caller = callers.of(request);
    return caller instanceof Promise ? caller.then((known) => contextFor(request, known)) : contextFor(request, caller);
  };
  registerAnswers(app);
  registerProbes(app, readiness);
  registerDocument(app, config.corsOrigins);
  await registerRest(app, { router: appRouter, createContext, maxBodyBytes: MAX_CONTRACT_BYTES, help: ruleHelp() });
  await registerTrpc(app, { router: appRouter, createContext });
  await registerAuth(app, { auth, database, invitations, passwordResets, audit, hasOidc: config.signInProvider !== undefined });
  await registerWeb(app, config.webDir, indexHtml);
  return app;
}

function registerDocument(app: FastifyInstance, corsOrigins: readonly string[]): void {
  const document = JSON.stringify(openApiDocument({ serverUrl: "/", corsOrigins }));
  app.get("/openapi.json", (_request, reply) =>
    reply
      .headers({
        "content-type": "application/json; charset=utf-8",
        "cache-control": "public, max-age=300",
        "access-control-allow-origin": "*",
        "cross-origin-resource-policy": "cross-origin",
      })
      .send(document),
  );
}

/** What the audit log says of where the caller was. */
function withOrigin(caller: Caller | null, { ip, id, headers }: FastifyRequest): Caller | null {
  if (caller === null) return null;
  return { ...caller, origin: { address: ip, userAgent: headers["user-agent"] ?? null, requestId: id } };
}
