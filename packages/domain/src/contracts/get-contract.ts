import type { Caller } from "@surety/model/callers";
import type { ContractView, GetContractInput } from "@surety/model/contracts";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { findContract } from "./find-contract.ts";

export async function getContract(deps: Deps, who: Caller, input: GetContractInput): Promise<ContractView> {
  requireScope(who, "read");
  return findContract(deps.repositories, who.organizationId, input.digest);
}
