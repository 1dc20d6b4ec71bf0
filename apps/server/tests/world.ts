import { randomBytes, randomInt, randomUUID } from "node:crypto";
import { setUpApplicationRole } from "@surety/db/application-role";
import { migrateDatabase } from "@surety/db/migrate";
import { digestMigrations } from "@surety/db/migrations-digest";
import type { Scope } from "@surety/model/callers";
import { DEFAULT_QUOTAS } from "@surety/model/quotas";
import { createTestDatabase } from "@surety/testkit/test-database";
import type { ServerConfig } from "../src/env.ts";
import { findPaths, type Paths } from "../src/paths.ts";
import { startServer } from "../src/start-server.ts";

const paths = findPaths(new URL("../src/main.ts", import.meta.url).href);
export const PASSWORD = "correct horse battery";

/** A member of an organization of their own, with a token for everything. */
export interface Organization {
  readonly id: string;
  readonly email: string;
  readonly cookie: string;
  readonly token: string;
}

export interface World {
  readonly url: string;
  /** Of the owner; the server has another role. */
  readonly databaseUrl: string;
  readonly config: ServerConfig;
  readonly paths: Paths;
  /** Every log line so far. */
  readonly log: string[];
  /** Sign-in links that the server has issued. */
  readonly links: string[];
  createOrganization(): Promise<Organization>;
  /** Signs somebody up by an invitation's link. */
  join(link: string, name: string): Promise<{ readonly id: string; readonly email: string; readonly cookie: string }>;
  /** Signs the owner in once more; the id of the new session. */
  openSession(organization: Pick<Organization, "email">): Promise<string>;
  createToken(cookie: string, scopes: readonly Scope[]): Promise<string>;
  close(): Promise<void>;
}

async function prepareDatabase(url: string, applicationUrl: string): Promise<void> {
  await migrateDatabase(url);
  await setUpApplicationRole(url, applicationUrl);
}

/** A real server on a real database of its own. */
export async function openWorld(overrides: Partial<ServerConfig> = {}): Promise<World> {
  const database = await createTestDatabase({ template: `served_${digestMigrations()}`, prepare: prepareDatabase });
  const log: string[] = [];
  const links: string[] = [];
  const config: ServerConfig = {
    databaseUrl: database.applicationUrl,
    redisUrl: undefined,
    host: "127.0.0.1",
    port: 0,
    url: "http://localhost:3000",
    secret: randomBytes(32).toString("base64"),
    signUp: "open",
    signInLink: "never",
    webDir: undefined,
    corsOrigins: [],
    tls: undefined,
    trustProxy: [],
    oidcIssuers: ["https://token.actions.githubusercontent.com"],
    signInProvider: undefined,
    egressAllow: [],
    egressOwn: [],
    egressProxy: undefined,
    quotas: DEFAULT_QUOTAS,
    maxQueuedChecks: 0,
    maxRequests: 0,
    operatorOrganization: undefined,
    health: undefined,
    rateLimits: { credential: 0, organization: 0, address: 0 },
    engines: undefined,
    engineMemoryMb: 1024,
    customFunctions: false,
    exitWithParent: false,
    drainMs: 0,
    logLevel: "trace",
    ...overrides,
  };
  const server = await startServer({
    config,
    paths,
    onSignInLink: (url) => links.push(url),
    logTo: { write: (line) => void log.push(line) },
  });
  const url = server.address;
  const createToken = async (cookie: string, scopes: readonly Scope[]) => {
    const created = await fetch(`${url}/v1/tokens`, {
      method: "POST",
      headers: { cookie, "content-type": "application/json" },
      body: JSON.stringify({ name: "test", scopes }),
    });
    if (created.status !== 201) throw new Error(`No token: ${await created.text()}`);
    const { secret } = (await created.json()) as { secret: string };
    return secret;
  };
  return {
    url,
    databaseUrl: database.url,
    config,
    paths,
    log,
    links,
    createToken,
    async join(link, name) {
      const secret = link.split("#")[1] ?? "";
      const offer = await postJson(`${url}/api/account/invitation`, { secret });
      const { email } = (await offer.json()) as { email: string };
      const cookie = cookieOf(await signUp(url, { email, name, password: PASSWORD, invitation: secret }));
      const { items } = (await (await fetch(`${url}/v1/members?limit=100`, { headers: { cookie } })).json()) as {
        items: { id: string; email: string }[];
      };
      const own = items.find((item) => item.email === email);
      if (own === undefined) throw new Error("Nobody has joined");
      return { id: own.id, email, cookie };
    },
    async openSession({ email }) {
      const cookie = cookieOf(await signIn(url, { email, password: PASSWORD }));
      const { items } = (await (await fetch(`${url}/v1/sessions`, { headers: { cookie } })).json()) as {
        items: { id: string; isCurrent: boolean }[];
      };
      return items.find(({ isCurrent }) => isCurrent)?.id ?? "";
    },
    async createOrganization() {
      const email = `${randomUUID()}@example.com`;
      const cookie = cookieOf(await signUp(url, { email, name: "Ada", password: PASSWORD }));
      const session = await fetch(`${url}/v1/session`, { headers: { cookie } });
      const { organization } = (await session.json()) as { organization: { id: string } };
      return {
        id: organization.id,
        email,
        cookie,
        token: await createToken(cookie, ["read", "contracts:write", "deployments:write", "admin"]),
      };
    },
    async close() {
      await server.close();
      await database.drop();
    },
  };
}

/** From an address of its own, where the server trusts this machine to say so. */
export function postJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const from = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`;
  const all = { "content-type": "application/json", "x-forwarded-for": from, ...headers };
  return fetch(url, { method: "POST", headers: all, body: JSON.stringify(body) });
}

export function signUp(url: string, body: Record<string, unknown>): Promise<Response> {
  return postJson(`${url}/api/auth/sign-up/email`, body);
}

export function signIn(url: string, body: Record<string, unknown>): Promise<Response> {
  return postJson(`${url}/api/auth/sign-in/email`, body);
}

/** What a browser would send back. */
export function cookieOf(response: Response): string {
  const cookies = response.headers.getSetCookie();
  if (cookies.length === 0) throw new Error(`No cookie in the answer ${response.status}`);
  return cookies.map((cookie) => cookie.split(";", 1)[0]).join("; ");
}
