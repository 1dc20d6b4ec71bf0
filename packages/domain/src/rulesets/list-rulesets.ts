import type { Caller } from "@surety/model/callers";
import { RulesetName } from "@surety/model/names";
import type { Page } from "@surety/model/pages";
import type { ListRulesetsInput, RulesetListItem } from "@surety/model/rulesets";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";

/** Stored rulesets by name. */
export async function listRulesets(deps: Deps, who: Caller, input: ListRulesetsInput): Promise<Page<RulesetListItem>> {
  requireScope(who, "read");
  const after = readCursor(input.cursor, RulesetName);
  const rows = await deps.repositories.rulesets.list(who.organizationId, { after, limit: input.limit + 1 });
  return pageFrom(
    rows,
    input.limit,
    (row) => row.name,
    (row) => row,
  );
}
