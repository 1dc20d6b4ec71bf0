import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { restRoutes } from "@surety/api/rest/rest-route";
import { appRouter } from "@surety/api/router";
import type { AnyProcedure, AnyRouter } from "@trpc/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cookieOf, openWorld, type Organization, signIn, type World, PASSWORD } from "./world.ts";

const PORTAL = "https://portal.example.com";
const EVIL = "https://evil.example";
const MISSING = "0d9f4a9e-7f9e-4a0e-8a34-3a0a1e3c8f11";
const JSON_BODY = { "content-type": "application/json" };

const rest = restRoutes(appRouter).map(({ method, path }) => ({ method: String(method), path: path.replaceAll(/\{\w+\}/g, MISSING) }));
const router: AnyRouter = appRouter;
const trpc = Object.entries<AnyProcedure>(router._def.procedures)
  .filter(([, { _def }]) => _def.type !== "subscription")
  .map(([name, { _def }]) => ({ method: _def.type === "query" ? "GET" : "POST", path: `/trpc/${name}` }));
const others = [
  "/",
  "/services/orders",
  "/assets/app-1a2b.js",
  "/assets/missing.js",
  "/openapi.json",
  "/livez",
  "/readyz",
  "/v1/nothing",
  "/v1/services/%zz",
  "/trpc/nothing",
  "/api/auth/get-session",
  "/api/auth/nothing",
  "/nothing.php",
].flatMap((path) => ["GET", "HEAD", "OPTIONS", "DELETE"].map((method) => ({ method, path })));

let world: World;
let organization: Organization;
beforeAll(async () => {
  const webDir = await mkdtemp(join(tmpdir(), "surety-web-"));
  await mkdir(join(webDir, "assets"));
  await writeFile(join(webDir, "index.html"), "<!doctype html><script>document.title = 'x'</script>");
  await writeFile(join(webDir, "assets/app-1a2b.js"), "void 0;");
  world = await openWorld({ webDir, url: "https://surety.example.com", corsOrigins: [PORTAL] });
  organization = await world.createOrganization();
});
afterAll(() => world.close());

interface Call {
  readonly method: string;
  readonly path: string;
}

/** Sends what is not JSON where there can be a body: nothing is created. */
function call({ method, path }: Call, headers: Record<string, string>): Promise<Response> {
  const hasBody = method === "POST" || method === "PUT";
  return fetch(world.url + path, {
    method,
    redirect: "manual",
    headers: { ...(hasBody ? JSON_BODY : {}), ...headers },
    ...(hasBody ? { body: "{" } : {}),
  });
}

function missingGuards({ headers }: Response): string[] {
  const csp = headers.get("content-security-policy") ?? "";
  const guards: Record<string, boolean> = {
    csp: csp.includes("default-src 'self'") && csp.includes("frame-ancestors 'none'") && !/unsafe-(inline|eval)/.test(csp),
    nosniff: headers.get("x-content-type-options") === "nosniff",
    frames: headers.get("x-frame-options") === "DENY",
    opener: headers.get("cross-origin-opener-policy") === "same-origin",
    resource: headers.get("cross-origin-resource-policy") !== null,
    referrer: headers.get("referrer-policy") === "same-origin",
    permissions: headers.get("permissions-policy") !== null,
    hsts: /^max-age=31536000/.test(headers.get("strict-transport-security") ?? ""),
    requestId: headers.get("x-request-id") !== null,
    noServer: headers.get("server") === null && headers.get("x-powered-by") === null,
  };
  return Object.keys(guards).filter((name) => guards[name] !== true);
}

describe("every route", () => {
  it.each([
    ["nobody", () => ({})],
    ["a good token", () => ({ authorization: `Bearer ${organization.token}` })],
    ["a bad token", () => ({ authorization: "Bearer x" })],
  ] as const)("answers %s with the headers that guard browsers", async (_, headersOf) => {
    const failures: string[] = [];
    for (const one of [...rest, ...trpc, ...others]) {
      const answer = await call(one, headersOf());
      await answer.arrayBuffer();
      const missing = missingGuards(answer);
      if (missing.length > 0) failures.push(`${one.method} ${one.path} ${answer.status}: ${missing.join(" ")}`);
    }
    expect(failures).toEqual([]);
  });

  it("that changes something refuses what another site sends with the cookie", async () => {
    const failures: string[] = [];
    for (const one of [...rest, ...trpc].filter(({ method }) => method !== "GET")) {
      for (const from of [{ origin: EVIL }, { origin: PORTAL }, { "sec-fetch-site": "cross-site" }]) {
        const answer = await call(one, { cookie: organization.cookie, ...from });
        const text = await answer.text();
        if (answer.status !== 403 || !text.includes("cross_origin")) failures.push(`${one.method} ${one.path} ${answer.status}`);
      }
    }
    expect(failures).toEqual([]);
  });
});

describe("cookies", () => {
  it("are bound to the host, over TLS, out of reach of scripts and of other sites", async () => {
    const answer = await signIn(world.url, { email: organization.email, password: PASSWORD });
    const cookies = answer.headers.getSetCookie();
    expect(cookies.some((cookie) => cookie.startsWith("__Host-surety.session_token="))).toBe(true);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__(Host|Secure)-/);
      expect(cookie).toMatch(/; HttpOnly; Secure; SameSite=Lax/);
      expect(cookie).not.toMatch(/Domain=/i);
    }
    expect((await fetch(`${world.url}/v1/session`, { headers: { cookie: cookieOf(answer) } })).status).toBe(200);
  });
});

describe("a listed origin", () => {
  const words = (value: string | null) => (value ?? "").split(",").map((word) => word.trim().toLowerCase());

  it("may send what the API takes, and never the cookie", async () => {
    const answer = await fetch(`${world.url}/v1/services/orders`, {
      method: "OPTIONS",
      headers: { origin: PORTAL, "access-control-request-method": "PUT", "access-control-request-headers": "if-match,idempotency-key" },
    });
    expect(answer.headers.get("access-control-allow-origin")).toBe(PORTAL);
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(words(answer.headers.get("access-control-allow-headers"))).toEqual(
      expect.arrayContaining(["authorization", "content-type", "idempotency-key", "if-match", "if-none-match"]),
    );
    expect(words(answer.headers.get("access-control-allow-methods"))).toEqual(
      expect.arrayContaining([...new Set(rest.map(({ method }) => method.toLowerCase()))]),
    );
  });

  it("reads what the API tells in headers, also of what is refused", async () => {
    for (const authorization of [`Bearer ${organization.token}`, "Bearer x"]) {
      const answer = await fetch(`${world.url}/v1/services`, { headers: { origin: PORTAL, authorization } });
      expect(answer.headers.get("access-control-allow-origin")).toBe(PORTAL);
      expect(answer.headers.get("vary")).toMatch(/origin/i);
      const exposed = words(answer.headers.get("access-control-expose-headers"));
      const needed = ["etag", "link", "location", "retry-after", "ratelimit", "ratelimit-policy", "idempotent-replayed", "x-request-id"];
      expect(exposed).toEqual(expect.arrayContaining(needed));
    }
  });
});
