import { type RestRoute, restRoutes } from "@surety/api/rest/rest-route";
import { appRouter } from "@surety/api/router";
import type { AnyProcedure, AnyRouter } from "@trpc/server";
import type { Organization, World } from "./world.ts";

export type Input = Readonly<Record<string, unknown>> | undefined;
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

const anyRouter: AnyRouter = appRouter;
const procedures = new Map(Object.entries<AnyProcedure>(anyRouter._def.procedures));
const routes = new Map(restRoutes(appRouter).map((route) => [route.name, route]));

/** Who calls: with the token, or with the cookie where only people may, or where the token is empty. */
export type Credential = Pick<Organization, "token"> & { readonly cookie?: string };

function credentialOf(name: string, { token, cookie }: Credential): Record<string, string> {
  const isForPeople = token === "" || routes.get(name)?.rest.membersOnly === true;
  return isForPeople && cookie !== undefined ? { cookie } : { authorization: `Bearer ${token}` };
}

/** Every procedure of the router that is not a subscription. */
export const PROCEDURES: readonly string[] = [...procedures].flatMap(([name, { _def }]) => (_def.type === "subscription" ? [] : [name]));

/** Those of them that change something. */
export const MUTATIONS: readonly string[] = PROCEDURES.filter((name) => procedures.get(name)?._def.type === "mutation");

export function routeOf(name: string): RestRoute {
  const route = routes.get(name);
  if (route === undefined) throw new Error(`${name} has no address`);
  return route;
}

/** Calls a procedure by REST, with its input put where its route has it. */
export async function callRest({ url }: World, who: Credential, name: string, input: Input): Promise<Answer> {
  const { method, path, body: place, queryFields, headerFields } = routeOf(name);
  const values: Readonly<Record<string, unknown>> = input ?? {};
  const query = new URLSearchParams(
    Object.fromEntries(queryFields.filter((field) => values[field] !== undefined).map((field) => [field, String(values[field])])),
  );
  const address = path.replaceAll(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(values[field])));
  const fields =
    place.type === "json" ? JSON.stringify(Object.fromEntries(place.fields.map((field) => [field, values[field]]))) : undefined;
  const body = place.type === "raw" ? String(values[place.field]) : fields;
  const conditions = Object.entries(headerFields).flatMap(([field, header]) =>
    typeof values[field] === "string" ? [[header, values[field]]] : [],
  );
  const response = await fetch(`${url}${address}${query.size > 0 ? `?${query.toString()}` : ""}`, {
    method,
    headers: {
      ...credentialOf(name, who),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...Object.fromEntries(conditions),
    },
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

/** Calls a procedure by tRPC, as the wire has it. The body is the output, or the problem of the error. */
export async function callTrpc({ url }: World, who: Credential, name: string, input: Input): Promise<Answer> {
  const isQuery = procedures.get(name)?._def.type === "query";
  const text = input === undefined ? undefined : JSON.stringify(input);
  const response = await fetch(`${url}/trpc/${name}${isQuery && text !== undefined ? `?input=${encodeURIComponent(text)}` : ""}`, {
    method: isQuery ? "GET" : "POST",
    headers: { ...credentialOf(name, who), ...(isQuery ? {} : { "content-type": "application/json" }) },
    ...(isQuery || text === undefined ? {} : { body: text }),
  });
  const answer = (await response.json()) as { result?: { data?: unknown }; error?: { data: { problem: unknown } } };
  return { status: response.status, headers: response.headers, body: answer.error?.data.problem ?? answer.result?.data };
}
