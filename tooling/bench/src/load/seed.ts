import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import type { LintReport } from "@surety/domain/engines";
import { createSecret, hashSecret, prefixOf } from "@surety/domain/tokens/token-secret";
import { Policy } from "@surety/model/environments";
import { countFindings } from "@surety/model/findings";
import postgres, { type Sql } from "postgres";
import { encode, FAMILIES, type Family, judgeFamily, REVISIONS, seedDocument } from "./seed-documents.ts";

export interface SeedSize {
  readonly services: number;
  /** Of each service. */
  readonly versions: number;
}

/** The organization that has everything, and the token that asks. */
export const ORGANIZATION = "00000000-0000-4000-8000-000000000001";
const KEPT_FINDINGS = 30;
/** Of each service: the last versions whose deployment was asked for. */
const ASKED = 100;
const RULES = "surety:recommended";

/** The name of the service with this number, counted from 1. */
export function serviceName(number: number): string {
  return `service-${String(number).padStart(4, "0")}`;
}

/** The name of the version with this number, counted from 1. */
export function versionName(number: number): string {
  return `1.${number}.0`;
}

/** Where a service's deployments stand: what runs in staging, and in production. */
export function deployedNumbers({ versions }: SeedSize): { readonly staging: number; readonly production: number } {
  return { staging: Math.max(1, Math.floor(versions * 0.98)), production: Math.max(1, Math.floor(versions * 0.88)) };
}

/**
 * Fills a migrated, empty database by COPY and INSERT … SELECT, as the API would have over the years: each document is
 * read, linted and compared by the engines once for each kind of service. Returns the secret of a token that may everything.
 */
export async function seed(url: string, size: SeedSize, onProgress: (message: string) => void): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    // Foreign keys of rows that are made from each other need no proof; triggers are for what people do.
    await sql`set session_replication_role = replica`;
    await sql`set synchronous_commit = off`;
    await sql`set maintenance_work_mem = '256MB'`;
    await sql`set work_mem = '64MB'`;
    const secret = await seedOrganization(sql);
    onProgress(`asking the engines about ${FAMILIES * REVISIONS} documents`);
    const families: Family[] = [];
    for (let family = 0; family < FAMILIES; family += 1) families.push(await judgeFamily(family));
    onProgress(`writing ${size.services * REVISIONS} contracts`);
    await seedContracts(sql, size, families);
    onProgress("writing what the engines said");
    await seedReports(sql, families);
    await seedDiffs(sql, families);
    onProgress(`writing ${size.services * size.versions} versions and twice as many checks`);
    await seedVersions(sql, size);
    onProgress("writing deployments, verdicts, the audit log and deliveries");
    await seedHistory(sql, size);
    onProgress("gathering statistics");
    await sql`vacuum (analyze)`;
    return secret;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function seedOrganization(sql: Sql): Promise<string> {
  // Always the same: a database that is kept can be asked with it in the next run.
  const secret = createSecret((length) => new Uint8Array(length).fill(7), "pat");
  const policy = JSON.stringify(Policy.parse({}));
  await sql`insert into organizations (id, name, slug) values (${ORGANIZATION}, 'Load', 'load')`;
  await sql`insert into users (id, name, email, email_verified) values (${ORGANIZATION}, 'Ada', 'ada@example.com', true)`;
  await sql`insert into members (id, organization_id, user_id, role) values (${ORGANIZATION}, ${ORGANIZATION}, ${ORGANIZATION}, 'owner')`;
  await sql`
    insert into tokens (organization_id, id, name, prefix, hash, scopes)
    values (${ORGANIZATION}, gen_random_uuid(), 'load', ${prefixOf(secret)}, ${Buffer.from(hashSecret(secret))},
      ${["read", "contracts:write", "deployments:write", "exceptions:write", "admin"]})`;
  await sql`
    insert into environments (organization_id, name, position, policy)
    select ${ORGANIZATION}, name, position, ${policy}::text::jsonb from (values ('staging', 0), ('production', 1)) as given (name, position)`;
  return secret;
}

