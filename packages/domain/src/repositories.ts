import type { ChangeRepository } from "./answers/change-repository.ts";
import type { AuditRepository } from "./audit/audit-repository.ts";
import type { CheckRepository } from "./checks/check-repository.ts";
import type { ContractRepository } from "./contracts/contract-repository.ts";
import type { DeploymentRepository } from "./deployments/deployment-repository.ts";
import type { DiffRepository } from "./diffs/diff-repository.ts";
import type { EnvironmentRepository } from "./environments/environment-repository.ts";
import type { ExceptionRepository } from "./exceptions/exception-repository.ts";
import type { InstanceRepository } from "./instances/instance-repository.ts";
import type { InvitationRepository } from "./invitations/invitation-repository.ts";
import type { IdempotencyRepository } from "./idempotency/idempotency-repository.ts";
import type { LintReportRepository } from "./lint-reports/lint-report-repository.ts";
import type { LiveAnnouncer } from "./live/live-bus.ts";
import type { MailRepository } from "./mails/mail-repository.ts";
import type { MemberRepository } from "./members/member-repository.ts";
import type { OperationRepository } from "./operations/operation-repository.ts";
import type { OrganizationRepository } from "./organizations/organization-repository.ts";
import type { OutboxRepository } from "./outbox/outbox-repository.ts";
import type { QuotaRepository } from "./quotas/quota-repository.ts";
import type { RulesetRepository } from "./rulesets/ruleset-repository.ts";
import type { ScheduleRepository } from "./schedules/schedule-repository.ts";
import type { ServiceRepository } from "./services/service-repository.ts";
import type { StandingRepository } from "./standings/standing-repository.ts";
import type { SessionRepository } from "./sessions/session-repository.ts";
import type { TokenRepository } from "./tokens/token-repository.ts";
import type { TrustedPublisherRepository } from "./trusted-publishers/trusted-publisher-repository.ts";
import type { VerdictRepository } from "./verdicts/verdict-repository.ts";
import type { VersionRepository } from "./versions/version-repository.ts";
import type { WebhookRepository } from "./webhooks/webhook-repository.ts";

/** What is stored. Every method takes the organization first, and sees nothing of another one. */
export interface Repositories {
  readonly audit: AuditRepository;
  readonly changes: ChangeRepository;
  readonly checks: CheckRepository;
  readonly contracts: ContractRepository;
  readonly deployments: DeploymentRepository;
  readonly diffs: DiffRepository;
  readonly environments: EnvironmentRepository;
  readonly exceptions: ExceptionRepository;
  /** Of the installation, of no organization. */
  readonly instances: InstanceRepository;
  readonly invitations: InvitationRepository;
  readonly idempotency: IdempotencyRepository;
  readonly lintReports: LintReportRepository;
  readonly live: LiveAnnouncer;
  readonly mails: MailRepository;
  readonly members: MemberRepository;
  readonly operations: OperationRepository;
  readonly organizations: OrganizationRepository;
  readonly outbox: OutboxRepository;
  readonly quotas: QuotaRepository;
  readonly rulesets: RulesetRepository;
  /** Of the installation, of no organization. */
  readonly schedules: ScheduleRepository;
  readonly services: ServiceRepository;
  readonly standings: StandingRepository;
  readonly sessions: SessionRepository;
  readonly tokens: TokenRepository;
  readonly trustedPublishers: TrustedPublisherRepository;
  readonly verdicts: VerdictRepository;
  readonly versions: VersionRepository;
  readonly webhooks: WebhookRepository;
}
