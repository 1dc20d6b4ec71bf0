import type { VersionId } from "@surety/model/ids";
import type { ServiceListItem } from "@surety/model/services";
import type { VerdictSummary } from "@surety/model/verdicts";
import type { ServiceWithLatest } from "./service-repository.ts";

/** A service as lists show it. */
export function showService(row: ServiceWithLatest, verdicts: ReadonlyMap<VersionId, VerdictSummary[]>): ServiceListItem {
  return {
    ...row.service,
    versionCount: row.versionCount,
    latest: row.latest?.version ?? null,
    verdicts: row.latest === null ? [] : (verdicts.get(row.latest.version.id) ?? []),
  };
}
