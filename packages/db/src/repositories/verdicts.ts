import type { VerdictFacts, VerdictRepository } from "@surety/domain/verdicts/verdict-repository";
import { ChangeCounts } from "@surety/model/changes";
import { failedBy, CheckKind, CheckOutcome } from "@surety/model/checks";
import { Policy } from "@surety/model/environments";
import { Exception } from "@surety/model/exceptions";
import { CheckId, Digest, EnvironmentId, VersionId } from "@surety/model/ids";
import { VersionName } from "@surety/model/names";
import { Verdict } from "@surety/model/verdicts";
import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import type { Narrowing } from "../narrowing.ts";
import { once } from "../once.ts";
import type { Scope } from "../scope.ts";
import { laterOutcome } from "./checks.ts";
import { MOST_EXCEPTIONS } from "./exceptions.ts";
import { environments } from "../schema/environments.ts";
import { services } from "../schema/services.ts";
import { verdicts } from "../schema/verdicts.ts";
import { versions } from "../schema/versions.ts";

const Facts = z.object({
  version: z.object({ id: VersionId, rawDigest: Digest }).nullable(),
  environment: z.object({ id: EnvironmentId, policy: Policy, policyVersion: z.int() }).nullable(),
  deployed: z.array(
    z.object({
      version: VersionName,
      rawDigest: Digest,
      diffs: z.array(
        z.object({
          id: z.string(),
          from: Digest,
          to: Digest,
          engine: z.string(),
          variant: z.string(),
          counts: ChangeCounts,
          identical: z.boolean(),
          partial: z.string().nullable(),
          validUntil: z.string().nullable(),
        }),
      ),
    }),
  ),
  checks: z.array(z.object({ kind: CheckKind, id: CheckId, outcome: z.string().nullable(), later: z.string().nullable() })),
  exceptions: z.array(Exception),
});

const organizationId = sql.placeholder("organizationId");

export type VerdictStatements = ReturnType<typeof prepareVerdicts>;

export function prepareVerdicts(connection: Connection, narrowed: Narrowing) {
  const prepare = (name: string, text: SQL<string | null>) =>
    connection
      .select({ text: narrowed(text) })
      .from(sql`(select 1) as here`)
      .prepare(name);
  const found = () =>
    connection
      .select({ body: verdicts.body })
      .from(verdicts)
      .where(and(eq(verdicts.organizationId, organizationId), eq(verdicts.inputsDigest, sql.placeholder("inputsDigest"))));
  return {
    load: once(() => prepare("verdict_facts", sql`${selectFacts(connection)}`)),
    find: once(() => prepare("verdict_by_inputs", sql`${found()}`)),
  };
}

export function createVerdicts(connection: Connection, { load, find }: VerdictStatements, scope: Scope): VerdictRepository {
  const read = (body: string) => Verdict.parse(JSON.parse(body));
  return {
    async load(organizationId, input, today) {
      const [row] = await load().execute({ scope, organizationId, today, ...input });
      const text = row?.text ?? null;
      return text === null ? null : { text, read: () => readFacts(text, today) };
    },
    async find(organizationId, inputsDigest) {
      const [row] = await find().execute({ scope, organizationId, inputsDigest });
      return typeof row?.text === "string" ? read(row.text) : null;
    },
    async latestAnswer(organizationId, { versionId, environmentId }) {
      const [row] = await connection
        .select({ answer: verdicts.answer })
        .from(verdicts)
        .where(
          and(eq(verdicts.organizationId, organizationId), eq(verdicts.versionId, versionId), eq(verdicts.environmentId, environmentId)),
        )
        .orderBy(desc(verdicts.decidedAt))
        .limit(1);
      return row?.answer ?? null;
    },
    async insert(organizationId, { versionId, environmentId }, inputs, verdict) {
      const { inputsDigest, answer } = verdict;
      const values = { organizationId, inputsDigest, versionId, environmentId, answer, inputs, body: JSON.stringify(verdict) };
      const inserted = await connection.insert(verdicts).values(values).onConflictDoNothing().returning({ digest: verdicts.inputsDigest });
      if (inserted.length > 0) return verdict;
      const [row] = await find().execute({ scope, organizationId, inputsDigest });
      return typeof row?.text === "string" ? read(row.text) : verdict;
    },
  };
}