/** One row for each distinct document; a table beside it says whose and which it is. */
async function seedContracts(sql: Sql, { services }: SeedSize, families: readonly Family[]): Promise<void> {
  await sql`create unlogged table seed_contracts (service int, revision int, family int, raw_digest text, byte_length int)`;
  const places: string[] = [];
  const rows = function* (): Generator<string> {
    for (let service = 1; service <= services; service += 1) {
      const family = service % FAMILIES;
      for (let revision = 0; revision < REVISIONS; revision += 1) {
        const title = `Service ${service}`;
        const document = encode(seedDocument(family, revision, title));
        const rawDigest = createHash("sha256").update(document).digest("hex");
        const summary = families[family]?.summaries[revision];
        if (summary === undefined) throw new Error("a family has a summary of each revision");
        places.push(copyLine([service, revision, family, rawDigest, document.byteLength]));
        yield copyLine([
          ORGANIZATION,
          rawDigest,
          summary.contractDigest,
          summary.syntax,
          summary.dialect,
          title,
          summary.apiVersion,
          document.byteLength,
          summary.operations.length,
          JSON.stringify(summary.operations),
          JSON.stringify(summary.problems),
          `\\x${gzipSync(document, { level: 6 }).toString("hex")}`,
        ]);
      }
    }
  };
  await copy(
    sql,
    "contracts (organization_id, raw_digest, contract_digest, syntax, dialect, title, api_version, byte_length, operation_count, operations, problems, bytes)",
    rows(),
  );
  await copy(sql, "seed_contracts (service, revision, family, raw_digest, byte_length)", places);
  await sql`create index on seed_contracts (service, revision)`;
  await sql`analyze seed_contracts`;
  await sql`insert into organization_usages (organization_id, contract_bytes) select ${ORGANIZATION}, sum(byte_length) from seed_contracts`;
}

async function seedReports(sql: Sql, families: readonly Family[]): Promise<void> {
  await sql`create unlogged table seed_reports (family int, revision int, engine text, score jsonb, counts jsonb)`;
  await sql`create unlogged table seed_findings (family int, revision int, ordinal int, rule text, severity text, fingerprint text, body text)`;
  const reports: string[] = [];
  const findings: string[] = [];
  for (const { family, revision, report } of reportsOf(families)) {
    const kept = report.findings.slice(0, KEPT_FINDINGS);
    reports.push(copyLine([family, revision, report.engine, JSON.stringify(report.score), JSON.stringify(countFindings(kept))]));
    for (const [ordinal, finding] of kept.entries())
      findings.push(copyLine([family, revision, ordinal, finding.rule, finding.severity, finding.fingerprint, JSON.stringify(finding)]));
  }
  await copy(sql, "seed_reports", reports);
  await copy(sql, "seed_findings", findings);
  await sql`
    insert into lint_reports (organization_id, raw_digest, engine, score, counts, rule_errors)
    select ${ORGANIZATION}, raw_digest, engine, score, counts, '[]' from seed_contracts join seed_reports using (family, revision)`;
  await sql`
    insert into findings (organization_id, report_id, ordinal, rule, severity, fingerprint, body)
    select ${ORGANIZATION}, lint_reports.id, ordinal, rule, severity, fingerprint, body
    from seed_contracts join lint_reports using (raw_digest) join seed_findings using (family, revision)`;
}

function* reportsOf(families: readonly Family[]): Generator<{ family: number; revision: number; report: LintReport }> {
  for (const [family, { lints }] of families.entries())
    for (const [revision, report] of lints.entries()) yield { family, revision, report };
}

