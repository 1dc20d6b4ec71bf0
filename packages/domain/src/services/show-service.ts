import type { VersionId } from "@surety/model/ids";
import type { ServiceListItem } from "@surety/model/services";
import type { VerdictSummary } from "@surety/model/verdicts";
import type { Standing } from "../standings/standing-repository.ts";

/** A service with its latest version, as lists show it. */
export function showService({ service, version }: Standing, verdicts: ReadonlyMap<VersionId, VerdictSummary[]>): ServiceListItem {
  return {
    ...service.service,
    versionCount: service.versionCount,
    latest: version?.version ?? null,
    verdicts: version === null ? [] : (verdicts.get(version.version.id) ?? []),
  };
}
