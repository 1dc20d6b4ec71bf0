import type { Caller } from "@surety/model/callers";
import type { ContractSource, GetContractInput } from "@surety/model/contracts";
import { requireScope } from "../callers/require-scope.ts";
import type { Deps } from "../deps.ts";
import { findContract, findDocument } from "./find-contract.ts";

/** The document's text. Documents are read as UTF-8 or refused, so that the text has every byte, a byte order mark included. */
export async function getContractSource(deps: Deps, who: Caller, input: GetContractInput): Promise<ContractSource> {
  requireScope(who, "read");
  const contract = await findContract(deps.repositories, who.organizationId, input.digest);
  const document = await findDocument(deps.repositories, who.organizationId, input.digest);
  return { rawDigest: contract.rawDigest, syntax: contract.syntax, text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(document) };
}
