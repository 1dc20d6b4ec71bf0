import { getAuditSettings, putAuditSettings } from "./audit/audit-settings.ts";
import { listAuditEntries } from "./audit/list-audit-entries.ts";
import { createAnswerMemories } from "./answers/answer-memories.ts";
import { identify } from "./callers/identify.ts";
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
import type { Deps } from "./deps.ts";
import { getDiff } from "./diffs/get-diff.ts";
import { getEnvironment } from "./environments/get-environment.ts";
import { listEnvironments } from "./environments/list-environments.ts";
import { putEnvironment } from "./environments/put-environment.ts";
import { createException } from "./exceptions/create-exception.ts";
import { deleteException } from "./exceptions/delete-exception.ts";
import { getException } from "./exceptions/get-exception.ts";
import { listExceptions } from "./exceptions/list-exceptions.ts";
import { listen } from "./live/listen.ts";
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

/** Everything that a caller can do, over what `deps` gives. */
export function createVerbs(deps: Deps): Verbs {
  const remembering = { ...deps, memories: createAnswerMemories() };
  return {
    identify: (who) => identify(deps, who),
    listServices: (who, input) => listServices(remembering, who, input),
    getService: (who, input) => getService(remembering, who, input),
    putService: (who, input) => putService(deps, who, input),
    deleteService: (who, input) => deleteService(deps, who, input),
    publishVersion: (who, input) => publishVersion(deps, who, input),
    getVersion: (who, input) => getVersion(remembering, who, input),
    listVersions: (who, input) => listVersions(deps, who, input),
    listOperations: (who, input) => listOperations(deps, who, input),
    getContract: (who, input) => getContract(remembering, who, input),
    getContractSource: (who, input) => getContractSource(deps, who, input),
    listChecks: (who, input) => listChecks(deps, who, input),
    getCheck: (who, input) => getCheck(deps, who, input),
    openCheck: (who, input) => openCheck(deps, who, input),
    listFindings: (who, input) => listFindings(deps, who, input),
    getDiff: (who, input) => getDiff(deps, who, input),
    listEnvironments: (who, input) => listEnvironments(deps, who, input),
    getEnvironment: (who, input) => getEnvironment(deps, who, input),
    putEnvironment: (who, input) => putEnvironment(deps, who, input),
    listDeployments: (who, input) => listDeployments(deps, who, input),
    recordDeployment: (who, input) => recordDeployment(deps, who, input),
    endDeployment: (who, input) => endDeployment(deps, who, input),
    decide: (who, input) => decide(remembering, who, input),
    listExceptions: (who, input) => listExceptions(deps, who, input),
    getException: (who, input) => getException(deps, who, input),
    createException: (who, input) => createException(deps, who, input),
    deleteException: (who, input) => deleteException(deps, who, input),
    listRulesets: (who, input) => listRulesets(deps, who, input),
    getRuleset: (who, input) => getRuleset(deps, who, input),
    listRulesetVersions: (who, input) => listRulesetVersions(deps, who, input),
    putRuleset: (who, input) => putRuleset(deps, who, input),
    deleteRuleset: (who, input) => deleteRuleset(deps, who, input),
    getDefaultRuleset: (who) => getDefaultRuleset(deps, who),
    putDefaultRuleset: (who, input) => putDefaultRuleset(deps, who, input),
    previewLint: (who, input) => previewLint(deps, who, input),
    listMembers: (who, input) => listMembers(deps, who, input),
    getMember: (who, input) => getMember(deps, who, input),
    putMember: (who, input) => putMember(deps, who, input),
    deleteMember: (who, input) => deleteMember(deps, who, input),
    leaveOrganization: (who) => leaveOrganization(deps, who),
    listInvitations: (who, input) => listInvitations(deps, who, input),
    getInvitation: (who, input) => getInvitation(deps, who, input),
    createInvitation: (who, input) => createInvitation(deps, who, input),
    deleteInvitation: (who, input) => deleteInvitation(deps, who, input),
    listSessions: (who, input) => listSessions(deps, who, input),
    deleteSession: (who, input) => deleteSession(deps, who, input),
    listTrustedPublishers: (who, input) => listTrustedPublishers(deps, who, input),
    getTrustedPublisher: (who, input) => getTrustedPublisher(deps, who, input),
    createTrustedPublisher: (who, input) => createTrustedPublisher(deps, who, input),
    deleteTrustedPublisher: (who, input) => deleteTrustedPublisher(deps, who, input),
    exchangeToken: (input) => exchangeToken(deps, input),
    listTokens: (who, input) => listTokens(deps, who, input),
    getToken: (who, input) => getToken(deps, who, input),
    createToken: (who, input) => createToken(deps, who, input),
    deleteToken: (who, input) => deleteToken(deps, who, input),
    listWebhooks: (who, input) => listWebhooks(deps, who, input),
    getWebhook: (who, input) => getWebhook(deps, who, input),
    createWebhook: (who, input) => createWebhook(deps, who, input),
    putWebhook: (who, input) => putWebhook(deps, who, input),
    deleteWebhook: (who, input) => deleteWebhook(deps, who, input),
    rotateWebhookSecret: (who, input) => rotateWebhookSecret(deps, who, input),
    listWebhookDeliveries: (who, input) => listWebhookDeliveries(deps, who, input),
    getWebhookDelivery: (who, input) => getWebhookDelivery(deps, who, input),
    createWebhookDelivery: (who, input) => createWebhookDelivery(deps, who, input),
    listAuditEntries: (who, input) => listAuditEntries(deps, who, input),
    getAuditSettings: (who) => getAuditSettings(deps, who),
    putAuditSettings: (who, input) => putAuditSettings(deps, who, input),
    getQuotas: (who) => getQuotas(deps, who),
    loadDemo: (who) => loadDemo(deps, who),
    listen: (who, signal) => listen(deps, who, signal),
  };
}
