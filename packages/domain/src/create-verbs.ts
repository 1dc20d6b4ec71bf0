import type { Caller } from "@surety/model/callers";
import type { OrganizationId } from "@surety/model/ids";
import { getAuditSettings, putAuditSettings } from "./audit/audit-settings.ts";
import { listAuditEntries } from "./audit/list-audit-entries.ts";
import { createAnswerMemories, type RememberingDeps } from "./answers/answer-memories.ts";
import { identify } from "./callers/identify.ts";
import { createAdmission } from "./checks/admission.ts";
import { getCheck } from "./checks/get-check.ts";
import { listChecks } from "./checks/list-checks.ts";
import { listFindings } from "./checks/list-findings.ts";
import { openCheck } from "./checks/open-check.ts";
import { getContractSource } from "./contracts/get-contract-source.ts";
import { getContract } from "./contracts/get-contract.ts";
import { loadDemo } from "./demo/load-demo.ts";
import { endDeployment } from "./deployments/end-deployment.ts";
import { listDeployments } from "./deployments/list-deployments.ts";
import { recordDeployment } from "./deployments/record-deployment.ts";
import type { VerbDeps } from "./deps.ts";
import { getDiff } from "./diffs/get-diff.ts";
import { getEnvironment } from "./environments/get-environment.ts";
import { listEnvironments } from "./environments/list-environments.ts";
import { putEnvironment } from "./environments/put-environment.ts";
import { createException } from "./exceptions/create-exception.ts";
import { deleteException } from "./exceptions/delete-exception.ts";
import { getException } from "./exceptions/get-exception.ts";
import { listExceptions } from "./exceptions/list-exceptions.ts";
import { listen } from "./live/listen.ts";
import { getInstallation } from "./operations/get-installation.ts";
import { getWorkQueues } from "./operations/get-work-queues.ts";
import { listFailedChecks } from "./operations/list-failed-checks.ts";
import { getQuotas } from "./quotas/get-quotas.ts";
import { getDefaultRuleset, putDefaultRuleset } from "./rulesets/default-ruleset.ts";
import { deleteRuleset } from "./rulesets/delete-ruleset.ts";
import { getRuleset } from "./rulesets/get-ruleset.ts";
import { listRulesetVersions } from "./rulesets/list-ruleset-versions.ts";
import { listRulesets } from "./rulesets/list-rulesets.ts";
import { previewLint } from "./rulesets/preview-lint.ts";
import { putRuleset } from "./rulesets/put-ruleset.ts";
import { deleteService } from "./services/delete-service.ts";
import { getService } from "./services/get-service.ts";
import { listServices } from "./services/list-services.ts";
import { putService } from "./services/put-service.ts";
import { createToken } from "./tokens/create-token.ts";
import { deleteToken } from "./tokens/delete-token.ts";
import { getToken } from "./tokens/get-token.ts";
import { listTokens } from "./tokens/list-tokens.ts";
import { listMembers } from "./members/list-members.ts";
import { getMember } from "./members/get-member.ts";
import { putMember } from "./members/put-member.ts";
import { deleteMember, leaveOrganization } from "./members/delete-member.ts";
import { listInvitations } from "./invitations/list-invitations.ts";
import { getInvitation } from "./invitations/get-invitation.ts";
import { createInvitation } from "./invitations/create-invitation.ts";
import { deleteInvitation } from "./invitations/delete-invitation.ts";
import { deleteSession, listSessions } from "./sessions/own-sessions.ts";
import { listTrustedPublishers } from "./trusted-publishers/list-trusted-publishers.ts";
import { getTrustedPublisher } from "./trusted-publishers/get-trusted-publisher.ts";
import { createTrustedPublisher } from "./trusted-publishers/create-trusted-publisher.ts";
import { deleteTrustedPublisher } from "./trusted-publishers/delete-trusted-publisher.ts";
import { exchangeToken } from "./trusted-publishers/exchange-token.ts";
import { decide } from "./verdicts/decide.ts";
import type { Verbs } from "./verbs.ts";
import { getVersion } from "./versions/get-version.ts";
import { listOperations } from "./versions/list-operations.ts";
import { listVersions } from "./versions/list-versions.ts";
import { publishVersion } from "./versions/publish-version.ts";
import { createWebhookDelivery } from "./webhooks/create-webhook-delivery.ts";
import { createWebhook } from "./webhooks/create-webhook.ts";
import { deleteWebhook } from "./webhooks/delete-webhook.ts";
import { getWebhook } from "./webhooks/get-webhook.ts";
import { listWebhooks } from "./webhooks/list-webhooks.ts";
import { putWebhook } from "./webhooks/put-webhook.ts";
import { rotateWebhookSecret } from "./webhooks/rotate-webhook-secret.ts";
import { getWebhookDelivery, listWebhookDeliveries } from "./webhooks/webhook-deliveries.ts";

/** Kept for the callers to come; they hold no connections. */
const MOST_STORES = 1_000;

