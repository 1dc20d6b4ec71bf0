import type { Caller } from "@surety/model/callers";
import type { Environment, GetEnvironmentInput } from "@surety/model/environments";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { findEnvironment } from "./find-environment.ts";

export async function getEnvironment(deps: Deps, who: Caller, input: GetEnvironmentInput): Promise<Environment> {
  requireScope(who, "read");
  return (await findEnvironment(deps.repositories, who.organizationId, input.environment)).environment;
}
