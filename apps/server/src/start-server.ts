import { randomBytes, randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { type AnnouncedInstance, announceInstance } from "@surety/db/announce-instance";
import { openDatabase } from "@surety/db/open-database";
import { readBacklog } from "@surety/db/read-backlog";
import { createVerbs } from "@surety/domain/create-verbs";
import type { Verbs } from "@surety/domain/verbs";
import { bufferedOutput } from "@surety/telemetry/buffered-output";
import { buildVersion } from "@surety/telemetry/build-version";
import { registerBacklog } from "@surety/telemetry/backlog-metrics";
import { createServerMetrics, type ServerMetrics } from "@surety/telemetry/server-metrics";
import { type InternalServer, startInternalServer } from "@surety/telemetry/start-internal-server";
import { traceEngines } from "@surety/telemetry/trace-engines";
import { traceMethods } from "@surety/telemetry/trace-methods";
import type { Tracing } from "@surety/telemetry/tracing";
import { registerPools, watchStatements } from "@surety/telemetry/watch-statements";
import type { VerbDeps } from "@surety/domain/deps";
import { createSecretBox } from "@surety/domain/secrets/secret-box";
import { setUpOrganization } from "@surety/domain/organizations/set-up-organization";
import { authenticateToken } from "@surety/domain/tokens/authenticate-token";
import { Egress } from "@surety/egress/egress";
import { serverPolicy } from "@surety/egress/egress-policy";
import type { OrganizationId } from "@surety/model/ids";
import { SuretyError } from "@surety/model/errors";
import { createSandbox } from "@surety/sandbox/create-sandbox";
import { Redis } from "ioredis";
import pino from "pino";
import { createAccountAudit } from "./auth/account-audit.ts";
import { createAuth } from "./auth/create-auth.ts";
import { createInvitationDoor } from "./auth/invitation-door.ts";
import { issueSignInLink } from "./auth/issue-sign-in-link.ts";
import { restBetweenCalls } from "./auth/rest-between-calls.ts";
import { sessionCaller } from "./auth/session-caller.ts";
import { createPasswordResets } from "./auth/password-resets.ts";
import { createSignInThrottle } from "./auth/sign-in-throttle.ts";
import { createUrlJudge } from "./create-url-judge.ts";
import { buildServer } from "./build-server.ts";
import type { ServerConfig } from "./env.ts";
import { createCallers } from "./http/callers.ts";
import { idempotencyOf } from "./http/idempotency-of.ts";
import { logOptions } from "./http/log-options.ts";
import { migrationLevelCheck } from "./migration-level.ts";
import { oidcSignIn } from "./oidc/oidc-sign-in.ts";
import type { Paths } from "./paths.ts";
import { createIdTokens } from "./publishers/id-tokens.ts";
import { readDemoDocuments } from "./read-demo-documents.ts";

const MAX_CONNECTIONS = 20;
const CLOSE_LIMIT_MS = 20_000;

export interface RunningServer {
  /** Where it listens. */
  readonly address: string;
  /** Says that it is not ready any more, finishes what it has begun, and lets go of everything. */
  close(): Promise<void>;
}

export interface StartOptions {
  readonly config: ServerConfig;
  readonly paths: Paths;
  /** Takes each sign-in link that the server issues at its start. */
  readonly onSignInLink: (url: string) => void;
  /** Where log lines go; standard output by default. */
  readonly logTo?: { write(line: string): void };
  /** Begins to trace, when that is asked for. */
  readonly openTracing?: (onError: (message: string) => void) => Promise<Tracing | undefined>;
}

/** Composes the server from its parts and starts it. */
export async function startServer({
  config,
  paths,
  onSignInLink,
  logTo = bufferedOutput(),
  openTracing,
}: StartOptions): Promise<RunningServer> {
  const untraced = pino(logOptions(config.logLevel), logTo);
  const tracing = await openTracing?.((reason) => untraced.warn({ reason }, "spans could not be sent"));
  const log = tracing === undefined ? untraced : pino(logOptions(config.logLevel, tracing.ids), logTo);
  const metrics = createServerMetrics();
  const database = openDatabase({
    url: config.databaseUrl,
    maxConnections: MAX_CONNECTIONS,
    applicationName: "surety-server",
    watch: watchStatements(metrics.registry, tracing),
  });
  registerBacklog(metrics.registry, () => readBacklog(database.drizzle));
  registerPools(metrics.registry, { main: database.pool });
  const redis =
    config.redisUrl === undefined
      ? undefined
      : new Redis(config.redisUrl, { connectTimeout: 2_000, socketTimeout: 1_000, maxRetriesPerRequest: 0, enableOfflineQueue: false });
  redis?.on("error", (error) => log.warn({ err: error }, "Redis does not answer; each server counts requests for itself"));
  const engines = createSandbox({
    childPath: paths.engineChild.path,
    execArgv: paths.engineChild.execArgv,
    memoryMb: config.engineMemoryMb,
    ...(config.engines === undefined ? {} : { concurrency: config.engines }),
    customFunctions: config.customFunctions,
  });
  const { transact, repositories, storeOf, live } = database;
  const demoDocuments = await readDemoDocuments(paths.demoDocuments);
  const clock = () => new Date();
  const policy = serverPolicy({ allow: config.egressAllow, own: ownAddresses(config) });
  const egress = new Egress({
    policy,
    onFailure: metrics.egressDenied,
    ...(config.egressProxy === undefined ? {} : { proxy: config.egressProxy }),
  });
  const idTokens = createIdTokens({ issuers: config.oidcIssuers, audience: config.url, egress, clock });
  const deps: VerbDeps = {
    transact,
    storeOf,
    repositories,
    engines: tracing === undefined ? engines : traceEngines(tracing, engines),
    live,
    idTokens,
    clock,
    randomBytes,
    demoDocuments,
    quotas: config.quotas,
    maxQueuedChecks: config.maxQueuedChecks,
    ...(config.operatorOrganization === undefined ? {} : { operatorOrganization: config.operatorOrganization }),
    secrets: createSecretBox(config.secret),
    judgeUrl: createUrlJudge(policy, metrics.egressDenied),
    ...(config.mail === true ? { mail: { origin: config.url } } : {}),
  };
  const setUp = (organizationId: OrganizationId) => setUpOrganization(deps, organizationId);
  const invitations = createInvitationDoor(deps, database.drizzle);
  const throttle = createSignInThrottle(database.drizzle, config.secret);
  const audit = createAccountAudit(deps, { database: database.drizzle, log });
  const { signInProvider, url, signUp } = config;
  const plugins = signInProvider === undefined ? [] : [oidcSignIn({ ...signInProvider, url, signUp, egress, log })];
  const library = createAuth({
    ...config,
    database: database.drizzle,
    invitations,
    throttle,
    audit,
    setUpOrganization: setUp,
    onSignInLink,
    plugins,
    log,
  });
  const auth = restBetweenCalls(library);
  const passwordResets = createPasswordResets({ deps, auth, database: database.drizzle, throttle, log });
  const callers = createCallers({
    ofToken: async (secret) => {
      const caller = await authenticateToken(deps, secret);
      if (caller === null) throw new SuretyError("token_invalid", "The token is mistyped, expired or revoked.");
      return caller;
    },
    ofCookie: (cookie, organization) => sessionCaller({ auth, database: database.drizzle }, cookie, organization),
  });
  const state = { isDraining: false };
  const checks = { database: database.ping, migrations: await migrationLevelCheck(database.drizzle, paths.migrations) };
  const app = await buildServer({
    config: { ...config, webDir: config.webDir ?? paths.webDir },
    verbs: counted(tracing === undefined ? createVerbs(deps) : traceVerbs(tracing, createVerbs(deps)), metrics),
    auth,
    database: database.drizzle,
    invitations,
    passwordResets,
    audit,
    callers,
    idempotency: idempotencyOf(storeOf, repositories.idempotency),
    readiness: { isDraining: () => state.isDraining, checks },
    redis,
    metrics,
    log,
    tracing,
  });
  let internal: InternalServer | undefined;
  let announced: AnnouncedInstance | undefined;

  const close = async () => {
    state.isDraining = true;
    void announced?.drain();
    await new Promise((resolve) => setTimeout(resolve, config.drainMs));
    const late = setTimeout(() => app.server.closeAllConnections(), CLOSE_LIMIT_MS);
    await app.close();
    await Promise.all([passwordResets.close(), audit.close()]);
    clearTimeout(late);
    redis?.disconnect();
    await internal?.close();
    await announced?.leave();
    await Promise.all([engines.close(), egress.close(), database.close()]);
    await tracing?.close();
  };
  try {
    await checks.migrations();
    await issueSignInLink({ auth, database: database.drizzle, setUpOrganization: setUp }, config.signInLink);
    const vitals = { loops: {}, checks, isStopping: () => state.isDraining, registry: metrics.registry };
    internal = config.health && (await startInternalServer(vitals, config.health));
    announced = announceInstance({
      instances: repositories.instances,
      instance: {
        id: randomUUID(),
        kind: "server",
        host: hostname(),
        processId: process.pid,
        version: buildVersion(import.meta.url),
        concurrency: null,
      },
      onError: (error) => log.warn({ err: error }, "the server could not say that it lives"),
    });
    const address = await app.listen({ host: config.host, port: config.port });
    return { address: config.tls === undefined ? address : address.replace(/^http:/, "https:"), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The same verbs; each call is a span, but for streams, which last as long as somebody listens. */
function traceVerbs(tracing: Tracing, verbs: Verbs): Verbs {
  return traceMethods(tracing, verbs, { as: "verb", not: ["listen"] });
}

/** The same verbs; verdicts are counted. */
function counted(verbs: Verbs, metrics: ServerMetrics): Verbs {
  return {
    ...verbs,
    async decide(who, input) {
      const verdict = await verbs.decide(who, input);
      metrics.verdict(verdict.answer);
      return verdict;
    },
  };
}

/** What nobody makes the server call: its own database, queue and port. */
function ownAddresses({ databaseUrl, redisUrl, host, port, egressOwn }: ServerConfig): string[] {
  return [databaseUrl, ...(redisUrl === undefined ? [] : [redisUrl]), ...(port === 0 ? [] : [`${host}:${port}`]), ...egressOwn];
}
