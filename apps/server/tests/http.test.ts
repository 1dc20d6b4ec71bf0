import { mkdtemp, mkdir, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testRedis } from "@surety/testkit/redis";
import { startServer } from "../src/start-server.ts";
import { callRest } from "./calls.ts";
import { openWorld, type Organization, type World } from "./world.ts";

let world: World;
let organization: Organization;
beforeAll(async () => {
  const webDir = await mkdtemp(join(tmpdir(), "surety-web-"));
  await mkdir(join(webDir, "assets"));
  await writeFile(
    join(webDir, "index.html"),
    "<!doctype html><script>document.title = 'x'</script><script src=/assets/app-1a2b.js></script>",
  );
  await writeFile(join(webDir, "assets/app-1a2b.js"), "void 0;");
  world = await openWorld({ webDir });
  organization = await world.createOrganization();
});
afterAll(() => world.close());

describe("headers of every answer", () => {
  it.each([
    "/",
    "/services/orders",
    "/v1/services",
    "/v1/nothing",
    "/trpc/nothing",
    "/api/auth/nothing",
    "/openapi.json",
    "/livez",
    "/assets/app-1a2b.js",
    "/assets/missing.js",
    "/v1/services/%zz",
  ])("%s is guarded", async (path) => {
    const { headers } = await fetch(world.url + path);
    const csp = headers.get("content-security-policy") ?? "";
    expect(csp).toContain("frame-ancestors 'none'");
    expect(csp).not.toMatch(/unsafe-(inline|eval)/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("strict-transport-security")).toBeNull();
  });

  it("allow the page's own inline script by its hash", async () => {
    const { headers } = await fetch(world.url);
    expect(headers.get("content-security-policy")).toMatch(/script-src 'self' 'sha256-[A-Za-z0-9+/]{43}='/);
  });

  it("ask for https where the server is reached by it, and mark the cookie Secure", async () => {
    const secure = await openWorld({ url: "https://surety.example.com" });
    const { headers } = await fetch(`${secure.url}/livez`);
    expect(headers.get("strict-transport-security")).toContain("max-age=31536000");
    const signedUp = await fetch(`${secure.url}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "a@example.com", name: "A", password: "correct horse battery" }),
    });
    expect(signedUp.headers.getSetCookie()[0]).toMatch(/^__Host-surety\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax/);
    await secure.close();
  });
});

describe("the dashboard", () => {
  it("is the page for every address that is not the API's", async () => {
    for (const path of ["/", "/services/orders", "/docs", "/docs/errors/version_conflict"]) {
      const response = await fetch(world.url + path, { headers: { accept: "text/html" } });
      expect([response.status, response.headers.get("content-type"), response.headers.get("cache-control")]).toEqual([
        200,
        "text/html; charset=utf-8",
        "no-cache",
      ]);
    }
    for (const path of ["/v1/nothing", "/api/nothing", "/assets/missing.js", "/trpc"])
      expect((await fetch(world.url + path, { headers: { accept: "text/html" } })).status).toBe(404);
    expect((await fetch(`${world.url}/services`, { method: "POST" })).status).toBe(404);
  });

  it("has its hashed files kept for good, and no file outside its folder", async () => {
    expect((await fetch(`${world.url}/assets/app-1a2b.js`)).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect(await raw("/assets/..%2f..%2f..%2fetc/passwd")).not.toContain("root:");
    expect(await raw("/../../../../etc/passwd")).not.toContain("root:");
  });

  function raw(path: string): Promise<string> {
    const { hostname, port } = new URL(world.url);
    return new Promise((resolve, reject) => {
      request({ hostname, port, path }, (response) => {
        let body = "";
        response
          .setEncoding("utf8")
          .on("data", (chunk: string) => (body += chunk))
          .on("end", () => resolve(body));
      })
        .on("error", reject)
        .end();
    });
  }
});

describe("requests of other sites", () => {
  const put = (headers: Record<string, string>) =>
    fetch(`${world.url}/v1/services/orders`, { method: "PUT", headers: { "content-type": "application/json", ...headers }, body: "{}" });

  it("are refused when they bring the cookie", async () => {
    const { cookie } = organization;
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
    ]) {
      const response = await put({ cookie, ...headers });
      expect([response.status, await response.json()]).toMatchObject([403, { code: "cross_origin" }]);
    }
    const trpc = await fetch(`${world.url}/trpc/demo.load`, {
      method: "POST",
      headers: { cookie, origin: "https://evil.example", "content-type": "application/json" },
    });
    expect(trpc.status).toBe(403);
    const form = await fetch(`${world.url}/api/auth/sign-out`, {
      method: "POST",
      headers: { cookie, origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" },
      body: "",
    });
    expect(form.status).toBe(403);
  });

  it("are taken from the own pages, from programs, and with a token", async () => {
    const { cookie, token } = organization;
    for (const headers of [
      { cookie, origin: world.url },
      { cookie, origin: "http://localhost:3000" },
      { cookie, "sec-fetch-site": "same-origin" },
      { cookie },
      { authorization: `Bearer ${token}`, origin: "https://evil.example" },
    ]) {
      expect((await put(headers)).status).toBeLessThan(300);
    }
  });

  it("see no CORS headers, unless their origin is listed", async () => {
    const origin = "https://portal.example.com";
    expect((await fetch(`${world.url}/v1/services`, { headers: { origin } })).headers.get("access-control-allow-origin")).toBeNull();
    const open = await openWorld({ corsOrigins: [origin] });
    const preflight = await fetch(`${open.url}/v1/services/orders`, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "PUT" },
    });
    expect([
      preflight.status,
      preflight.headers.get("access-control-allow-origin"),
      preflight.headers.get("access-control-allow-credentials"),
    ]).toEqual([204, origin, null]);
    expect(
      (await fetch(`${open.url}/livez`, { headers: { origin: "https://evil.example" } })).headers.get("access-control-allow-origin"),
    ).not.toBe("https://evil.example");
    await open.close();
  });
});

describe("limits", () => {
  it("are told of in every answer, and answered 429 with the time to wait", async () => {
    const limited = await openWorld({ rateLimits: { credential: 30, organization: 150, address: 0 } });
    const own = await limited.createOrganization();
    const flood = () => Promise.all(Array.from({ length: 40 }, () => callRest(limited, own, "session.get", undefined)));
    const answers = [...(await flood()), ...(await flood()), ...(await flood())];
    for (const { headers } of answers) expect(headers.get("ratelimit-policy")).toBe('"credential";q=30;w=10, "organization";q=150;w=10');
    const refused = answers.find((answer) => answer.status === 429);
    expect(refused?.body).toMatchObject({ code: "rate_limited", status: 429, limit: "credential" });
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await callRest(limited, { token: "x" }, "session.get", undefined)).status).toBe(401);
    await limited.close();
  });

  const redis = testRedis();
  it.skipIf(redis.skip)("count for all servers together, with a Redis", async () => {
    const first = await openWorld({ rateLimits: { credential: 1000, organization: 0, address: 0 }, redisUrl: redis.url });
    const second = await startServer({
      config: first.config,
      paths: first.paths,
      onSignInLink: () => undefined,
      logTo: { write: () => undefined },
    });
    const own = await first.createOrganization();
    const left: number[] = [];
    for (const url of [first.url, second.address, first.url, second.address]) {
      const { headers } = await callRest({ ...first, url }, own, "session.get", undefined);
      left.push(Number(/^"credential";r=(\d+);/.exec(headers.get("ratelimit") ?? "")?.[1]));
    }
    // A window may end among the four: then the count begins again, once.
    expect(left.filter((value, index) => index > 0 && value === (left[index - 1] ?? 0) - 1).length).toBeGreaterThanOrEqual(2);
    await second.close();
    await first.close();
  });

  it("evaluate at most twenty guesses of passwords from an address in ten minutes", async () => {
    const guessed = await openWorld();
    const guess = () =>
      fetch(`${guessed.url}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email: `${randomUUID()}@example.com`, password: "wrong wrong" }),
      });
    const statuses = [];
    for (let turn = 0; turn < 25; turn += 1) statuses.push((await guess()).status);
    expect(statuses.filter((status) => status !== 429)).toHaveLength(20);
    await guessed.close();
  });
});

describe("probes and the end", () => {
  it("is ready with its database and its migrations", async () => {
    expect(await (await fetch(`${world.url}/readyz`)).json()).toEqual({ status: "ok", checks: { database: "ok", migrations: "ok" } });
  });

  it("lets what has begun finish, and ends live streams", async () => {
    const ending = await openWorld();
    const own = await ending.createOrganization();
    const stream = await fetch(`${ending.url}/trpc/live.listen`, {
      headers: { authorization: `Bearer ${own.token}`, accept: "text/event-stream" },
    });
    const ended = stream.text().catch(() => "cut");
    await ending.close();
    await ended;
    await expect(fetch(`${ending.url}/livez`)).rejects.toThrow();
  });
});
