import type { Caller } from "@surety/model/callers";
import type { OpenCheckInput, OpenedCheck } from "@surety/model/checks";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { requireQuota } from "../quotas/require-quota.ts";
import { today } from "../today.ts";
import { findVersion } from "../versions/find-version.ts";
import { openChecks } from "./open-checks.ts";

/** Asks for a check again. When one of the kind is open already, that one is the answer. */
export async function openCheck(deps: Deps, who: Caller, input: OpenCheckInput): Promise<OpenedCheck> {
  requireScope(who, "contracts:write");
  return deps.transact(async (tx) => {
    const { version } = await findVersion(tx, who.organizationId, input.service, input.version);
    const latest = async () =>
      (await tx.checks.listLatest(who.organizationId, [version.id], today(deps)))
        .get(version.id)
        ?.find((check) => check.kind === input.kind);
    const before = await latest();
    if (before !== undefined && before.state !== "settled") return { created: false, check: before };
    await openChecks(tx, who.organizationId, [version.id], [input.kind], "request");
    const opened = await latest();
    if (opened === undefined) throw new Error("a check that was opened cannot be read in its own transaction");
    await tx.audit.record(who, "check.opened", `${input.service}@${input.version}`, { after: { kind: input.kind, check: opened.id } });
    await requireQuota(deps, tx, who.organizationId, { of: ["waitingChecks"] });
    return { created: opened.id !== before?.id, check: opened };
  });
}
