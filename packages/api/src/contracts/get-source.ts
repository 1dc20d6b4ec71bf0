import { ContractSource, GetContractInput } from "@surety/model/contracts";
import { procedure, rest } from "../procedure.ts";

/** Get the source of a contract. */
export const getContractSource = procedure
  .meta({
    openapi: {
      method: "GET",
      path: "/v1/contracts/{digest}/source",
      operationId: "getContractSource",
      tags: ["contracts"],
      summary: "Get the source of a contract",
      description: "The document's own text, exactly as it was published. It never changes.",
    },
    rest: rest({ scope: "read", success: [200], immutable: true, errors: ["contract_not_found"] }),
  })
  .input(GetContractInput)
  .output(ContractSource)
  .query(({ ctx, input }) => ctx.verbs.getContractSource(ctx.caller, input));
