import type { ContractSummary } from "@surety/model/contracts";
import type { Contract } from "./contract.ts";

/** What lists and pages show of a contract; places are found in one scan. */
export function summarizeContract(contract: Contract): ContractSummary {
  const { api } = contract;
  const operations = [...api.operations, ...api.webhooks];
  const places = contract.locate(operations.map((operation) => operation.pointer));
  return {
    rawDigest: contract.rawDigest,
    contractDigest: contract.contractDigest,
    syntax: contract.syntax,
    dialect: contract.dialect,
    title: api.title,
    apiVersion: api.version,
    byteLength: contract.byteLength,
    operations: operations.map(({ key, method, path, summary, deprecated, pointer }) => ({
      key,
      method,
      path,
      ...(summary === undefined ? {} : { summary }),
      deprecated,
      line: places.get(pointer)?.line ?? 1,
    })),
    problems: [...contract.problems],
  };
}