async function seedDiffs(sql: Sql, families: readonly Family[]): Promise<void> {
  await sql`create unlogged table seed_diffs (family int, revision int, engine text, counts jsonb, identical boolean)`;
  await sql`
    create unlogged table seed_changes (family int, revision int, ordinal int, level text, kind text, category text, full_level text, fingerprint text, body text)`;
  const diffs: string[] = [];
  const changes: string[] = [];
  for (const [family, { diffs: reports }] of families.entries()) {
    for (const [revision, report] of reports.entries()) {
      diffs.push(copyLine([family, revision, report.engine, JSON.stringify(report.counts), report.identical]));
      for (const [ordinal, change] of report.changes.entries()) {
        const { level, kind, category = null, fullLevel = null, fingerprint } = change;
        changes.push(copyLine([family, revision, ordinal, level, kind, category, fullLevel, fingerprint, JSON.stringify(change)]));
      }
    }
  }
  await copy(sql, "seed_diffs", diffs);
  await copy(sql, "seed_changes", changes);
  await sql`
    insert into diffs (organization_id, from_digest, to_digest, engine, counts, identical)
    select ${ORGANIZATION}, before.raw_digest, after.raw_digest, engine, counts, identical
    from seed_contracts before join seed_contracts after on after.service = before.service and after.revision = before.revision + 1
    join seed_diffs on seed_diffs.family = before.family and seed_diffs.revision = before.revision`;
  await sql`
    insert into changes (organization_id, diff_id, ordinal, level, kind, category, full_level, fingerprint, body)
    select ${ORGANIZATION}, diffs.id, ordinal, level, kind, category, full_level, fingerprint, body
    from seed_contracts join diffs on diffs.from_digest = raw_digest join seed_changes using (family, revision)`;
}

/** Version by version of all services, as they come in: neighbours in time are not neighbours in a service. */
async function seedVersions(sql: Sql, { services, versions }: SeedSize): Promise<void> {
  await sql`
    insert into services (organization_id, name, title, version_count, created_at)
    select ${ORGANIZATION}, 'service-' || lpad(number::text, 4, '0'), 'Service ' || number, ${versions}, now() - interval '400 days'
    from generate_series(1, ${services}::int) as number`;
  await sql`
    create unlogged table seed_versions as
    select services.id as service_id, contract.service, number, contract.revision, contract.raw_digest, gen_random_uuid() as id,
      now() - interval '400 days' * (1 - (number - 1 + contract.service::float / ${services}) / ${versions}) as created_at
    from generate_series(1, ${versions}::int) as number
    join seed_contracts contract on contract.revision = (number - 1) * ${REVISIONS}::int / ${versions}::int
    join services on services.name = 'service-' || lpad(contract.service::text, 4, '0')
    order by number, contract.service`;
  await sql`
    insert into versions (organization_id, id, service_id, number, name, branch, raw_digest, created_at)
    select ${ORGANIZATION}, id, service_id, number, '1.' || number || '.0', case when number % 7 = 0 then 'feature' else 'main' end, raw_digest, created_at
    from seed_versions order by number, service`;
  await sql`
    insert into checks (organization_id, version_id, kind, origin, state, verdict, outcome, findings, new_findings, ruleset, report_id, baseline_report_id,
      created_at, enqueued_at, started_at, heartbeat_at, settled_at)
    select ${ORGANIZATION}, seed_versions.id, kind, 'publish', 'settled', 'passed',
      case kind when 'lint' then '{"verdict":"passed","summary":"Nothing new (30 more in the baseline)."}'
        else '{"verdict":"passed","summary":"Breaks nothing of 1.1.0 (the version before)."}' end,
      case kind when 'lint' then own.counts end, case kind when 'lint' then '{"error":0,"warning":0,"info":0,"hint":0}'::jsonb end,
      case kind when 'lint' then ${RULES} end, case kind when 'lint' then own.id end, case kind when 'lint' then first.id end,
      seed_versions.created_at, seed_versions.created_at, seed_versions.created_at + interval '1 second', seed_versions.created_at + interval '1 second',
      seed_versions.created_at + interval '2 seconds'
    from seed_versions
    cross join (values ('lint'), ('diff')) as kinds (kind)
    join lint_reports own on own.raw_digest = seed_versions.raw_digest
    join seed_contracts baseline on baseline.service = seed_versions.service and baseline.revision = 0
    join lint_reports first on first.raw_digest = baseline.raw_digest
    order by number, seed_versions.service`;
}

