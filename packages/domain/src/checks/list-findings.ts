import type { Caller } from "@surety/model/callers";
import type { FindingPage, ListFindingsInput, VersionFinding } from "@surety/model/checks";
import type { Exception } from "@surety/model/exceptions";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import type { ListedFinding } from "../lint-reports/lint-report-repository.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { today } from "../today.ts";
import { findVersion } from "../versions/find-version.ts";

/** The findings of a version's last lint check, as they count today; none before it has settled. */
export async function listFindings(deps: Deps, who: Caller, input: ListFindingsInput): Promise<FindingPage> {
  requireScope(who, "read");
  const { repositories } = deps;
  const { organizationId } = who;
  const { version, serviceId } = await findVersion(repositories, organizationId, input.service, input.version);
  const after = readCursor(input.cursor, z.int().min(0));
  const reports = await repositories.checks.findReports(organizationId, version.id);
  if (reports === null) return { items: [], nextCursor: null, settled: false, baseline: null, ...unjudged };
  const day = today(deps);
  const [judged, first, live] = await Promise.all([
    repositories.lintReports.findJudgement(organizationId, reports.reportId, day),
    repositories.versions.findByNumber(organizationId, serviceId, 1),
    repositories.exceptions.listLive(organizationId, [serviceId], day),
  ]);
  const exceptions = live.flatMap(({ exception }) => (exception.subject === "finding" ? [exception] : []));
  const { severity, rule, state, onlyNew } = input;
  const rows = await repositories.lintReports.listFindings(organizationId, {
    ...reports,
    today: day,
    severity,
    rule,
    state,
    accepted: [...new Set(exceptions.map(({ fingerprint }) => fingerprint))],
    onlyNew,
    after,
    limit: input.limit + 1,
  });
  const page = pageFrom(
    rows,
    input.limit,
    (row) => row.ordinal,
    (row) => withState(row, exceptions),
  );
  return { ...page, settled: true, baseline: first?.version.name ?? null, ...(judged ?? unjudged) };
}

const unjudged = { ruleset: null, ruleErrors: [], ignored: 0, score: null };

function withState({ finding, isNew, ignore }: ListedFinding, exceptions: readonly Exception[]): VersionFinding {
  if (ignore !== null) return { ...finding, isNew, state: "ignored", ignore, exceptions: [] };
  const accepting = exceptions.filter(({ fingerprint }) => fingerprint === finding.fingerprint);
  return { ...finding, isNew, state: accepting.length > 0 ? "accepted" : "open", ignore: null, exceptions: accepting };
}
