import type { RulesetRecord, RulesetRepository } from "@surety/domain/rulesets/ruleset-repository";
import { type InheritedReference, RulesetReference } from "@surety/model/rulesets";
import type { OrganizationId } from "@surety/model/ids";
import type { RulesetName } from "@surety/model/names";
import { and, asc, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Connection } from "../connection.ts";
import { defaultRulesets, rulesets, rulesetVersions } from "../schema/rulesets.ts";
import { services } from "../schema/services.ts";
import { storable } from "./contracts.ts";

const MOST_USERS = 20;
/** Of a column that numbers versions. */
const MAX_INTEGER = 2 ** 31 - 1;

const columns = {
  name: rulesets.name,
  version: rulesetVersions.number,
  digest: rulesetVersions.digest,
  extends: rulesetVersions.extends,
  ruleCount: rulesetVersions.ruleCount,
  author: rulesetVersions.author,
  createdAt: rulesetVersions.createdAt,
};
const ofItsRuleset = and(eq(rulesetVersions.organizationId, rulesets.organizationId), eq(rulesetVersions.rulesetId, rulesets.id));
const latest = and(ofItsRuleset, eq(rulesetVersions.number, rulesets.number));
const reference = sql<string>`'org:' || ${rulesets.name}`;

type Row = Omit<RulesetRecord["version"], "createdAt" | "extends" | "inherits"> & {
  createdAt: Date;
  extends: readonly InheritedReference[];
};

function toVersion({ createdAt, ...row }: Row): RulesetRecord["version"] {
  const names = row.extends.map((inherited) => RulesetReference.parse(inherited.split("@")[0]));
  return { ...row, extends: [...new Set(names)], inherits: [...row.extends], createdAt: createdAt.toISOString() };
}

