import type { Facts } from "@surety/domain/facts";
import type { Deployed, Standing, StandingOfVersion, StandingRepository, Standings } from "@surety/domain/standings/standing-repository";
import { SourceProblem } from "@surety/model/contracts";
import { VersionName } from "@surety/model/names";
import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { jsonRow } from "../json-row.ts";
import { once } from "../once.ts";
import type { Narrowing } from "../narrowing.ts";
import type { Scope } from "../scope.ts";
import { storable } from "./contracts.ts";
import { checks } from "../schema/checks.ts";
import { contracts } from "../schema/contracts.ts";
import { deployments } from "../schema/deployments.ts";
import { diffs } from "../schema/diffs.ts";
import { environments } from "../schema/environments.ts";
import { exceptions } from "../schema/exceptions.ts";
import { services } from "../schema/services.ts";
import { versions } from "../schema/versions.ts";
import { checkColumns, toCheck } from "./checks.ts";
import { diffColumns } from "./diffs.ts";
import { MOST_ENVIRONMENTS, toEnvironmentRecord } from "./environments.ts";
import { exceptionColumns, MOST_EXCEPTIONS, toException } from "./exceptions.ts";
import { toServiceRecord } from "./services.ts";
import { ofItsContract, toVersionRecord, versionColumns } from "./versions.ts";

const running = alias(versions, "running_versions");

const rows = {
  environment: jsonRow(getTableColumns(environments)),
  service: jsonRow(getTableColumns(services)),
  version: jsonRow(versionColumns),
  check: jsonRow(checkColumns),
  deployment: jsonRow({
    serviceId: deployments.serviceId,
    environmentId: deployments.environmentId,
    environment: environments.name,
    versionId: deployments.versionId,
    version: running.name,
    versionNumber: running.number,
    rawDigest: running.rawDigest,
  }),
  diff: jsonRow(diffColumns),
  exception: jsonRow({ ...exceptionColumns, serviceId: exceptions.serviceId, environmentId: exceptions.environmentId }),
};

const given = {
  organizationId: sql.placeholder("organizationId"),
  today: sql.placeholder("today"),
  service: sql.placeholder("service"),
  version: sql.placeholder("version"),
  after: sql.placeholder("after"),
  pattern: sql.placeholder("pattern"),
  limit: sql.placeholder("limit"),
};

const List = z.array(z.unknown());
const Read = z.object({
  environments: List,
  services: z.array(
    z.object({
      service: z.unknown(),
      version: z.unknown(),
      checks: List,
      deployed: z.array(z.object({ deployment: z.unknown(), diffs: List })),
      exceptions: List,
      previous: VersionName.nullish(),
      problems: z.string().nullish(),
    }),
  ),
});

export type StandingStatements = ReturnType<typeof prepareStandings>;

/** All that says where versions may go, in one statement whose only column is a JSON text. */
export function prepareStandings(connection: Connection, narrowed: Narrowing) {
  const ofName = sql`${services.name} = ${given.service}`;
  const parts = { narrowed, more: sql`` };
  return {
    ofService: once(() => prepare(connection, "standing_of_service", { ...parts, which: ofName, version: latest })),
    ofVersion: once(() => prepare(connection, "standing_of_version", { ...parts, which: ofName, version: named, more: ofDetail })),
    list: once(() => prepare(connection, "standings", { ...parts, which: ofPage, version: latest })),
  };
}

export function createStandings(statements: StandingStatements, scope: Scope): StandingRepository {
  return {
    async ofService(organizationId, service, today) {
      return standingsOf(await statements.ofService().execute({ scope, organizationId, service, today }), today);
    },
    async ofVersion(organizationId, { service, version }, today) {
      const facts = standingsOf(await statements.ofVersion().execute({ scope, organizationId, service, version, today }), today);
      return { text: facts.text, read: () => ({ ...facts.read(), ...readDetail(facts.text) }) };
    },
    async list(organizationId, { search, after, limit }, today) {
      const pattern = search === undefined ? null : `%${storable(search).replaceAll(/[\\%_]/g, "\\$&")}%`;
      return standingsOf(await statements.list().execute({ scope, organizationId, after: after ?? "", pattern, limit, today }), today);
    },
  };
}

const latest = and(
  eq(versions.organizationId, services.organizationId),
  eq(versions.serviceId, services.id),
  eq(versions.number, services.versionCount),
);
const named = and(
  eq(versions.organizationId, services.organizationId),
  eq(versions.serviceId, services.id),
  eq(versions.name, given.version),
);
const ofPage = sql`${services.name} > ${given.after} and (${given.pattern}::text is null or ${services.name} ilike ${given.pattern} or ${services.title} ilike ${given.pattern}) order by ${services.name} limit ${given.limit}`;
const ofDetail = sql`,
  'previous', (
    select before.name from ${versions} before
    where before.organization_id = ${versions.organizationId} and before.service_id = ${versions.serviceId} and before.number = ${versions.number} - 1),
  'problems', ${contracts.problems}`;

const allEnvironments = sql`(
  select coalesce(json_agg(${rows.environment.sql} order by ${environments.position}, ${environments.name}), '[]'::json)
  from (
    select * from ${environments} where ${environments.organizationId} = ${given.organizationId}
    order by ${environments.position}, ${environments.name} limit ${sql.raw(String(MOST_ENVIRONMENTS))}
  ) as ${environments})`;

