import type { AuditEntry, AuditSettings, ListAuditEntriesInput, PutAuditSettingsInput } from "@surety/model/audit-entries";
import type {
  Caller,
  CreatedToken,
  CreateTokenInput,
  DeleteTokenInput,
  GetTokenInput,
  Identity,
  ListTokensInput,
  Token,
} from "@surety/model/callers";
import type {
  Check,
  GetCheckInput,
  FindingPage,
  ListChecksInput,
  ListFindingsInput,
  OpenCheckInput,
  OpenedCheck,
} from "@surety/model/checks";
import type { ContractSource, ContractView, GetContractInput, OperationSummary } from "@surety/model/contracts";
import type {
  Deployment,
  EndDeploymentInput,
  ListDeploymentsInput,
  RecordDeploymentInput,
  RecordedDeployment,
} from "@surety/model/deployments";
import type { Diff, GetDiffInput } from "@surety/model/diffs";
import type {
  Environment,
  GetEnvironmentInput,
  ListEnvironmentsInput,
  PutEnvironmentInput,
  PutEnvironmentResult,
} from "@surety/model/environments";
import type {
  CreateExceptionInput,
  DeleteExceptionInput,
  Exception,
  GetExceptionInput,
  ListExceptionsInput,
} from "@surety/model/exceptions";
import type { LiveEvent } from "@surety/model/events";
import type { ExceptionId, InvitationId, TokenId, TrustedPublisherId, WebhookDeliveryId, WebhookId } from "@surety/model/ids";
import type {
  CreatedInvitation,
  CreateInvitationInput,
  GetInvitationInput,
  GetMemberInput,
  Invitation,
  ListInvitationsInput,
  ListMembersInput,
  Member,
  PutMemberInput,
} from "@surety/model/members";
import type { Page } from "@surety/model/pages";
import type { Installation, ListFailedChecksInput, WorkQueues } from "@surety/model/operations";
import type { Quotas } from "@surety/model/quotas";
import type {
  DefaultRuleset,
  DeleteRulesetInput,
  GetRulesetInput,
  LintPreview,
  ListRulesetsInput,
  ListRulesetVersionsInput,
  PreviewLintInput,
  PutDefaultRulesetInput,
  PutRulesetInput,
  PutRulesetResult,
  Ruleset,
  RulesetListItem,
  RulesetVersion,
} from "@surety/model/rulesets";
import type {
  DeleteServiceInput,
  DemoResult,
  GetServiceInput,
  ListServicesInput,
  PutServiceInput,
  PutServiceResult,
  ServiceListItem,
} from "@surety/model/services";
import type { GetSessionInput, ListSessionsInput, Session } from "@surety/model/sessions";
import type {
  CreateTrustedPublisherInput,
  ExchangedToken,
  ExchangeTokenInput,
  GetTrustedPublisherInput,
  ListTrustedPublishersInput,
  TrustedPublisher,
} from "@surety/model/trusted-publishers";
import type { DecideInput, Verdict } from "@surety/model/verdicts";
import type {
  GetVersionInput,
  ListOperationsInput,
  ListVersionsInput,
  PublishedVersion,
  PublishVersionInput,
  VersionDetail,
  VersionListItem,
} from "@surety/model/versions";
import type {
  CreatedWebhook,
  CreateWebhookDeliveryInput,
  CreateWebhookInput,
  GetWebhookDeliveryInput,
  GetWebhookInput,
  ListWebhookDeliveriesInput,
  ListWebhooksInput,
  PutWebhookInput,
  RotatedWebhookSecret,
  RotateWebhookSecretInput,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryDetail,
} from "@surety/model/webhooks";

/** Everything that a caller can do: each verb is a file, this is the list that the API is given. */
export interface Verbs {
  identify(who: Caller): Promise<Identity>;

  listServices(who: Caller, input: ListServicesInput): Promise<Page<ServiceListItem>>;
  getService(who: Caller, input: GetServiceInput): Promise<ServiceListItem>;
  putService(who: Caller, input: PutServiceInput): Promise<PutServiceResult>;
  deleteService(who: Caller, input: DeleteServiceInput): Promise<void>;

  publishVersion(who: Caller, input: PublishVersionInput): Promise<PublishedVersion>;
  getVersion(who: Caller, input: GetVersionInput): Promise<VersionDetail>;
  listVersions(who: Caller, input: ListVersionsInput): Promise<Page<VersionListItem>>;
  listOperations(who: Caller, input: ListOperationsInput): Promise<Page<OperationSummary>>;

  getContract(who: Caller, input: GetContractInput): Promise<ContractView>;
  getContractSource(who: Caller, input: GetContractInput): Promise<ContractSource>;

  listChecks(who: Caller, input: ListChecksInput): Promise<Page<Check>>;
  getCheck(who: Caller, input: GetCheckInput): Promise<Check>;
  openCheck(who: Caller, input: OpenCheckInput): Promise<OpenedCheck>;
  listFindings(who: Caller, input: ListFindingsInput): Promise<FindingPage>;
  getDiff(who: Caller, input: GetDiffInput): Promise<Diff>;

  listEnvironments(who: Caller, input: ListEnvironmentsInput): Promise<Page<Environment>>;
  getEnvironment(who: Caller, input: GetEnvironmentInput): Promise<Environment>;
  putEnvironment(who: Caller, input: PutEnvironmentInput): Promise<PutEnvironmentResult>;
  listDeployments(who: Caller, input: ListDeploymentsInput): Promise<Page<Deployment>>;
  recordDeployment(who: Caller, input: RecordDeploymentInput): Promise<RecordedDeployment>;
  endDeployment(who: Caller, input: EndDeploymentInput): Promise<void>;

