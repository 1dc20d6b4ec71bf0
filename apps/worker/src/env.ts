import { z } from "zod";

const positive = (what: string, fallback: number) => z.coerce.number({ error: what }).int().min(1).default(fallback);

const list = z
  .string()
  .default("")
  .transform((value) =>
    value
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  );

const Env = z.object({
  NODE_ENV: z.string().default("production"),
  DATABASE_URL: z
    .string({ error: "the address of PostgreSQL, such as postgres://user:password@host:5432/surety" })
    .regex(/^postgres(ql)?:\/\//, { error: "an address such as postgres://user:password@host:5432/surety" }),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, { error: "an address such as redis://host:6379" })
    .optional(),
  SURETY_SECRET: z
    .string({ error: "the secret of the server: at least 32 characters, the same for both" })
    .min(32, { error: "the secret of the server: at least 32 characters, the same for both" }),
  SURETY_SMTP_URL: z.url({ protocol: /^smtps?$/, error: "a mail server such as smtps://user:password@mail.example.com" }).optional(),
  SURETY_MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*@[^\r\n]+$/, { error: "who writes, such as Surety <surety@example.com>" })
    .optional(),
  SURETY_URL: z
    .url({ protocol: /^https?$/, error: "the public address of the server, such as https://surety.example.com" })
    .transform((value) => new URL(value).origin)
    .optional(),
  SURETY_EGRESS_ALLOW: list,
  SURETY_EGRESS_OWN: list,
  SURETY_EGRESS_PROXY: z.url({ protocol: /^http$/, error: "a proxy such as http://proxy:3128" }).optional(),
  SURETY_WEBHOOK_CONCURRENCY: positive("the number of webhooks that are sent at the same time", 32),
  SURETY_WORKER_CONCURRENCY: positive("the number of checks that run at the same time", 2),
  SURETY_ENGINE_MEMORY_MB: positive("a number of megabytes, the heap of one engine process", 1024),
  SURETY_DRAIN_MS: z.coerce.number({ error: "a number of milliseconds" }).int().min(0).max(300_000).default(25_000),
  SURETY_CUSTOM_FUNCTIONS: z.enum(["0", "1"]).default("0"),
  SURETY_HEALTH_PORT: z.coerce.number({ error: "a port number" }).int().min(0).max(65535).optional(),
  HOST: z.string().default("127.0.0.1"),
  SURETY_EXIT_WITH_PARENT: z.enum(["0", "1"]).default("0"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** The operator's mail server, and what mails say of Surety. */
export interface MailConfig {
  readonly url: string;
  readonly from: string;
  /** Where links in mails lead. */
  readonly origin: string;
}

/** Everything that the worker is told from outside, read once. */
export interface WorkerConfig {
  readonly databaseUrl: string;
  /** Jobs are kept in Redis when it is given, in PostgreSQL otherwise. */
  readonly redisUrl: string | undefined;
  /** Of the whole installation: opens what the server has sealed. */
  readonly secret: string;
  /** Undefined: no mail is sent. */
  readonly mail: MailConfig | undefined;
  /** Addresses that webhooks may go to although they are not public. */
  readonly egressAllow: readonly string[];
  /** Addresses that nothing is sent to, whatever is allowed; the database and the queue are besides. */
  readonly egressOwn: readonly string[];
  /** The operator's forward proxy. */
  readonly egressProxy: string | undefined;
  /** Webhooks at the same time. */
  readonly webhookConcurrency: number;
  /** Checks at the same time; each may use one engine process. */
  readonly concurrency: number;
  readonly engineMemoryMb: number;
  /** How long running checks may take after SIGTERM, before they are handed back. */
  readonly drainMs: number;
  /** Whether functions in stored rulesets are run: code of the organizations' administrators. */
  readonly customFunctions: boolean;
  /** Where `/livez` and `/readyz` are answered; nowhere when it is undefined. */
  readonly health: { readonly host: string; readonly port: number } | undefined;
  readonly exitWithParent: boolean;
  readonly logLevel: string;
}

/** Reads the environment; throws one message that names every variable that is missing or wrong. */
export function parseEnv(env: Readonly<Record<string, string | undefined>>): WorkerConfig {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = Env.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return `  ${name} ${present[name] === undefined ? "is missing; it is" : "must be"} ${issue.message}`;
    });
    throw new Error(`The worker cannot start with this environment:\n${lines.join("\n")}`);
  }
  const { data } = parsed;
  return {
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    secret: data.SURETY_SECRET,
    mail: mailOf(data),
    egressAllow: data.SURETY_EGRESS_ALLOW,
    egressOwn: data.SURETY_EGRESS_OWN,
    egressProxy: data.SURETY_EGRESS_PROXY,
    webhookConcurrency: data.SURETY_WEBHOOK_CONCURRENCY,
    concurrency: data.SURETY_WORKER_CONCURRENCY,
    engineMemoryMb: data.SURETY_ENGINE_MEMORY_MB,
    drainMs: data.SURETY_DRAIN_MS,
    customFunctions: data.SURETY_CUSTOM_FUNCTIONS === "1",
    health: data.SURETY_HEALTH_PORT === undefined ? undefined : { host: data.HOST, port: data.SURETY_HEALTH_PORT },
    exitWithParent: data.SURETY_EXIT_WITH_PARENT === "1",
    logLevel: data.LOG_LEVEL,
  };
}

function mailOf({ SURETY_SMTP_URL: url, SURETY_MAIL_FROM: from, SURETY_URL: origin }: z.infer<typeof Env>): MailConfig | undefined {
  if (url === undefined) return undefined;
  if (from === undefined || origin === undefined)
    throw new Error(
      "The worker cannot start with this environment:\n  SURETY_SMTP_URL needs SURETY_MAIL_FROM, who writes, and SURETY_URL, where links lead",
    );
  return { url, from, origin };
}
