import type { Caller } from "@surety/model/callers";
import type { OperationSummary } from "@surety/model/contracts";
import type { Page } from "@surety/model/pages";
import type { ListOperationsInput } from "@surety/model/versions";
import { z } from "zod";
import { requireScope } from "../callers/require-scope.ts";
import { findContract } from "../contracts/find-contract.ts";
import type { Deps } from "../deps.ts";
import { pageFrom, readCursor } from "../pages/cursor.ts";
import { findVersion } from "./find-version.ts";

/** The operations of a version's contract, in the order of the document. */
export async function listOperations(deps: Deps, who: Caller, input: ListOperationsInput): Promise<Page<OperationSummary>> {
  requireScope(who, "read");
  const after = readCursor(input.cursor, z.int().min(0)) ?? -1;
  const { version } = await findVersion(deps.repositories, who.organizationId, input.service, input.version);
  const { operations } = await findContract(deps.repositories, who.organizationId, version.rawDigest);
  const start = after + 1;
  const limit = input.limit ?? operations.length;
  const rows = operations.slice(start, start + limit + 1).map((operation, index) => ({ operation, ordinal: start + index }));
  return pageFrom(
    rows,
    limit,
    ({ ordinal }) => ordinal,
    ({ operation }) => operation,
  );
}
