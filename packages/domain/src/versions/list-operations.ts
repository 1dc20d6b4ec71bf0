import type { Caller } from "@surety/model/callers";
import type { OperationSummary } from "@surety/model/contracts";
import type { GetVersionInput } from "@surety/model/versions";
import { requireScope } from "../callers/require-scope.ts";
import { findContract } from "../contracts/find-contract.ts";
import type { Deps } from "../deps.ts";
import { findVersion } from "./find-version.ts";

export async function listOperations(deps: Deps, who: Caller, input: GetVersionInput): Promise<{ items: OperationSummary[] }> {
  requireScope(who, "read");
  const { version } = await findVersion(deps.repositories, who.organizationId, input.service, input.version);
  const contract = await findContract(deps.repositories, who.organizationId, version.rawDigest);
  return { items: contract.operations };
}