export function createRulesets(connection: Connection): RulesetRepository {
  const of = (organizationId: OrganizationId, name: RulesetName) =>
    and(eq(rulesets.organizationId, organizationId), eq(rulesets.name, name));
  const whole = { ...columns, id: rulesets.id, source: rulesetVersions.source };
  const toRecord = ({ id, source, ...row }: Row & { id: string; source: string }): RulesetRecord => ({
    id,
    source,
    version: toVersion(row),
  });
  return {
    async find(organizationId, name, version) {
      if (version !== undefined && version > MAX_INTEGER) return null;
      const [row] = await connection
        .select(whole)
        .from(rulesets)
        .innerJoin(rulesetVersions, version === undefined ? latest : and(ofItsRuleset, eq(rulesetVersions.number, version)))
        .where(of(organizationId, name));
      return row === undefined ? null : toRecord(row);
    },
    async findMany(organizationId, names) {
      if (names.length === 0) return [];
      const rows = await connection
        .select(whole)
        .from(rulesets)
        .innerJoin(rulesetVersions, latest)
        .where(and(eq(rulesets.organizationId, organizationId), inArray(rulesets.name, [...names])))
        .orderBy(asc(rulesets.name));
      return rows.map(toRecord);
    },
    async list(organizationId, { after, limit }) {
      const rows = await connection
        .select({
          ...columns,
          isDefault: sql<boolean>`exists (select 1 from ${defaultRulesets} where ${defaultRulesets.organizationId} = ${rulesets.organizationId} and ${defaultRulesets.ruleset} = ${reference})`,
          services: sql<number>`(select count(*)::int from ${services} where ${services.organizationId} = ${rulesets.organizationId} and ${services.ruleset} = ${reference})`,
        })
        .from(rulesets)
        .innerJoin(rulesetVersions, latest)
        .where(and(eq(rulesets.organizationId, organizationId), after === null ? undefined : gt(rulesets.name, after)))
        .orderBy(asc(rulesets.name))
        .limit(limit);
      return rows.map(({ isDefault, services: using, ...row }) => ({ ...toVersion(row), isDefault, services: using }));
    },
    async listVersions(organizationId, name, { before, limit }) {
      const rows = await connection
        .select(columns)
        .from(rulesets)
        .innerJoin(rulesetVersions, ofItsRuleset)
        .where(and(of(organizationId, name), before === null ? undefined : lt(rulesetVersions.number, before)))
        .orderBy(desc(rulesetVersions.number))
        .limit(limit);
      return rows.map(toVersion);
    },
    async lockOrCreate(organizationId, name) {
      const [row] = await connection
        .insert(rulesets)
        .values({ organizationId, name })
        .onConflictDoUpdate({ target: [rulesets.organizationId, rulesets.name], set: { number: sql`${rulesets.number}` } })
        .returning({ id: rulesets.id, number: rulesets.number });
      if (row === undefined) throw new Error("an upsert returned no row");
      return row;
    },
    async keep(organizationId, names) {
      const wanted = new Set(names);
      const rows = await connection
        .select({ id: rulesets.id })
        .from(rulesets)
        .where(and(eq(rulesets.organizationId, organizationId), inArray(rulesets.name, [...wanted])))
        // In one order, so that two who keep the same ones do not wait for each other.
        .orderBy(asc(rulesets.name))
        .for("key share");
      return rows.length === wanted.size;
    },
    async lock(organizationId, name) {
      const rows = await connection.select({ id: rulesets.id }).from(rulesets).where(of(organizationId, name)).for("update");
      return rows.length > 0;
    },
    async insertVersion(organizationId, rulesetId, number, { source, digest, extends: extended, ruleCount, author }) {
      await connection
        .insert(rulesetVersions)
        .values({ organizationId, rulesetId, number, source, digest, extends: extended, ruleCount, author: storable(author) });
      await connection
        .update(rulesets)
        .set({ number })
        .where(and(eq(rulesets.organizationId, organizationId), eq(rulesets.id, rulesetId)));
    },
    async findUsers(organizationId, name) {
      const wanted = `org:${name}`;
      const using = await connection
        .select({ name: services.name })
        .from(services)
        .where(and(eq(services.organizationId, organizationId), sql`${services.ruleset} = ${wanted}`))
        .orderBy(asc(services.name))
        .limit(MOST_USERS);
      const extending = await connection
        .select({ name: rulesets.name })
        .from(rulesets)
        .innerJoin(rulesetVersions, latest)
        .where(
          and(
            eq(rulesets.organizationId, organizationId),
            sql`exists (select 1 from jsonb_array_elements_text(${rulesetVersions.extends}) as extended where split_part(extended, '@', 1) = ${wanted})`,
          ),
        )
        .orderBy(asc(rulesets.name))
        .limit(MOST_USERS);
      const chosen = await findDefault(connection, organizationId);
      return {
        services: using.map((row) => row.name),
        rulesets: extending.map((row) => row.name),
        isDefault: chosen === wanted,
      };
    },
    async delete(organizationId, name) {
      await connection.delete(rulesets).where(of(organizationId, name));
    },
    async lockDefault(organizationId) {
      const [row] = await connection
        .select({ ruleset: defaultRulesets.ruleset })
        .from(defaultRulesets)
        .where(eq(defaultRulesets.organizationId, organizationId))
        .for("update");
      return row?.ruleset ?? null;
    },
    findDefault: (organizationId) => findDefault(connection, organizationId),
    async setDefault(organizationId, ruleset) {
      await connection
        .insert(defaultRulesets)
        .values({ organizationId, ruleset })
        .onConflictDoUpdate({ target: defaultRulesets.organizationId, set: { ruleset } });
    },
    async findChosen(organizationId, serviceId) {
      const [row] = await connection
        .select({ own: services.ruleset, general: defaultRulesets.ruleset })
        .from(services)
        .leftJoin(defaultRulesets, eq(defaultRulesets.organizationId, services.organizationId))
        .where(and(eq(services.organizationId, organizationId), eq(services.id, serviceId)));
      return row?.own ?? row?.general ?? null;
    },
  };
}

async function findDefault(connection: Connection, organizationId: OrganizationId): Promise<RulesetReference | null> {
  const [row] = await connection
    .select({ ruleset: defaultRulesets.ruleset })
    .from(defaultRulesets)
    .where(eq(defaultRulesets.organizationId, organizationId));
  return row?.ruleset ?? null;
}
