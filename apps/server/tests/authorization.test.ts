import { existsSync, readdirSync } from "node:fs";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { permissionsOf, rolesFor } from "@surety/api/authorization";
import { OPEN_ADDRESSES } from "@surety/api/open-addresses";
import { restRoutes } from "@surety/api/rest/rest-route";
import { appRouter } from "@surety/api/router";
import { grantedScopes, Role, ROLE_SCOPES, Scope } from "@surety/model/callers";
import type { FastifyInstance } from "fastify";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, signIn, cookieOf, PASSWORD, signUp, type World } from "./world.ts";

const PERMISSIONS = permissionsOf(appRouter);
const METHODS = new Map(restRoutes(appRouter).map(({ name, method, path }) => [name, { method, path }]));
/** METHOD address of everything that the server really serves. */
const served = new Set<string>();

let world: World;
let cookies: Readonly<Record<Role, string>>;
let tokens: Readonly<Record<Scope, string>>;

beforeAll(async () => {
  const listen = (message: unknown) => {
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook("onRoute", ({ method, url }) => {
      for (const each of [method].flat()) served.add(`${each} ${url}`);
    });
  };
  subscribe("fastify.initialization", listen);
  world = await openWorld();
  unsubscribe("fastify.initialization", listen);
  const owner = await world.createOrganization();
  tokens = Object.fromEntries(
    await Promise.all(Scope.options.map(async (scope) => [scope, await world.createToken(owner.cookie, [scope])])),
  ) as Record<Scope, string>;
  cookies = { ...(await membersOf(owner.id)), owner: owner.cookie };
});
afterAll(() => world.close());

/** One member of each other role. */
async function membersOf(organizationId: string): Promise<Record<Exclude<Role, "owner">, string>> {
  const sql = postgres(world.databaseUrl, { max: 1 });
  const cookie = async (role: Role) => {
    const email = `${role}@example.com`;
    await signUp(world.url, { email, name: role, password: PASSWORD });
    await sql`update members set organization_id = ${organizationId}, role = ${role} where user_id = (select id from users where email = ${email})`;
    return cookieOf(await signIn(world.url, { email, password: PASSWORD }));
  };
  const all = { admin: await cookie("admin"), member: await cookie("member"), viewer: await cookie("viewer") };
  await sql.end();
  return all;
}

type Door = "REST" | "tRPC";

/** Calls with input that no procedure takes: whoever may call is told so, and nothing is changed. */
async function knock(door: Door, procedure: string, headers: Record<string, string>): Promise<{ status: number; code: unknown }> {
  const route = METHODS.get(procedure);
  const isRest = door === "REST" && route !== undefined;
  const kind = appRouter._def.procedures[procedure as keyof typeof appRouter._def.procedures] as unknown as { _def: { type: string } };
  const isRead = isRest ? route.method === "GET" : kind._def.type !== "mutation";
  const address = isRest ? route.path.replaceAll(/\{\w+\}/g, "~") : `/trpc/${procedure}?input=${encodeURIComponent('{"unknown~":1}')}`;
  const answer = await fetch(world.url + address, {
    method: isRest ? route.method : isRead ? "GET" : "POST",
    headers: { ...headers, ...(isRead || (isRest && route.method === "DELETE") ? {} : { "content-type": "application/json" }) },
    ...(isRead || (isRest && route.method === "DELETE") ? {} : { body: '{"unknown~":1}' }),
  });
  if (answer.headers.get("content-type")?.startsWith("text/event-stream")) {
    const reader = answer.body?.getReader();
    const told = new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    const refusal = /"code":"(forbidden|unauthenticated)"/.exec(told)?.[1];
    return { status: refusal === undefined ? 200 : refusal === "forbidden" ? 403 : 401, code: refusal };
  }
  const text = await answer.text();
  const body: { code?: unknown; error?: { data: { problem: { code: unknown } } } } = text === "" ? {} : JSON.parse(text);
  return { status: answer.status, code: body.code ?? body.error?.data.problem.code };
}

const isRefusal = (status: number) => status === 401 || status === 403;

// A person cannot leave twice, and demo documents are loaded once: all others are refused for their input.
describe.each(PERMISSIONS.filter(({ procedure }) => procedure !== "membership.delete"))(
  "$procedure",
  ({ procedure, address, scope, membersOnly }) => {
    const doors: Door[] = address === null ? ["tRPC"] : ["REST", "tRPC"];

    it.each(doors)("is for those whose scopes say so, by %s", async (door) => {
      const told: Record<string, string> = {};
      const expected: Record<string, string> = {};
      for (const role of Role.options) {
        const { status, code } = await knock(door, procedure, { cookie: cookies[role] });
        told[role] = isRefusal(status) ? `${status} ${String(code)}` : "may";
        expected[role] = rolesFor({ scope }).includes(role) ? "may" : "403 forbidden";
      }
      for (const has of Scope.options) {
        const { status, code } = await knock(door, procedure, { authorization: `Bearer ${tokens[has]}` });
        told[`token of ${has}`] = isRefusal(status) ? `${status} ${String(code)}` : "may";
        expected[`token of ${has}`] = scope === null || (grantedScopes([has]).includes(scope) && !membersOnly) ? "may" : "403 forbidden";
      }
      const { status, code } = await knock(door, procedure, {});
      told["nobody"] = isRefusal(status) ? `${status} ${String(code)}` : "may";
      expected["nobody"] = scope === null ? "may" : "401 unauthenticated";
      expect(told).toEqual(expected);
    });
  },
);

describe("the table of permissions", () => {
  it("has every procedure, and every address that the server serves is in it or among the open ones", async () => {
    const known = new Set(PERMISSIONS.flatMap(({ address }) => (address === null ? [] : [address.replaceAll(/\{(\w+)\}/g, ":$1")])));
    const paths = new Set([...known].map((address) => address.split(" ")[1]));
    const webDir = world.paths.webDir;
    const names = webDir === undefined || !existsSync(webDir) ? [] : readdirSync(webDir, { recursive: true, encoding: "utf8" });
    const files = new Set(names.map((name) => `/${name.replaceAll("\\", "/")}`));
    const opened = new Set(Object.keys(OPEN_ADDRESSES).map((address) => address.split(" ")[1]));
    const elsewhere: [string, string][] = [];
    const unlisted = [...served].filter((address) => {
      const [method = "", path = ""] = address.split(" ");
      if (method !== "POST" && files.has(path)) return false;
      if (known.has(address) || address in OPEN_ADDRESSES) return false;
      // Heads of what can be got, and the refusal of other methods at addresses that exist.
      if (method === "HEAD" && (known.has(`GET ${path}`) || `GET ${path}` in OPEN_ADDRESSES)) return false;
      if (paths.has(path) || path === "/v1/*") return false;
      if (opened.has(path)) return void elsewhere.push([method, path]);
      return path !== "/trpc/:path" && path !== "/trpc/*";
    });
    expect(unlisted).toEqual([]);
    // Other methods at open addresses are refused, and no more.
    for (const [method, path] of elsewhere.filter(([each]) => ["POST", "PUT", "PATCH", "DELETE"].includes(each))) {
      const { status } = await fetch(world.url + path.replace("*", "x"), { method });
      expect([method, path, status]).toEqual([method, path, 405]);
    }
    expect(served.size).toBeGreaterThan(PERMISSIONS.length);
  });

  it.each(Role.options.slice(1))("gives a %s no more than the role above", (role) => {
    const above = Role.options[Role.options.indexOf(role) - 1] ?? "owner";
    expect(ROLE_SCOPES[above]).toEqual(expect.arrayContaining([...ROLE_SCOPES[role]]));
  });
});
