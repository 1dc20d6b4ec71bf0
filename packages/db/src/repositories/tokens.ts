import type { TokenRepository } from "@surety/domain/tokens/token-repository";
import type { Token } from "@surety/model/callers";
import { and, desc, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { storable } from "./contracts.ts";
import { jsonRow } from "../json-row.ts";
import type { Narrowing } from "../narrowing.ts";
import { once } from "../once.ts";
import type { Scope } from "../scope.ts";
import { tokens } from "../schema/tokens.ts";

const columns = {
  id: tokens.id,
  name: tokens.name,
  prefix: tokens.prefix,
  scopes: tokens.scopes,
  services: tokens.services,
  createdAt: tokens.createdAt,
  expiresAt: tokens.expiresAt,
  lastUsedAt: tokens.lastUsedAt,
};
type TokenRow = Omit<Token, "createdAt" | "expiresAt" | "lastUsedAt"> & {
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

function toToken({ createdAt, expiresAt, lastUsedAt, ...row }: TokenRow): Token {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

const ownedToken = jsonRow({ ...columns, organizationId: tokens.organizationId });

export type TokenStatements = ReturnType<typeof prepareTokens>;

export function prepareTokens(connection: Connection, narrowed: Narrowing) {
  const found = () =>
    connection
      .select({ row: sql`${ownedToken.sql}::text` })
      .from(tokens)
      .where(eq(tokens.hash, sql.placeholder("hash")));
  return {
    findByHash: once(() =>
      connection
        .select({ text: narrowed(sql<string | null>`${found()}`) })
        .from(sql`(select 1) as here`)
        .prepare("token_by_hash"),
    ),
  };
}

export function createTokens(connection: Connection, statements: TokenStatements, scope: Scope): TokenRepository {
  const identified = (organizationId: typeof tokens.$inferSelect.organizationId, id: Token["id"]) =>
    and(eq(tokens.organizationId, organizationId), eq(tokens.id, id));
  return {
    async findByHash(hash) {
      const [answer] = await statements.findByHash().execute({ scope, hash });
      if (answer === undefined || answer.text === null) return null;
      const { organizationId, ...token } = ownedToken.read(JSON.parse(answer.text));
      return { organizationId, token: toToken(token) };
    },
    async find(organizationId, id) {
      const [row] = await connection.select(columns).from(tokens).where(identified(organizationId, id));
      return row === undefined ? null : toToken(row);
    },
    async list(organizationId, { before, limit }) {
      const rows = await connection
        .select(columns)
        .from(tokens)
        .where(
          and(
            eq(tokens.organizationId, organizationId),
            isNull(tokens.publisherId),
            before === null ? undefined : sql`(${tokens.createdAt}, ${tokens.id}) < (${before.createdAt}::timestamptz, ${before.id}::uuid)`,
          ),
        )
        .orderBy(desc(tokens.createdAt), desc(tokens.id))
        .limit(limit);
      return rows.map(toToken);
    },
    async insert(organizationId, { id, expiresAt, scopes, services, ...token }) {
      const lists = { scopes: [...scopes], services: services === null ? null : [...services] };
      const values = {
        organizationId,
        ...(id === undefined ? {} : { id }),
        ...token,
        name: storable(token.name),
        ...lists,
        expiresAt: expiresAt === null ? null : new Date(expiresAt),
      };
      const [row] = await connection.insert(tokens).values(values).returning(columns);
      if (row === undefined) throw new Error("an insert returned no row");
      return toToken(row);
    },
    async delete(organizationId, id) {
      const rows = await connection.delete(tokens).where(identified(organizationId, id)).returning({ id: tokens.id });
      return rows.length > 0;
    },
    async deleteExpired(organizationId) {
      const isOver = lt(tokens.expiresAt, sql`now() - interval '1 day'`);
      await connection.delete(tokens).where(and(eq(tokens.organizationId, organizationId), isNotNull(tokens.publisherId), isOver));
    },
    async touch(organizationId, id) {
      const stale = or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, sql`now() - interval '1 minute'`));
      await connection
        .update(tokens)
        .set({ lastUsedAt: sql`now()` })
        .where(and(identified(organizationId, id), stale));
    },
  };
}
