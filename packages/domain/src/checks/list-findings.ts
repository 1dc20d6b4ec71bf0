import type { Caller } from "@surety/model/callers";
import type { FindingPage, ListFindingsInput } from "@surety/model/checks";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { findVersion } from "../versions/find-version.ts";

/** The findings of a version's last lint check; none before it has settled. */
export async function listFindings(deps: Deps, who: Caller, input: ListFindingsInput): Promise<FindingPage> {
  requireScope(who, "read");
  const { repositories } = deps;
  const { version } = await findVersion(repositories, who.organizationId, input.service, input.version);
  const after = readCursor(input.cursor, z.int().min(0));
  const reports = await repositories.checks.findReports(who.organizationId, version.id);
  if (reports === null) return { items: [], nextCursor: null, settled: false, ruleset: null, ruleErrors: [], score: null };
  const judged = await repositories.lintReports.findJudgement(who.organizationId, reports.reportId);
  const { severity, rule, onlyNew } = input;
  const rows = await repositories.lintReports.listFindings(who.organizationId, {
    ...reports,
    severity,
    rule,
    onlyNew,
    after,
    limit: input.limit + 1,
  });
  const page = pageFrom(
    rows,
    input.limit,
    (row) => row.ordinal,
    (row) => row.finding,
  );
  return { ...page, settled: true, ...(judged ?? { ruleset: null, ruleErrors: [], score: null }) };
}
