import type { Caller } from "@surety/model/callers";
import type { Diff, GetDiffInput } from "@surety/model/diffs";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import { findContract } from "../contracts/find-contract.ts";
import type { Deps } from "../deps.ts";
import { refuseEngineFailure } from "../engine-failure.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { ensureDiff } from "./ensure-diff.ts";

/**
 * Everything that changed between two contracts of the organization, made on the first call.
 * @throws SuretyError `contract_not_found`, `document_too_complex`, `overloaded`
 */
export async function getDiff(deps: Deps, who: Caller, input: GetDiffInput): Promise<Diff> {
  requireScope(who, "read");
  const after = readCursor(input.cursor, z.int().min(0));
  const pair = { from: input.from, to: input.to };
  await findContract(deps.repositories, who.organizationId, pair.from);
  await findContract(deps.repositories, who.organizationId, pair.to);
  if (pair.from === pair.to)
    return { ...pair, counts: { breaking: 0, risky: 0, safe: 0 }, identical: true, partial: null, items: [], nextCursor: null };
  const ensured = await ensureDiff(deps, who.organizationId, pair);
  if (!ensured.ok) throw refuseEngineFailure(ensured);
  const { id, counts, identical, partial } = ensured.diff;
  const rows = await deps.repositories.diffs.listChanges(who.organizationId, {
    diffId: id,
    level: input.level,
    after,
    limit: input.limit + 1,
  });
  const page = pageFrom(
    rows,
    input.limit,
    (row) => row.ordinal,
    (row) => row.change,
  );
  return { ...pair, counts, identical, partial, ...page };
}
