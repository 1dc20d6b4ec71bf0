import type { Caller } from "@surety/model/callers";
import type { Page } from "@surety/model/pages";
import type { ListVersionsInput, VersionListItem } from "@surety/model/versions";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { findService } from "../services/find-service.ts";
import { today } from "../today.ts";

/** A service's versions, the newest first. */
export async function listVersions(deps: Deps, who: Caller, input: ListVersionsInput): Promise<Page<VersionListItem>> {
  requireScope(who, "read");
  const { repositories } = deps;
  const service = await findService(repositories, who.organizationId, input.service);
  const before = readCursor(input.cursor, z.int().min(1));
  const rows = await repositories.versions.list(who.organizationId, service.id, { branch: input.branch, before, limit: input.limit + 1 });
  const [checks, active] = await Promise.all([
    repositories.checks.listLatest(
      who.organizationId,
      rows.map((row) => row.version.id),
      today(deps),
    ),
    repositories.deployments.listActive(who.organizationId, [service.id]),
  ]);
  return pageFrom(
    rows,
    input.limit,
    (row) => row.number,
    ({ version }) => ({
      ...version,
      checks: checks.get(version.id) ?? [],
      deployedIn: active.filter((each) => each.versionId === version.id).map((each) => each.environment),
    }),
  );
}
