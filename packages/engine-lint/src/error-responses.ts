import type { Operation, Response } from "@surety/engine-spec/api";
import type { Contract } from "@surety/engine-spec/contract";

/** Responses that tell of an error, each once however many operations share it. */
export function errorResponses(contract: Contract): readonly { readonly response: Response; readonly operation: Operation }[] {
  const found = new Map<string, { response: Response; operation: Operation }>();
  for (const operation of contract.api.operations) {
    for (const response of operation.responses) {
      const isError = /^[45]/.test(response.status) || response.status === "default";
      if (isError && !found.has(response.pointer)) found.set(response.pointer, { response, operation });
    }
  }
  return [...found.values()];
}