  decide(who: Caller, input: DecideInput): Promise<Verdict>;

  listExceptions(who: Caller, input: ListExceptionsInput): Promise<Page<Exception>>;
  getException(who: Caller, input: GetExceptionInput): Promise<Exception>;
  createException(who: Caller, input: CreateExceptionInput & { readonly id?: ExceptionId | undefined }): Promise<Exception>;
  deleteException(who: Caller, input: DeleteExceptionInput): Promise<void>;

  listRulesets(who: Caller, input: ListRulesetsInput): Promise<Page<RulesetListItem>>;
  getRuleset(who: Caller, input: GetRulesetInput): Promise<Ruleset>;
  listRulesetVersions(who: Caller, input: ListRulesetVersionsInput): Promise<Page<RulesetVersion>>;
  putRuleset(who: Caller, input: PutRulesetInput): Promise<PutRulesetResult>;
  deleteRuleset(who: Caller, input: DeleteRulesetInput): Promise<void>;
  getDefaultRuleset(who: Caller): Promise<DefaultRuleset>;
  putDefaultRuleset(who: Caller, input: PutDefaultRulesetInput): Promise<DefaultRuleset>;
  previewLint(who: Caller, input: PreviewLintInput): Promise<LintPreview>;

  listMembers(who: Caller, input: ListMembersInput): Promise<Page<Member>>;
  getMember(who: Caller, input: GetMemberInput): Promise<Member>;
  putMember(who: Caller, input: PutMemberInput): Promise<Member>;
  deleteMember(who: Caller, input: GetMemberInput): Promise<void>;
  leaveOrganization(who: Caller): Promise<void>;
  listInvitations(who: Caller, input: ListInvitationsInput): Promise<Page<Invitation>>;
  getInvitation(who: Caller, input: GetInvitationInput): Promise<Invitation>;
  createInvitation(who: Caller, input: CreateInvitationInput & { readonly id?: InvitationId | undefined }): Promise<CreatedInvitation>;
  deleteInvitation(who: Caller, input: GetInvitationInput): Promise<void>;

  listSessions(who: Caller, input: ListSessionsInput): Promise<Page<Session>>;
  deleteSession(who: Caller, input: GetSessionInput): Promise<void>;

  listTrustedPublishers(who: Caller, input: ListTrustedPublishersInput): Promise<Page<TrustedPublisher>>;
  getTrustedPublisher(who: Caller, input: GetTrustedPublisherInput): Promise<TrustedPublisher>;
  createTrustedPublisher(
    who: Caller,
    input: CreateTrustedPublisherInput & { readonly id?: TrustedPublisherId | undefined },
  ): Promise<TrustedPublisher>;
  deleteTrustedPublisher(who: Caller, input: GetTrustedPublisherInput): Promise<void>;
  /** For a CI run, which has no credential yet. */
  exchangeToken(input: ExchangeTokenInput): Promise<ExchangedToken>;

  listTokens(who: Caller, input: ListTokensInput): Promise<Page<Token>>;
  getToken(who: Caller, input: GetTokenInput): Promise<Token>;
  createToken(who: Caller, input: CreateTokenInput & { readonly id?: TokenId | undefined }): Promise<CreatedToken>;
  deleteToken(who: Caller, input: DeleteTokenInput): Promise<void>;

  listWebhooks(who: Caller, input: ListWebhooksInput): Promise<Page<Webhook>>;
  getWebhook(who: Caller, input: GetWebhookInput): Promise<Webhook>;
  createWebhook(who: Caller, input: CreateWebhookInput & { readonly id?: WebhookId | undefined }): Promise<CreatedWebhook>;
  putWebhook(who: Caller, input: PutWebhookInput): Promise<Webhook>;
  deleteWebhook(who: Caller, input: GetWebhookInput): Promise<void>;
  rotateWebhookSecret(
    who: Caller,
    input: RotateWebhookSecretInput & { readonly effect?: string | undefined },
  ): Promise<RotatedWebhookSecret>;
  listWebhookDeliveries(who: Caller, input: ListWebhookDeliveriesInput): Promise<Page<WebhookDelivery>>;
  getWebhookDelivery(who: Caller, input: GetWebhookDeliveryInput): Promise<WebhookDeliveryDetail>;
  createWebhookDelivery(
    who: Caller,
    input: CreateWebhookDeliveryInput & { readonly id?: WebhookDeliveryId | undefined },
  ): Promise<WebhookDeliveryDetail>;

  listAuditEntries(who: Caller, input: ListAuditEntriesInput): Promise<Page<AuditEntry>>;
  getAuditSettings(who: Caller): Promise<AuditSettings>;
  putAuditSettings(who: Caller, input: PutAuditSettingsInput): Promise<AuditSettings>;

  getWorkQueues(who: Caller): Promise<WorkQueues>;
  listFailedChecks(who: Caller, input: ListFailedChecksInput): Promise<Page<Check>>;
  getInstallation(who: Caller): Promise<Installation>;
  getQuotas(who: Caller): Promise<Quotas>;

  loadDemo(who: Caller): Promise<DemoResult>;
  /** Live events of the caller's organization, until the signal aborts. */
  listen(who: Caller, signal: AbortSignal): AsyncIterable<LiveEvent>;
}
