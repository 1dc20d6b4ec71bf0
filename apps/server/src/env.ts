import { DEFAULT_QUOTAS, type QuotaLimits } from "@surety/model/quotas";
import { CI_ISSUERS } from "@surety/model/trusted-publishers";
import { z } from "zod";
import type { RateLimits } from "./http/register-rate-limit.ts";
import type { TlsFiles } from "./http/tls-server.ts";

const flag = z
  .enum(["0", "1"])
  .default("0")
  .transform((value) => value === "1");
const list = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  );
const origin = z
  .url({ protocol: /^https?$/, error: "an address such as https://surety.example.com" })
  .transform((value) => new URL(value).origin);

const issuers = z
  .string()
  .default(Object.values(CI_ISSUERS).join(","))
  .transform((value) =>
    value
      .split(",")
      .map((item) => item.trim().replace(/\/+$/, ""))
      .filter((item) => item !== ""),
  )
  .pipe(z.array(z.url({ protocol: /^https?$/, error: "addresses of OpenID Connect issuers, separated by commas" })));

const requests = z.coerce.number({ error: "requests in ten seconds, 0 for no limit" }).int().min(0);
const quota = (most: number) => z.coerce.number({ error: "a whole number, 0 for no limit" }).int().min(0).default(most);
const address = (pattern: RegExp, error: string) => z.string({ error }).regex(pattern, { error });
const smtp = z.url({ protocol: /^smtps?$/, error: "a mail server such as smtps://user:password@mail.example.com" });
const SECRET = "at least 32 random characters; make them with: openssl rand -base64 32";

const SIGN_IN = ["SURETY_SIGN_IN_ISSUER", "SURETY_SIGN_IN_CLIENT_ID", "SURETY_SIGN_IN_CLIENT_SECRET"] as const;

