import type { VerdictFacts, VerdictRepository } from "@surety/domain/verdicts/verdict-repository";
import { ChangeCounts } from "@surety/model/changes";
import { CheckKind, CheckOutcome } from "@surety/model/checks";
import { Policy } from "@surety/model/environments";
import { CheckId, Digest } from "@surety/model/ids";
import { VersionName } from "@surety/model/names";
import { Verdict } from "@surety/model/verdicts";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Connection } from "../connection.ts";
import { once } from "../once.ts";
import { environments } from "../schema/environments.ts";
import { services } from "../schema/services.ts";
import { verdicts } from "../schema/verdicts.ts";
import { versions } from "../schema/versions.ts";

const Deployed = z.array(
  z.object({
    version: VersionName,
    rawDigest: Digest,
    diff: z
      .object({
        id: z.string(),
        from: Digest,
        to: Digest,
        engine: z.string(),
        counts: ChangeCounts,
        identical: z.boolean(),
        partial: z.string().nullable(),
      })
      .nullable(),
  }),
);
const Checks = z.array(z.object({ kind: CheckKind, id: CheckId, outcome: z.string().nullable() }));

export function createVerdicts(connection: Connection): VerdictRepository {
  const load = once(() => prepareLoad(connection));
  const find = once(() =>
    connection
      .select({ body: verdicts.body })
      .from(verdicts)
      .where(
        and(eq(verdicts.organizationId, sql.placeholder("organizationId")), eq(verdicts.inputsDigest, sql.placeholder("inputsDigest"))),
      )
      .prepare("verdict_by_inputs"),
  );
  const read = (body: string) => Verdict.parse(JSON.parse(body));
  return {
    async load(organizationId, input): Promise<VerdictFacts | null> {
      const [row] = await load().execute({ organizationId, ...input });
      if (row === undefined) return null;
      const { version, environment } = row;
      return {
        version,
        environment: environment === null ? null : { ...environment, policy: Policy.parse(environment.policy) },
        deployed: Deployed.parse(row.deployed),
        checks: Checks.parse(row.checks).map(({ kind, id, outcome }) => {
          const settled = outcome === null ? null : CheckOutcome.parse(JSON.parse(outcome));
          return { kind, id, verdict: settled?.verdict ?? null, summary: settled?.summary ?? null };
        }),
      };
    },
    async find(organizationId, inputsDigest) {
      const [row] = await find().execute({ organizationId, inputsDigest });
      return row === undefined ? null : read(row.body);
    },
    async insert(organizationId, { versionId, environmentId }, inputs, verdict) {
      const { inputsDigest, answer } = verdict;
      const values = { organizationId, inputsDigest, versionId, environmentId, answer, inputs, body: JSON.stringify(verdict) };
      const inserted = await connection.insert(verdicts).values(values).onConflictDoNothing().returning({ digest: verdicts.inputsDigest });
      if (inserted.length > 0) return verdict;
      const [row] = await find().execute({ organizationId, inputsDigest });
      return row === undefined ? verdict : read(row.body);
    },
  };
}

/** All that a verdict is decided on, in one statement: one snapshot, one round trip. */
function prepareLoad(connection: Connection) {
  const deployed = sql<unknown>`(
    select coalesce(json_agg(json_build_object('version', dv.name, 'rawDigest', dv.raw_digest, 'diff', diff.row) order by dv.number), '[]'::json)
    from deployments d
    join versions dv on dv.organization_id = d.organization_id and dv.id = d.version_id
    left join lateral (
      select json_build_object('id', x.id, 'from', x.from_digest, 'to', x.to_digest, 'engine', x.engine, 'counts', x.counts, 'identical', x.identical, 'partial', x.partial) as row
      from diffs x
      where x.organization_id = d.organization_id and x.from_digest = dv.raw_digest and x.to_digest = ${versions.rawDigest}
      order by x.created_at desc, x.engine desc limit 1
    ) diff on true
    where d.organization_id = ${services.organizationId} and d.service_id = ${services.id} and d.environment_id = ${environments.id} and d.ended_at is null)`;
  const checks = sql<unknown>`(
    select coalesce(json_agg(json_build_object('kind', latest.kind, 'id', latest.id, 'outcome', latest.outcome)), '[]'::json)
    from (
      select distinct on (c.kind) c.kind, c.id, c.outcome
      from checks c
      where c.organization_id = ${services.organizationId} and c.version_id = ${versions.id}
      order by c.kind, c.created_at desc, c.id desc
    ) latest)`;
  return connection
    .select({
      version: { id: versions.id, rawDigest: versions.rawDigest },
      environment: { id: environments.id, policy: environments.policy, policyVersion: environments.policyVersion },
      deployed,
      checks,
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
    .where(and(eq(services.organizationId, sql.placeholder("organizationId")), eq(services.name, sql.placeholder("service"))))
    .prepare("verdict_facts");
}