const latestChecks = sql`(
  select coalesce(json_agg(${rows.check.sql} order by ${checks.kind} desc), '[]'::json)
  from (
    select distinct on (${checks.kind}) * from ${checks}
    where ${checks.organizationId} = ${services.organizationId} and ${checks.versionId} = ${versions.id}
    order by ${checks.kind}, ${checks.createdAt} desc, ${checks.id} desc
  ) as ${checks})`;

/** Of what runs to the version; variant by variant the latest that holds today. */
const latestDiffs = sql`(
  select coalesce(json_agg(${rows.diff.sql} order by ${diffs.variant}), '[]'::json)
  from (
    select distinct on (${diffs.variant}) * from ${diffs}
    where ${diffs.organizationId} = ${deployments.organizationId} and ${diffs.fromDigest} = ${running.rawDigest}
      and ${diffs.toDigest} = ${versions.rawDigest} and (${diffs.validUntil} is null or ${diffs.validUntil} > ${given.today}::date)
    order by ${diffs.variant}, ${diffs.createdAt} desc, ${diffs.engine} desc
  ) as ${diffs})`;

const deployed = sql`(
  select coalesce(json_agg(
    json_build_object('deployment', ${rows.deployment.sql}, 'diffs', ${latestDiffs})
    order by ${environments.position}, ${environments.name}, ${running.number}
  ), '[]'::json)
  from ${deployments}
  join ${versions} as ${running} on ${running.organizationId} = ${deployments.organizationId} and ${running.id} = ${deployments.versionId}
  join ${environments} on ${environments.organizationId} = ${deployments.organizationId} and ${environments.id} = ${deployments.environmentId}
  where ${deployments.organizationId} = ${services.organizationId} and ${deployments.serviceId} = ${services.id} and ${deployments.endedAt} is null)`;

const liveExceptions = sql`(
  select coalesce(json_agg(${rows.exception.sql} order by ${exceptions.createdAt}, ${exceptions.id}), '[]'::json)
  from (
    select * from ${exceptions}
    where ${exceptions.organizationId} = ${services.organizationId} and ${exceptions.serviceId} = ${services.id} and ${exceptions.expires} >= ${given.today}::date
    order by ${exceptions.createdAt}, ${exceptions.id} limit ${sql.raw(String(MOST_EXCEPTIONS))}
  ) as ${exceptions}
  left join ${environments} on ${environments.organizationId} = ${exceptions.organizationId} and ${environments.id} = ${exceptions.environmentId})`;

interface Parts {
  readonly narrowed: Narrowing;
  /** Of the organization's services. */
  readonly which: SQL;
  /** Of each service. */
  readonly version: SQL | undefined;
  /** Further members of each object. */
  readonly more: SQL;
}

function prepare(connection: Connection, name: string, { narrowed, which, version, more }: Parts) {
  const standings = sql`(
    select coalesce(json_agg(json_build_object(
      'service', ${rows.service.sql},
      'version', case when ${versions.id} is not null then ${rows.version.sql} end,
      'checks', ${latestChecks}, 'deployed', ${deployed}, 'exceptions', ${liveExceptions}${more}
    ) order by ${services.name}), '[]'::json)
    from (select * from ${services} where ${services.organizationId} = ${given.organizationId} and ${which}) as ${services}
    left join ${versions} on ${version}
    left join ${contracts} on ${ofItsContract})`;
  return connection
    .select({
      text: narrowed(sql<string>`json_build_object('environments', ${allEnvironments}, 'services', ${standings})::text`),
    })
    .from(sql`(select 1) as here`)
    .prepare(name);
}

function standingsOf([row]: readonly { readonly text: string }[], today: string): Facts<Standings> {
  if (row === undefined) throw new Error("a statement without a table gives one row");
  const { text } = row;
  return { text, read: () => readStandings(text, today) };
}

function readStandings(text: string, today: string): Standings {
  const { environments: all, services: found } = Read.parse(JSON.parse(text));
  return {
    environments: all.map((row) => toEnvironmentRecord(rows.environment.read(row))),
    services: found.map((each) => readStanding(each, today)),
  };
}

function readStanding(each: z.infer<typeof Read>["services"][number], today: string): Standing {
  return {
    service: toServiceRecord(rows.service.read(each.service)),
    version: each.version === null ? null : toVersionRecord(rows.version.read(each.version)),
    checks: each.checks.map((row) => toCheck(rows.check.read(row), today)),
    deployed: each.deployed.map(
      ({ deployment, diffs: known }): Deployed => ({ ...rows.deployment.read(deployment), diffs: known.map((row) => rows.diff.read(row)) }),
    ),
    exceptions: each.exceptions.map((row) => {
      const { serviceId, environmentId, ...exception } = rows.exception.read(row);
      return { serviceId, environmentId, exception: toException(exception, today) };
    }),
  };
}

function readDetail(text: string): Omit<StandingOfVersion, keyof Standings> {
  const [found] = Read.parse(JSON.parse(text)).services;
  return { previous: found?.previous ?? null, problems: z.array(SourceProblem).parse(JSON.parse(found?.problems ?? "[]")) };
}
