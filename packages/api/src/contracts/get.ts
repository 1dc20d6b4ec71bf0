import { ContractView, GetContractInput } from "@surety/model/contracts";
import { kept } from "../kept-answer.ts";
import { procedure, rest } from "../procedure.ts";

/** Get a contract. */
export const getContract = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/contracts/{digest}",
      operationId: "getContract",
      tags: ["contracts"],
      summary: "Get a contract",
      description: "What is known of a document from its bytes: dialect, digests, operations, problems. It never changes.",
    },
    rest: rest({ scope: "read", success: [200], immutable: true, errors: ["contract_not_found"] }),
  })
  .input(GetContractInput)
  .output(kept(ContractView))
  .query(({ ctx, input }) => ctx.verbs.getContract(ctx.caller, input));
