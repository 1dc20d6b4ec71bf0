import type { Caller } from "@surety/model/callers";
import type { Environment, ListEnvironmentsInput } from "@surety/model/environments";
import { EnvironmentName } from "@surety/model/names";
import type { Page } from "@surety/model/pages";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";

const Key = z.object({ position: z.int(), name: EnvironmentName });

/** Environments on the way to production. */
export async function listEnvironments(deps: Deps, who: Caller, input: ListEnvironmentsInput): Promise<Page<Environment>> {
  requireScope(who, "read");
  const rows = await deps.repositories.environments.list(who.organizationId, {
    after: readCursor(input.cursor, Key),
    limit: input.limit + 1,
  });
  return pageFrom(
    rows,
    input.limit,
    ({ environment: { position, name } }) => ({ position, name }),
    (row) => row.environment,
  );
}