async function seedHistory(sql: Sql, size: SeedSize): Promise<void> {
  const { versions } = size;
  const runs = deployedNumbers(size);
  const steps = { staging: Math.max(1, Math.floor(versions / 50)), production: Math.max(1, Math.floor(versions / 20)) };
  for (const environment of ["staging", "production"] as const) {
    const last = runs[environment];
    await sql`
      insert into deployments (organization_id, environment_id, service_id, version_id, mode, deployed_at, ended_at)
      select ${ORGANIZATION}, environments.id, service_id, seed_versions.id, 'replace', seed_versions.created_at + interval '1 hour',
        case when number < ${last} then seed_versions.created_at + interval '1 hour' + interval '400 days' * ${steps[environment]}::int / ${versions}::int end
      from seed_versions join environments on environments.name = ${environment}
      where number <= ${last} and (${last} - number) % ${steps[environment]} = 0`;
  }
  const body = JSON.stringify({ answer: "yes", reasons: Array.from({ length: 4 }, () => "a reason, with what to do about it ".repeat(8)) });
  await sql`
    insert into verdicts (organization_id, inputs_digest, version_id, environment_id, answer, inputs, body, decided_at)
    select ${ORGANIZATION}, encode(sha256(seed_versions.id::text::bytea), 'hex'), seed_versions.id, environments.id, 'yes', ${body}, ${body},
      seed_versions.created_at + interval '30 minutes'
    from seed_versions join environments on environments.name = 'production' where number > ${versions - ASKED}`;
  await sql`
    insert into audit_events (organization_id, actor_type, actor_id, actor_name, action, subject, address, request_id, details, created_at)
    select ${ORGANIZATION}, 'token', 'pipeline-' || service % 50, 'pipeline ' || service % 50, 'version.published',
      'service-' || lpad(service::text, 4, '0') || '@1.' || number || '.0', '10.0.0.1', id::text, json_build_object('rawDigest', raw_digest), created_at
    from seed_versions order by number, service`;
  await sql`
    insert into webhooks (organization_id, id, url, description, event_types, sealed_secret, disabled_reason, disabled_at)
    values (${ORGANIZATION}, ${ORGANIZATION}, 'https://example.com/', 'of the past', '{check.completed}', '\\x01', 'by-request', now())`;
  await sql`
    insert into webhook_events (organization_id, id, key, type, payload, created_at)
    select ${ORGANIZATION}, id, 'seed ' || id, 'check.completed', json_build_object('type', 'check.completed', 'data', json_build_object('check', id)), created_at
    from seed_versions where number > ${versions} * 0.8`;
  await sql`
    insert into webhook_deliveries (organization_id, webhook_id, event_id, state, attempts, next_attempt_at, status, latency_ms, created_at)
    select ${ORGANIZATION}, ${ORGANIZATION}, id, 'succeeded', 1, null, 204, 12, created_at from seed_versions where number > ${versions} * 0.8`;
  await sql`
    insert into webhook_attempts (organization_id, delivery_id, number, status, latency_ms, at)
    select organization_id, id, 1, 204, 12, created_at from webhook_deliveries`;
  await sql`drop table seed_contracts, seed_reports, seed_findings, seed_diffs, seed_changes, seed_versions`;
}

async function copy(sql: Sql, into: string, lines: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(lines), await sql.unsafe(`copy ${into} from stdin`).writable());
}

/** A line of COPY's text format. */
function copyLine(values: readonly (string | number | boolean | null)[]): string {
  return `${values.map((value) => (value === null ? "\\N" : escaped(String(value)))).join("\t")}\n`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n").replaceAll("\r", "\\r");
}