/** Everything that a caller can do, over what `deps` gives. A verb has nothing of another organization than its caller's. */
export function createVerbs({ storeOf, ...deps }: VerbDeps): Verbs {
  const memories = createAnswerMemories();
  const admission = createAdmission(deps);
  const known = new Map<OrganizationId, RememberingDeps>();
  const of = ({ organizationId }: Caller): RememberingDeps => {
    const found = known.get(organizationId);
    if (found !== undefined) return found;
    if (known.size >= MOST_STORES) known.clear();
    const made = { ...deps, memories, ...storeOf(organizationId) };
    known.set(organizationId, made);
    return made;
  };
  return {
    identify: (who) => identify(of(who), who),
    listServices: (who, input) => listServices(of(who), who, input),
    getService: (who, input) => getService(of(who), who, input),
    putService: (who, input) => putService(of(who), who, input),
    deleteService: (who, input) => deleteService(of(who), who, input),
    publishVersion: async (who, input) => {
      await admission.admit();
      return publishVersion(of(who), who, input);
    },
    getVersion: (who, input) => getVersion(of(who), who, input),
    listVersions: (who, input) => listVersions(of(who), who, input),
    listOperations: (who, input) => listOperations(of(who), who, input),
    getContract: (who, input) => getContract(of(who), who, input),
    getContractSource: (who, input) => getContractSource(of(who), who, input),
    listChecks: (who, input) => listChecks(of(who), who, input),
    getCheck: (who, input) => getCheck(of(who), who, input),
    openCheck: async (who, input) => {
      await admission.admit();
      return openCheck(of(who), who, input);
    },
    listFindings: (who, input) => listFindings(of(who), who, input),
    getDiff: (who, input) => getDiff(of(who), who, input),
    listEnvironments: (who, input) => listEnvironments(of(who), who, input),
    getEnvironment: (who, input) => getEnvironment(of(who), who, input),
    putEnvironment: (who, input) => putEnvironment(of(who), who, input),
    listDeployments: (who, input) => listDeployments(of(who), who, input),
    recordDeployment: (who, input) => recordDeployment(of(who), who, input),
    endDeployment: (who, input) => endDeployment(of(who), who, input),
    decide: (who, input) => decide(of(who), who, input),
    listExceptions: (who, input) => listExceptions(of(who), who, input),
    getException: (who, input) => getException(of(who), who, input),
    createException: (who, input) => createException(of(who), who, input),
    deleteException: (who, input) => deleteException(of(who), who, input),
    listRulesets: (who, input) => listRulesets(of(who), who, input),
    getRuleset: (who, input) => getRuleset(of(who), who, input),
    listRulesetVersions: (who, input) => listRulesetVersions(of(who), who, input),
    putRuleset: (who, input) => putRuleset(of(who), who, input),
    deleteRuleset: (who, input) => deleteRuleset(of(who), who, input),
    getDefaultRuleset: (who) => getDefaultRuleset(of(who), who),
    putDefaultRuleset: (who, input) => putDefaultRuleset(of(who), who, input),
    previewLint: (who, input) => previewLint(of(who), who, input),
    listMembers: (who, input) => listMembers(of(who), who, input),
    getMember: (who, input) => getMember(of(who), who, input),
    putMember: (who, input) => putMember(of(who), who, input),
    deleteMember: (who, input) => deleteMember(of(who), who, input),
    leaveOrganization: (who) => leaveOrganization(of(who), who),
    listInvitations: (who, input) => listInvitations(of(who), who, input),
    getInvitation: (who, input) => getInvitation(of(who), who, input),
    createInvitation: (who, input) => createInvitation(of(who), who, input),
    deleteInvitation: (who, input) => deleteInvitation(of(who), who, input),
    listSessions: (who, input) => listSessions(of(who), who, input),
    deleteSession: (who, input) => deleteSession(of(who), who, input),
    listTrustedPublishers: (who, input) => listTrustedPublishers(of(who), who, input),
    getTrustedPublisher: (who, input) => getTrustedPublisher(of(who), who, input),
    createTrustedPublisher: (who, input) => createTrustedPublisher(of(who), who, input),
    deleteTrustedPublisher: (who, input) => deleteTrustedPublisher(of(who), who, input),
    exchangeToken: (input) => exchangeToken(deps, input),
    listTokens: (who, input) => listTokens(of(who), who, input),
    getToken: (who, input) => getToken(of(who), who, input),
    createToken: (who, input) => createToken(of(who), who, input),
    deleteToken: (who, input) => deleteToken(of(who), who, input),
    listWebhooks: (who, input) => listWebhooks(of(who), who, input),
    getWebhook: (who, input) => getWebhook(of(who), who, input),
    createWebhook: (who, input) => createWebhook(of(who), who, input),
    putWebhook: (who, input) => putWebhook(of(who), who, input),
    deleteWebhook: (who, input) => deleteWebhook(of(who), who, input),
    rotateWebhookSecret: (who, input) => rotateWebhookSecret(of(who), who, input),
    listWebhookDeliveries: (who, input) => listWebhookDeliveries(of(who), who, input),
    getWebhookDelivery: (who, input) => getWebhookDelivery(of(who), who, input),
    createWebhookDelivery: (who, input) => createWebhookDelivery(of(who), who, input),
    listAuditEntries: (who, input) => listAuditEntries(of(who), who, input),
    getAuditSettings: (who) => getAuditSettings(of(who), who),
    putAuditSettings: (who, input) => putAuditSettings(of(who), who, input),
    getWorkQueues: (who) => getWorkQueues(of(who), who),
    listFailedChecks: (who, input) => listFailedChecks(of(who), who, input),
    getInstallation: (who) => getInstallation(deps, who),
    getQuotas: (who) => getQuotas(of(who), who),
    loadDemo: (who) => loadDemo(of(who), who),
    listen: (who, signal) => listen(of(who), who, signal),
  };
}