const Env = z
  .object({
    DATABASE_URL: address(/^postgres(ql)?:\/\//, "an address such as postgres://user:password@host:5432/surety"),
    REDIS_URL: address(/^rediss?:\/\//, "an address such as redis://host:6379").optional(),
    HOST: z.string().default("127.0.0.1"),
    PORT: z.coerce.number({ error: "a port number" }).int().min(0).max(65535).default(3000),
    SURETY_URL: origin.optional(),
    SURETY_SECRET: z.string({ error: SECRET }).min(32, { error: SECRET }),
    SURETY_SIGN_UP: z.enum(["open", "closed"]).default("closed"),
    SURETY_SIGN_IN_LINK: z.enum(["first-run", "always", "never"]).default("first-run"),
    SURETY_WEB_DIR: z.string().optional(),
    SURETY_TLS_CERT: z.string().optional(),
    SURETY_TLS_KEY: z.string().optional(),
    SURETY_CORS_ORIGINS: list,
    SURETY_TRUST_PROXY: list,
    SURETY_OIDC_ISSUERS: issuers,
    SURETY_SIGN_IN_ISSUER: z
      .url({ protocol: /^https?$/, error: "the address of an OpenID Connect provider, such as https://login.example.com" })
      .transform((value) => value.replace(/\/+$/, ""))
      .optional(),
    SURETY_SIGN_IN_CLIENT_ID: z.string().optional(),
    SURETY_SIGN_IN_CLIENT_SECRET: z.string().optional(),
    SURETY_SMTP_URL: smtp.optional(),
    SURETY_EGRESS_ALLOW: list,
    SURETY_EGRESS_OWN: list,
    SURETY_EGRESS_PROXY: z.url({ protocol: /^http$/, error: "a proxy such as http://proxy:3128" }).optional(),
    SURETY_QUOTA_SERVICES: quota(DEFAULT_QUOTAS.services),
    SURETY_QUOTA_VERSIONS: quota(DEFAULT_QUOTAS.versions),
    SURETY_QUOTA_CONTRACT_BYTES: quota(DEFAULT_QUOTAS.contractBytes),
    SURETY_QUOTA_TOKENS: quota(DEFAULT_QUOTAS.tokens),
    SURETY_QUOTA_WEBHOOKS: quota(DEFAULT_QUOTAS.webhooks),
    SURETY_QUOTA_RULESETS: quota(DEFAULT_QUOTAS.rulesets),
    SURETY_QUOTA_WAITING_CHECKS: quota(DEFAULT_QUOTAS.waitingChecks),
    SURETY_MAX_QUEUED_CHECKS: quota(50_000),
    SURETY_MAX_REQUESTS: quota(500),
    SURETY_OPERATOR_ORGANIZATION: z.string().optional(),
    SURETY_RATE_LIMIT: requests.default(1000),
    SURETY_RATE_LIMIT_ORGANIZATION: requests.optional(),
    SURETY_RATE_LIMIT_ADDRESS: requests.optional(),
    SURETY_ENGINES: z.coerce.number({ error: "a whole number, the engine processes at the same time" }).int().min(1).optional(),
    SURETY_ENGINE_MEMORY_MB: z.coerce
      .number({ error: "a number of megabytes, the heap of one engine process" })
      .int()
      .min(64)
      .default(1024),
    SURETY_CUSTOM_FUNCTIONS: flag,
    SURETY_HEALTH_PORT: z.coerce.number({ error: "a port number" }).int().min(0).max(65535).optional(),
    SURETY_EXIT_WITH_PARENT: flag,
    SURETY_DRAIN_MS: z.coerce.number({ error: "milliseconds" }).int().min(0).max(60_000).default(0),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .refine((env) => new Set(SIGN_IN.map((name) => env[name] === undefined)).size === 1, {
    path: ["SURETY_SIGN_IN_CLIENT_SECRET"],
    error: `what the provider gave, together with ${SIGN_IN.slice(0, 2).join(" and ")}`,
  })
  .refine(({ SURETY_TLS_CERT, SURETY_TLS_KEY }) => (SURETY_TLS_CERT === undefined) === (SURETY_TLS_KEY === undefined), {
    path: ["SURETY_TLS_KEY"],
    error: "the file of the key, together with SURETY_TLS_CERT, the file of its certificate",
  });

/** An OpenID Connect provider by which people sign in. */
export interface SignInProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Everything that the server is told from outside, read once. */
export interface ServerConfig {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Public origin, for example `https://surety.example.com`: links, cookies and same-origin checks follow it. */
  readonly url: string;
  readonly secret: string;
  readonly signUp: "open" | "closed";
  readonly signInLink: "first-run" | "always" | "never";
  /** Folder of the built dashboard; none is served when it is missing. */
  readonly webDir: string | undefined;
  /** Undefined: plain HTTP, for a proxy in front that speaks TLS. */
  readonly tls: TlsFiles | undefined;
  readonly corsOrigins: readonly string[];
  /** Addresses or CIDRs of proxies whose `X-Forwarded-*` headers are believed. */
  readonly trustProxy: readonly string[];
  /** Undefined: people sign in by password alone. */
  readonly signInProvider: SignInProvider | undefined;
  /** Whether the worker sends mail: what it is to send is promised only then. */
  readonly mail?: boolean;
  /** OpenID Connect issuers whose tokens of CI runs are exchanged. */
  readonly oidcIssuers: readonly string[];
  /** What the server may reach although its addresses are not public: `host:port`, or networks with ports. */
  readonly egressAllow: readonly string[];
  /** Addresses that nothing is sent to, whatever is allowed; the database, the queue and the listener are besides. */
  readonly egressOwn: readonly string[];
  /** The operator's forward proxy. */
  readonly egressProxy: string | undefined;
  readonly rateLimits: RateLimits;
  /** What each organization may have. */
  readonly quotas: QuotaLimits;
  /** Checks of all organizations that may wait before no more are taken; 0: no limit. */
  readonly maxQueuedChecks: number;
  /** Requests that are answered at the same time before others are refused; 0: no limit. */
  readonly maxRequests: number;
  /** The name in addresses of the organization whose admins see the whole installation; undefined: the first one. */
  readonly operatorOrganization: string | undefined;
  /** Engine processes at the same time; undefined: one less than there are processors. */
  readonly engines: number | undefined;
  readonly engineMemoryMb: number;
  /** Whether functions in stored rulesets are run: code of the organizations' administrators. */
  readonly customFunctions: boolean;
  /** Where `/livez`, `/readyz` and `/metrics` are answered, apart from the public port; nowhere when it is undefined. */
  readonly health: { readonly host: string; readonly port: number } | undefined;
  readonly exitWithParent: boolean;
  /** How long the server stays up, not ready, before it stops taking requests. */
  readonly drainMs: number;
  readonly logLevel: string;
}

/** Reads the environment; throws one message that names every variable that is missing or wrong. */
export function parseEnv(env: Readonly<Record<string, string | undefined>>): ServerConfig {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Env.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name}: ${present[name] === undefined ? "is missing; it is " : ""}${issue.message}`;
    });
    throw new Error(`The server cannot start with this environment:\n${lines.join("\n")}`);
  }
  const { data } = parsed;
  const { SURETY_TLS_CERT: certificate, SURETY_TLS_KEY: key } = data;
  return {
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    host: data.HOST,
    port: data.PORT,
    url: data.SURETY_URL ?? `${certificate === undefined ? "http" : "https"}://localhost:${data.PORT}`,
    secret: data.SURETY_SECRET,
    signUp: data.SURETY_SIGN_UP,
    signInLink: data.SURETY_SIGN_IN_LINK,
    webDir: data.SURETY_WEB_DIR,
    tls: certificate !== undefined && key !== undefined ? { certificate, key } : undefined,
    corsOrigins: data.SURETY_CORS_ORIGINS,
    trustProxy: data.SURETY_TRUST_PROXY,
    signInProvider: signInProviderOf(data),
    ...(data.SURETY_SMTP_URL === undefined ? {} : { mail: true }),
    oidcIssuers: data.SURETY_OIDC_ISSUERS,
    egressAllow: data.SURETY_EGRESS_ALLOW,
    egressOwn: data.SURETY_EGRESS_OWN,
    egressProxy: data.SURETY_EGRESS_PROXY,
    rateLimits: rateLimitsOf(data),
    quotas: quotasOf(data),
    maxQueuedChecks: data.SURETY_MAX_QUEUED_CHECKS,
    maxRequests: data.SURETY_MAX_REQUESTS,
    operatorOrganization: data.SURETY_OPERATOR_ORGANIZATION,
    engines: data.SURETY_ENGINES,
    engineMemoryMb: data.SURETY_ENGINE_MEMORY_MB,
    customFunctions: data.SURETY_CUSTOM_FUNCTIONS,
    health: data.SURETY_HEALTH_PORT === undefined ? undefined : { host: data.HOST, port: data.SURETY_HEALTH_PORT },
    exitWithParent: data.SURETY_EXIT_WITH_PARENT,
    drainMs: data.SURETY_DRAIN_MS,
    logLevel: data.LOG_LEVEL,
  };
}

function signInProviderOf(data: z.infer<typeof Env>): SignInProvider | undefined {
  const { SURETY_SIGN_IN_ISSUER: issuer, SURETY_SIGN_IN_CLIENT_ID: clientId, SURETY_SIGN_IN_CLIENT_SECRET: clientSecret } = data;
  return issuer === undefined || clientId === undefined || clientSecret === undefined ? undefined : { issuer, clientId, clientSecret };
}

/** Without a limit for credentials there is none of the others, unless it is set. */
function rateLimitsOf({
  SURETY_RATE_LIMIT: credential,
  SURETY_RATE_LIMIT_ORGANIZATION: organization = credential * 5,
  SURETY_RATE_LIMIT_ADDRESS: address = credential === 0 ? 0 : 200,
}: z.infer<typeof Env>): RateLimits {
  return { credential, organization, address };
}

function quotasOf(data: z.infer<typeof Env>): QuotaLimits {
  return {
    services: data.SURETY_QUOTA_SERVICES,
    versions: data.SURETY_QUOTA_VERSIONS,
    contractBytes: data.SURETY_QUOTA_CONTRACT_BYTES,
    tokens: data.SURETY_QUOTA_TOKENS,
    webhooks: data.SURETY_QUOTA_WEBHOOKS,
    rulesets: data.SURETY_QUOTA_RULESETS,
    waitingChecks: data.SURETY_QUOTA_WAITING_CHECKS,
  };
}
