import type { Repositories } from "@surety/domain/repositories";
import type { Connection } from "../connection.ts";
import { createAudit } from "./audit.ts";
import { createChecks } from "./checks.ts";
import { createContracts } from "./contracts.ts";
import { createDeployments } from "./deployments.ts";
import { createDiffs } from "./diffs.ts";
import { createEnvironments } from "./environments.ts";
import { createExceptions } from "./exceptions.ts";
import { createIdempotency } from "./idempotency.ts";
import { createInvitations } from "./invitations.ts";
import { createLintReports } from "./lint-reports.ts";
import { createLiveAnnouncer } from "./live.ts";
import { createMembers } from "./members.ts";
import { createOrganizations } from "./organizations.ts";
import { createOutbox } from "./outbox.ts";
import { createQuotas } from "./quotas.ts";
import { createRulesets } from "./rulesets.ts";
import { createServices } from "./services.ts";
import { createStandings } from "./standings.ts";
import { createSessions } from "./sessions.ts";
import { createTokens } from "./tokens.ts";
import { createTrustedPublishers } from "./trusted-publishers.ts";
import { createVerdicts } from "./verdicts.ts";
import { createVersions } from "./versions.ts";
import { createWebhooks } from "./webhooks.ts";

/** Every repository, on the pool or on one transaction. */
export function createRepositories(connection: Connection, traceparent: () => string | undefined): Repositories {
  return {
    audit: createAudit(connection),
    checks: createChecks(connection),
    contracts: createContracts(connection),
    deployments: createDeployments(connection),
    diffs: createDiffs(connection),
    environments: createEnvironments(connection),
    exceptions: createExceptions(connection),
    idempotency: createIdempotency(connection),
    invitations: createInvitations(connection),
    lintReports: createLintReports(connection),
    live: createLiveAnnouncer(connection),
    members: createMembers(connection),
    organizations: createOrganizations(connection),
    outbox: createOutbox(connection, traceparent),
    quotas: createQuotas(connection),
    rulesets: createRulesets(connection),
    services: createServices(connection),
    standings: createStandings(connection),
    sessions: createSessions(connection),
    tokens: createTokens(connection),
    trustedPublishers: createTrustedPublishers(connection),
    verdicts: createVerdicts(connection),
    versions: createVersions(connection),
    webhooks: createWebhooks(connection),
  };
}
