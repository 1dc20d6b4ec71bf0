import type { Caller } from "@surety/model/callers";
import type { ContractView, GetContractInput } from "@surety/model/contracts";
import { answerKey } from "../answers/answer-memory.ts";
import type { RememberingDeps } from "../answers/answer-memories.ts";
import { requireScope } from "../callers/require-scope.ts";
import { findContract } from "./find-contract.ts";

/** What follows from a document's bytes. The digest names them, so that it is read once. */
export async function getContract(deps: RememberingDeps, who: Caller, input: GetContractInput): Promise<ContractView> {
  requireScope(who, "read");
  const key = answerKey(who.organizationId, input.digest);
  const known = deps.memories.contracts.find(key);
  if (known !== undefined) return known;
  const contract = await findContract(deps.repositories, who.organizationId, input.digest);
  deps.memories.contracts.keep(key, contract);
  return contract;
}
