import type { ContractRepository } from "@surety/domain/contracts/contract-repository";
import { OperationSummary, SourceProblem } from "@surety/model/contracts";
import { and, eq, getTableColumns } from "drizzle-orm";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { contracts } from "../schema/contracts.ts";

export function createContracts(connection: Connection): ContractRepository {
  const { bytes, ...summaryColumns } = getTableColumns(contracts);
  return {
    async insert(organizationId, { operations, problems, title, apiVersion, ...summary }, document) {
      const rows = await connection
        .insert(contracts)
        .values({
          ...summary,
          organizationId,
          title: storable(title),
          apiVersion: storable(apiVersion),
          operationCount: operations.length,
          operations: JSON.stringify(operations),
          problems: JSON.stringify(problems),
          bytes: document.gzip,
        })
        .onConflictDoNothing()
        .returning({ rawDigest: contracts.rawDigest });
      return rows.length > 0;
    },
    async find(organizationId, digest) {
      const [row] = await connection
        .select(summaryColumns)
        .from(contracts)
        .where(and(eq(contracts.organizationId, organizationId), eq(contracts.rawDigest, digest)));
      if (row === undefined) return null;
      const { organizationId: _, operationCount: __, operations, problems, createdAt, ...summary } = row;
      return {
        ...summary,
        operations: z.array(OperationSummary).parse(JSON.parse(operations)),
        problems: z.array(SourceProblem).parse(JSON.parse(problems)),
        createdAt: createdAt.toISOString(),
      };
    },
    async findDocument(organizationId, digest) {
      const [row] = await connection
        .select({ gzip: bytes })
        .from(contracts)
        .where(and(eq(contracts.organizationId, organizationId), eq(contracts.rawDigest, digest)));
      return row ?? null;
    },
  };
}

/** PostgreSQL's text has no NUL, and no lone surrogates; both become U+FFFD here. The bytes keep them. */
export function storable(text: string): string {
  return text.replaceAll(/[\0\p{Surrogate}]/gu, "\uFFFD");
}
