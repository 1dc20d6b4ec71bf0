import { getSession } from "./session/get.ts";
import { listServices } from "./services/list.ts";
import { getService } from "./services/get.ts";
import { putService } from "./services/put.ts";
import { deleteService } from "./services/delete.ts";
import { publishVersion } from "./versions/publish.ts";
import { getVersion } from "./versions/get.ts";
import { listVersions } from "./versions/list.ts";
import { listOperations } from "./versions/list-operations.ts";
import { listFindings } from "./versions/list-findings.ts";
import { getContract } from "./contracts/get.ts";
import { getContractSource } from "./contracts/get-source.ts";
import { getDiff } from "./diffs/get.ts";
import { listChecks } from "./checks/list.ts";
import { getCheck } from "./checks/get.ts";
import { openCheck } from "./checks/open.ts";
import { listEnvironments } from "./environments/list.ts";
import { getEnvironment } from "./environments/get.ts";
import { putEnvironment } from "./environments/put.ts";
import { listDeployments } from "./deployments/list.ts";
import { recordDeployment } from "./deployments/record.ts";
import { endDeployment } from "./deployments/end.ts";
import { getVerdict } from "./verdicts/get.ts";
import { listExceptions } from "./exceptions/list.ts";
import { getException } from "./exceptions/get.ts";
import { createException } from "./exceptions/create.ts";
import { deleteException } from "./exceptions/delete.ts";
import { listRulesets } from "./rulesets/list.ts";
import { getRuleset } from "./rulesets/get.ts";
import { listRulesetVersions } from "./rulesets/list-versions.ts";
import { putRuleset } from "./rulesets/put.ts";
import { deleteRuleset } from "./rulesets/delete.ts";
import { getDefaultRuleset } from "./rulesets/get-default.ts";
import { putDefaultRuleset } from "./rulesets/put-default.ts";
import { createLintPreview } from "./lint-previews/create.ts";
import { listTokens } from "./tokens/list.ts";
import { getToken } from "./tokens/get.ts";
import { createToken } from "./tokens/create.ts";
import { deleteToken } from "./tokens/delete.ts";
import { listWebhooks } from "./webhooks/list.ts";
import { getWebhook } from "./webhooks/get.ts";
import { createWebhook } from "./webhooks/create.ts";
import { putWebhook } from "./webhooks/put.ts";
import { deleteWebhook } from "./webhooks/delete.ts";
import { rotateWebhookSecret } from "./webhooks/rotate-secret.ts";
import { listWebhookDeliveries } from "./webhooks/list-deliveries.ts";
import { getWebhookDelivery } from "./webhooks/get-delivery.ts";
import { createWebhookDelivery } from "./webhooks/create-delivery.ts";
import { listAuditEntries } from "./audit-entries/list.ts";
import { getAuditSettings } from "./audit-settings/get.ts";
import { putAuditSettings } from "./audit-settings/put.ts";
import { getQuotas } from "./quotas/get.ts";
import { getWorkQueues } from "./operations/get-queues.ts";
import { listFailedChecks } from "./operations/list-failed-checks.ts";
import { getInstallation } from "./operations/get-installation.ts";
import { listMembers } from "./members/list.ts";
import { getMember } from "./members/get.ts";
import { putMember } from "./members/put.ts";
import { deleteMember } from "./members/delete.ts";
import { leaveOrganization } from "./membership/delete.ts";
import { listInvitations } from "./invitations/list.ts";
import { getInvitation } from "./invitations/get.ts";
import { createInvitation } from "./invitations/create.ts";
import { deleteInvitation } from "./invitations/delete.ts";
import { listSessions } from "./sessions/list.ts";
import { deleteSession } from "./sessions/delete.ts";
import { listTrustedPublishers } from "./trusted-publishers/list.ts";
import { getTrustedPublisher } from "./trusted-publishers/get.ts";
import { createTrustedPublisher } from "./trusted-publishers/create.ts";
import { deleteTrustedPublisher } from "./trusted-publishers/delete.ts";
import { createTokenExchange } from "./token-exchanges/create.ts";
import { loadDemo } from "./demo/load.ts";
import { listenLive } from "./live/listen.ts";
import { router } from "./procedure.ts";

/** Every procedure. The dashboard and the CLI call them by tRPC; those with `openapi` meta are the REST surface too. */
export const appRouter = router({
  session: router({ get: getSession }),
  services: router({ list: listServices, get: getService, put: putService, delete: deleteService }),
  versions: router({
    publish: publishVersion,
    get: getVersion,
    list: listVersions,
    listOperations: listOperations,
    listFindings: listFindings,
  }),
  contracts: router({ get: getContract, getSource: getContractSource }),
  diffs: router({ get: getDiff }),
  checks: router({ list: listChecks, get: getCheck, open: openCheck }),
  environments: router({ list: listEnvironments, get: getEnvironment, put: putEnvironment }),
  deployments: router({ list: listDeployments, record: recordDeployment, end: endDeployment }),
  verdicts: router({ get: getVerdict }),
  exceptions: router({ list: listExceptions, get: getException, create: createException, delete: deleteException }),
  rulesets: router({
    list: listRulesets,
    get: getRuleset,
    listVersions: listRulesetVersions,
    put: putRuleset,
    delete: deleteRuleset,
    getDefault: getDefaultRuleset,
    putDefault: putDefaultRuleset,
  }),
  lintPreviews: router({ create: createLintPreview }),
  tokens: router({ list: listTokens, get: getToken, create: createToken, delete: deleteToken }),
  webhooks: router({
    list: listWebhooks,
    get: getWebhook,
    create: createWebhook,
    put: putWebhook,
    delete: deleteWebhook,
    rotateSecret: rotateWebhookSecret,
    listDeliveries: listWebhookDeliveries,
    getDelivery: getWebhookDelivery,
    createDelivery: createWebhookDelivery,
  }),
  auditEntries: router({ list: listAuditEntries }),
  quotas: router({ get: getQuotas }),
  operations: router({ getQueues: getWorkQueues, listFailedChecks, getInstallation }),
  auditSettings: router({ get: getAuditSettings, put: putAuditSettings }),
  members: router({ list: listMembers, get: getMember, put: putMember, delete: deleteMember }),
  membership: router({ delete: leaveOrganization }),
  invitations: router({ list: listInvitations, get: getInvitation, create: createInvitation, delete: deleteInvitation }),
  sessions: router({ list: listSessions, delete: deleteSession }),
  trustedPublishers: router({
    list: listTrustedPublishers,
    get: getTrustedPublisher,
    create: createTrustedPublisher,
    delete: deleteTrustedPublisher,
  }),
  tokenExchanges: router({ create: createTokenExchange }),
  demo: router({ load: loadDemo }),
  live: router({ listen: listenLive }),
});
export type AppRouter = typeof appRouter;