function readFacts(text: string, today: string): VerdictFacts {
  const { checks, ...facts } = Facts.parse(JSON.parse(text));
  return {
    ...facts,
    checks: checks.map(({ kind, id, outcome, later }) => {
      const settled = laterOutcome(later, today)?.outcome ?? (outcome === null ? null : CheckOutcome.parse(JSON.parse(outcome)));
      return { kind, id, verdict: settled?.verdict ?? null, summary: settled?.summary ?? null, fingerprints: failedBy(settled) };
    }),
  };
}

/** All that a verdict is decided on, in one statement, as one JSON text: one snapshot, one round trip. */
function selectFacts(connection: Connection) {
  const today = sql.placeholder("today");
  const deployed = sql<unknown>`(
    select coalesce(json_agg(json_build_object('version', dv.name, 'rawDigest', dv.raw_digest, 'diffs', diff.rows) order by dv.number), '[]'::json)
    from deployments d
    join versions dv on dv.organization_id = d.organization_id and dv.id = d.version_id
    left join lateral (
      select coalesce(json_agg(latest.row order by latest.variant), '[]'::json) as rows
      from (
        select distinct on (x.variant) x.variant, json_build_object('id', x.id, 'from', x.from_digest, 'to', x.to_digest, 'engine', x.engine, 'variant', x.variant, 'counts', x.counts, 'identical', x.identical, 'partial', x.partial, 'validUntil', x.valid_until) as row
        from diffs x
        where x.organization_id = d.organization_id and x.from_digest = dv.raw_digest and x.to_digest = ${versions.rawDigest}
          and (x.valid_until is null or x.valid_until > ${today}::date)
        order by x.variant, x.created_at desc, x.engine desc
      ) latest
    ) diff on true
    where d.organization_id = ${services.organizationId} and d.service_id = ${services.id} and d.environment_id = ${environments.id} and d.ended_at is null)`;
  const checks = sql<unknown>`(
    select coalesce(json_agg(json_build_object('kind', latest.kind, 'id', latest.id, 'outcome', latest.outcome, 'later', latest.later) order by latest.kind), '[]'::json)
    from (
      select distinct on (c.kind) c.kind, c.id, c.outcome, c.later
      from checks c
      where c.organization_id = ${services.organizationId} and c.version_id = ${versions.id}
      order by c.kind, c.created_at desc, c.id desc
    ) latest)`;
  const live = sql<unknown>`(
    select coalesce(json_agg(json_build_object(
      'id', e.id, 'subject', e.subject, 'fingerprint', e.fingerprint, 'service', ${services.name},
      'environment', case when e.environment_id is not null then ${environments.name} end, 'reason', e.reason, 'author', e.author,
      'expires', e.expires, 'live', true, 'createdAt', to_char(e.created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
    ) order by e.created_at, e.id), '[]'::json)
    from (
      select * from exceptions x
      where x.organization_id = ${services.organizationId} and x.service_id = ${services.id} and x.expires >= ${today}::date
        and (x.environment_id is null or x.environment_id = ${environments.id})
      order by x.created_at, x.id limit ${MOST_EXCEPTIONS}
    ) e)`;
  return connection
    .select({
      text: sql<string>`json_build_object(
        'version', case when ${versions.id} is not null then json_build_object('id', ${versions.id}, 'rawDigest', ${versions.rawDigest}) end,
        'environment', case when ${environments.id} is not null
          then json_build_object('id', ${environments.id}, 'policy', ${environments.policy}, 'policyVersion', ${environments.policyVersion}) end,
        'deployed', ${deployed}, 'checks', ${checks}, 'exceptions', ${live})::text`,
    })
    .from(services)
    .leftJoin(
      versions,
      and(
        eq(versions.organizationId, services.organizationId),
        eq(versions.serviceId, services.id),
        eq(versions.name, sql.placeholder("version")),
      ),
    )
    .leftJoin(
      environments,
      and(eq(environments.organizationId, services.organizationId), eq(environments.name, sql.placeholder("environment"))),
    )
    .where(and(eq(services.organizationId, organizationId), eq(services.name, sql.placeholder("service"))));
}
