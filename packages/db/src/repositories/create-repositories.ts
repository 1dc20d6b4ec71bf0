import type { Repositories } from "@surety/domain/repositories";
import type { Connection } from "../connection.ts";
import type { Scope } from "../scope.ts";
import { createAudit } from "./audit.ts";
import { createChanges } from "./changes.ts";
import { createChecks } from "./checks.ts";
import { createContracts } from "./contracts.ts";
import { createDeployments } from "./deployments.ts";
import { createDiffs } from "./diffs.ts";
import { createEnvironments } from "./environments.ts";
import { createExceptions } from "./exceptions.ts";
import { createIdempotency } from "./idempotency.ts";
import { createInstances } from "./instances.ts";
import { createInvitations } from "./invitations.ts";
import { createLintReports } from "./lint-reports.ts";
import { createLiveAnnouncer } from "./live.ts";
import { createMails } from "./mails.ts";
import { createMembers } from "./members.ts";
import { createOperations } from "./operations.ts";
import { createOrganizations } from "./organizations.ts";
import { createOutbox } from "./outbox.ts";
import { createQuotas } from "./quotas.ts";
import { createRulesets } from "./rulesets.ts";
import { createSchedules } from "./schedules.ts";
import { createServices } from "./services.ts";
import { createStandings } from "./standings.ts";
import { createSessions } from "./sessions.ts";
import type { Statements } from "./statements.ts";
import { createTokens } from "./tokens.ts";
import { createTrustedPublishers } from "./trusted-publishers.ts";
import { createVerdicts } from "./verdicts.ts";
import { createVersions } from "./versions.ts";
import { createWebhooks } from "./webhooks.ts";

/** What repositories are made of, when the first of them is needed. */
export interface RepositoryParts {
  readonly connection: () => Connection;
  readonly statements: () => Statements;
  /** That `connection` has. */
  readonly scope: Scope;
  /** Of the trace that runs. */
  readonly traceparent: () => string | undefined;
}

/** Every repository, on a pool or on one transaction. Each is made when it is first used: most work needs few of them. */
export function createRepositories({ connection, statements, scope, traceparent }: RepositoryParts): Repositories {
  const made: { -readonly [Name in keyof Repositories]?: Repositories[Name] } = {};
  return {
    get audit() {
      return (made.audit ??= createAudit(connection()));
    },
    get changes() {
      return (made.changes ??= createChanges(connection(), statements().changes, scope));
    },
    get checks() {
      return (made.checks ??= createChecks(connection()));
    },
    get contracts() {
      return (made.contracts ??= createContracts(connection()));
    },
    get deployments() {
      return (made.deployments ??= createDeployments(connection()));
    },
    get diffs() {
      return (made.diffs ??= createDiffs(connection()));
    },
    get environments() {
      return (made.environments ??= createEnvironments(connection()));
    },
    get exceptions() {
      return (made.exceptions ??= createExceptions(connection()));
    },
    get idempotency() {
      return (made.idempotency ??= createIdempotency(connection()));
    },
    get instances() {
      return (made.instances ??= createInstances(connection()));
    },
    get invitations() {
      return (made.invitations ??= createInvitations(connection()));
    },
    get lintReports() {
      return (made.lintReports ??= createLintReports(connection()));
    },
    get live() {
      return (made.live ??= createLiveAnnouncer(connection()));
    },
    get mails() {
      return (made.mails ??= createMails(connection()));
    },
    get members() {
      return (made.members ??= createMembers(connection()));
    },
    get operations() {
      return (made.operations ??= createOperations(connection()));
    },
    get organizations() {
      return (made.organizations ??= createOrganizations(statements().organizations, scope));
    },
    get outbox() {
      return (made.outbox ??= createOutbox(connection(), traceparent));
    },
    get quotas() {
      return (made.quotas ??= createQuotas(connection()));
    },
    get rulesets() {
      return (made.rulesets ??= createRulesets(connection()));
    },
    get schedules() {
      return (made.schedules ??= createSchedules(connection()));
    },
    get services() {
      return (made.services ??= createServices(connection()));
    },
    get standings() {
      return (made.standings ??= createStandings(statements().standings, scope));
    },
    get sessions() {
      return (made.sessions ??= createSessions(connection()));
    },
    get tokens() {
      return (made.tokens ??= createTokens(connection(), statements().tokens, scope));
    },
    get trustedPublishers() {
      return (made.trustedPublishers ??= createTrustedPublishers(connection()));
    },
    get verdicts() {
      return (made.verdicts ??= createVerdicts(connection(), statements().verdicts, scope));
    },
    get versions() {
      return (made.versions ??= createVersions(connection()));
    },
    get webhooks() {
      return (made.webhooks ??= createWebhooks(connection()));
    },
  };
}
