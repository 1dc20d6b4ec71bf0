import type { Operation, Response } from "@surety/engine-spec/api";
import type { Contract } from "@surety/engine-spec/contract";

export interface ErrorResponse {
  readonly response: Response;
  readonly operation: Operation;
}

const known = new WeakMap<Contract, readonly ErrorResponse[]>();

/** Responses that tell of an error, each once however many operations share it. */
export function errorResponses(contract: Contract): readonly ErrorResponse[] {
  const responses = known.get(contract) ?? collect(contract.api.operations);
  known.set(contract, responses);
  return responses;
}

function collect(operations: readonly Operation[]): ErrorResponse[] {
  const found = new Map<string, ErrorResponse>();
  for (const operation of operations) {
    for (const response of operation.responses) {
      const isError = /^[45]/.test(response.status) || response.status === "default";
      if (isError && !found.has(response.pointer)) found.set(response.pointer, { response, operation });
    }
  }
  return [...found.values()];
}
