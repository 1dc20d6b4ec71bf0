import type { Caller } from "@surety/model/callers";
import type { Page } from "@surety/model/pages";
import type { ListRulesetVersionsInput, RulesetVersion } from "@surety/model/rulesets";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { findRuleset } from "./find-ruleset.ts";

/** The versions of a ruleset, newest first. @throws SuretyError `ruleset_not_found` */
export async function listRulesetVersions(deps: Deps, who: Caller, input: ListRulesetVersionsInput): Promise<Page<RulesetVersion>> {
  requireScope(who, "read");
  const before = readCursor(input.cursor, z.int().min(1));
  await findRuleset(deps.repositories, who.organizationId, input.ruleset);
  const rows = await deps.repositories.rulesets.listVersions(who.organizationId, input.ruleset, { before, limit: input.limit + 1 });
  return pageFrom(
    rows,
    input.limit,
    (row) => row.version,
    (row) => row,
  );
}
