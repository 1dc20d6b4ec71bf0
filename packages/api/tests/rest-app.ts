import type { Caller, Scope } from "@surety/model/callers";
import { OrganizationId, TokenId } from "@surety/model/ids";
import Fastify, { type FastifyInstance } from "fastify";
import type { Verbs } from "@surety/domain/verbs";
import { registerRest } from "../src/rest/register-rest.ts";
import { appRouter } from "../src/router.ts";

export const ALL_SCOPES: readonly Scope[] = ["read", "contracts:write", "deployments:write", "exceptions:write", "admin"];

/** A server of the REST surface alone; `Authorization: Bearer <scopes, separated by commas>` is the credential. */
export async function restApp(verbs: Verbs): Promise<FastifyInstance> {
  const app = Fastify({ routerOptions: { maxParamLength: 256 } });
  await registerRest(app, {
    router: appRouter,
    maxBodyBytes: 10_000,
    createContext: async (request) => ({ verbs, requestId: request.id, caller: callerOf(request.headers.authorization) }),
  });
  return app;
}

function callerOf(authorization: string | undefined): Caller | null {
  if (authorization === undefined) return null;
  const scopes = ALL_SCOPES.filter((scope) => authorization.slice("Bearer ".length).split(",").includes(scope));
  return {
    type: "token",
    organizationId: OrganizationId.parse("acme"),
    tokenId: TokenId.parse("0d9f4a9e-7f9e-4a0e-8a34-3a0a1e3c8f11"),
    name: "test",
    scopes,
  };
}
