import type { ContractRepository } from "@surety/domain/contracts/contract-repository";
import { OperationSummary, SourceProblem } from "@surety/model/contracts";
import type { Digest, OrganizationId } from "@surety/model/ids";
import { and, asc, eq, getTableColumns, inArray, notExists, sql } from "drizzle-orm";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { contracts } from "../schema/contracts.ts";
import { versions } from "../schema/versions.ts";

export function createContracts(connection: Connection): ContractRepository {
  const { bytes, ...summaryColumns } = getTableColumns(contracts);
  const ofAVersion = connection
    .select({ one: sql`1` })
    .from(versions)
    .where(and(eq(versions.organizationId, contracts.organizationId), eq(versions.rawDigest, contracts.rawDigest)));
  /** Whether it is there; it then stays until the end of the transaction. */
  const hold = async (organizationId: OrganizationId, digest: Digest): Promise<boolean> => {
    const rows = await connection
      .select({ rawDigest: contracts.rawDigest })
      .from(contracts)
      .where(and(eq(contracts.organizationId, organizationId), eq(contracts.rawDigest, digest)))
      .for("key share");
    return rows.length > 0;
  };
  return {
    async insert(organizationId, { operations, problems, title, apiVersion, ...summary }, document) {
      for (;;) {
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
        if (rows.length > 0) return true;
        // It was there. When it has been collected since, it is not: once more.
        if (await hold(organizationId, summary.rawDigest)) return false;
      }
    },
    async listUnreferenced(after, olderThanHours, looked) {
      const page = await connection
        .select({
          organizationId: contracts.organizationId,
          rawDigest: contracts.rawDigest,
          isUnreferenced: sql<boolean>`${contracts.createdAt} < now() - make_interval(hours => ${olderThanHours}) and ${notExists(ofAVersion)}`,
        })
        .from(contracts)
        .where(
          after === null
            ? undefined
            : sql`(${contracts.organizationId}, ${contracts.rawDigest}) > (${after.organizationId}, ${after.rawDigest})`,
        )
        .orderBy(asc(contracts.organizationId), asc(contracts.rawDigest))
        .limit(looked);
      const found = page.filter(({ isUnreferenced }) => isUnreferenced).map(({ isUnreferenced: _, ...key }) => key);
      return { found, next: page.length < looked ? null : (page.at(-1) ?? null) };
    },
    async deleteUnreferenced(organizationId, digests) {
      const held = await connection
        .select({ rawDigest: contracts.rawDigest })
        .from(contracts)
        .where(and(eq(contracts.organizationId, organizationId), inArray(contracts.rawDigest, [...digests])))
        .orderBy(asc(contracts.rawDigest))
        .for("update", { skipLocked: true });
      if (held.length === 0) return { count: 0, bytes: 0 };
      // A statement of its own: it sees the versions that were committed before the rows were held, and no more can come.
      const deleted = await connection
        .delete(contracts)
        .where(
          and(
            eq(contracts.organizationId, organizationId),
            inArray(
              contracts.rawDigest,
              held.map(({ rawDigest }) => rawDigest),
            ),
            notExists(ofAVersion),
          ),
        )
        .returning({ byteLength: contracts.byteLength });
      return { count: deleted.length, bytes: deleted.reduce((sum, { byteLength }) => sum + byteLength, 0) };
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
