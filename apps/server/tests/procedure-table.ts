import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { callRest, type Input } from "./calls.ts";
import type { Organization, World } from "./world.ts";

const document = (name: string) => readFileSync(new URL(`../../../tooling/examples/documents/${name}`, import.meta.url), "utf8");
export const ORDERS_1 = document("orders-1.0.0.json");
export const ORDERS_2 = document("orders-1.1.0.json");

export const SMALL = '{"openapi":"3.1.0","info":{"title":"Small","version":"1"},"paths":{}}';

/** An organization with something of everything; what only its members may see holds its marker. */
export interface Furnished extends Organization {
  readonly marker: string;
  readonly ids: {
    readonly check: string;
    readonly token: string;
    readonly deployment: string;
    readonly from: string;
    readonly to: string;
    readonly exception: string;
    readonly webhook: string;
    readonly delivery: string;
    readonly event: string;
    readonly member: string;
    readonly invitation: string;
    readonly session: string;
    readonly publisher: string;
  };
}

interface Published {
  version: { rawDigest: string };
  checks: { id: string }[];
}

export async function furnish(world: World, organization: Organization, marker: string): Promise<Furnished> {
  const call = async <Output>(name: string, input: Input) => {
    const { status, body } = await callRest(world, organization, name, input);
    if (status >= 400) throw new Error(`${name}: ${JSON.stringify(body)}`);
    return body as Output;
  };
  const first = await call<Published>("versions.publish", { service: "orders", version: "1.0.0", branch: "main", document: ORDERS_1 });
  const second = await call<Published>("versions.publish", { service: "orders", version: "1.1.0", branch: "main", document: ORDERS_2 });
  await call("services.put", { service: "orders", title: marker });
  await call("services.put", { service: "empty", description: marker });
  await call("environments.put", { environment: "preview", position: 5 });
  const { deployment } = await call<{ deployment: { id: string } }>("deployments.record", {
    environment: "production",
    service: "orders",
    version: "1.0.0",
  });
  for (const ruleset of ["house", "spare"]) await call("rulesets.put", { ruleset, source: `# ${marker}\n${RULES}` });
  const token = await call<{ id: string }>("tokens.create", { name: marker, scopes: ["read"] });
  const exception = await call<{ id: string }>("exceptions.create", {
    fingerprint: "b7e1c09a12f4",
    service: "orders",
    reason: marker,
    expires,
  });
  const invite = (email: string) => call<{ id: string; link: string }>("invitations.create", { email, role: "member" });
  const member = await world.join((await invite(`${randomUUID()}@example.com`)).link, `${marker} the second`);
  const invitation = await invite(`${randomUUID()}@example.com`);
  const publisher = await call<{ id: string }>("trustedPublishers.create", { ...publisherRule, environment: marker });
  const session = await world.openSession(organization);
  const webhook = await call<{ id: string }>("webhooks.create", { url: HOOK, description: marker, eventTypes: ["exception.deleted"] });
  const delivery = await call<{ id: string; event: string }>("webhooks.createDelivery", { webhook: webhook.id });
  const check = first.checks[0];
  if (check === undefined) throw new Error("Publishing opened no check");
  return {
    ...organization,
    marker,
    ids: {
      check: check.id,
      token: token.id,
      deployment: deployment.id,
      from: first.version.rawDigest,
      to: second.version.rawDigest,
      exception: exception.id,
      webhook: webhook.id,
      delivery: delivery.id,
      event: delivery.event,
      member: member.id,
      invitation: invitation.id,
      publisher: publisher.id,
      session,
    },
  };
}

interface Row {
  readonly input: (of: Furnished) => Input;
  /** What another organization's credential is answered: 404, except where the call names nothing of the first one; 403 where it is for the first one alone. */
  readonly foreign?: 200 | 201 | 202 | 403;
}

/** Nothing is sent there: only the worker does. */
const HOOK = "https://1.1.1.1/hooks";
const RULES = "extends: surety:recommended\n";
const expires = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const publisherRule = { provider: "github", repository: "acme/orders", scopes: ["read", "contracts:write"] };
const version = { service: "orders", version: "1.1.0" };

/** One call of every procedure, in an order in which they all work. */
export const TABLE: Readonly<Record<string, Row>> = {
  "session.get": { input: () => undefined, foreign: 200 },
  "services.list": { input: () => ({ limit: 10, search: "ord" }), foreign: 200 },
  "services.get": { input: () => ({ service: "orders" }) },
  "services.put": { input: () => ({ service: "invoices", title: "Invoices" }), foreign: 201 },
  "versions.publish": { input: () => ({ service: "returns", version: "1.1.0", branch: "main", document: SMALL }), foreign: 201 },
  "versions.get": { input: () => version },
  "versions.list": { input: () => ({ service: "orders", limit: 1 }) },
  "versions.listOperations": { input: () => version },
  "versions.listFindings": { input: () => ({ ...version, severity: "warning", onlyNew: true }) },
  "contracts.get": { input: ({ ids }) => ({ digest: ids.from }) },
  "contracts.getSource": { input: ({ ids }) => ({ digest: ids.from }) },
  "diffs.get": { input: ({ ids }) => ({ from: ids.from, to: ids.to, level: "breaking", limit: 2 }) },
  // An even number: the two checks of a version are opened at one moment, so their order among themselves is free.
  "checks.list": { input: () => ({ limit: 4 }), foreign: 200 },
  "checks.get": { input: ({ ids }) => ({ check: ids.check }) },
  "checks.open": { input: () => ({ ...version, kind: "lint" }) },
  "environments.list": { input: () => ({}), foreign: 200 },
  "environments.get": { input: () => ({ environment: "preview" }) },
  "environments.put": { input: () => ({ environment: "qa", position: 3, policy: { requiredChecks: [], risky: "block" } }), foreign: 201 },
  "deployments.list": { input: () => ({ environment: "preview", active: true }) },
  "deployments.record": { input: () => ({ environment: "production", ...version, mode: "parallel" }) },
  "verdicts.get": { input: () => ({ ...version, environment: "production" }) },
  "exceptions.list": { input: () => ({ limit: 1, live: true }), foreign: 200 },
  "exceptions.get": { input: ({ ids }) => ({ exception: ids.exception }) },
  "exceptions.create": {
    input: () => ({ fingerprint: "b7e1c09a12f4", service: "orders", environment: "preview", reason: "Agreed.", expires }),
  },
  "exceptions.delete": { input: ({ ids }) => ({ exception: ids.exception }) },
  "rulesets.list": { input: () => ({ limit: 10 }), foreign: 200 },
  "rulesets.get": { input: () => ({ ruleset: "house" }) },
  "rulesets.listVersions": { input: () => ({ ruleset: "house" }) },
  "rulesets.put": { input: () => ({ ruleset: "more", source: RULES }), foreign: 201 },
  "rulesets.getDefault": { input: () => undefined, foreign: 200 },
  "rulesets.putDefault": { input: () => ({ ruleset: "org:house" }) },
  "lintPreviews.create": { input: () => ({ ...version, ruleset: "house", source: RULES }) },
  "rulesets.delete": { input: () => ({ ruleset: "spare" }) },
  "members.list": { input: () => ({ limit: 2 }), foreign: 200 },
  "members.get": { input: ({ ids }) => ({ member: ids.member }) },
  "members.put": { input: ({ ids }) => ({ member: ids.member, role: "viewer" }) },
  "members.delete": { input: ({ ids }) => ({ member: ids.member }) },
  "invitations.list": { input: () => ({ limit: 1 }), foreign: 200 },
  "invitations.get": { input: ({ ids }) => ({ invitation: ids.invitation }) },
  "invitations.create": { input: () => ({ email: "grace@example.org", role: "viewer" }), foreign: 201 },
  "invitations.delete": { input: ({ ids }) => ({ invitation: ids.invitation }) },
  "sessions.list": { input: () => ({ limit: 1 }), foreign: 200 },
  "sessions.delete": { input: ({ ids }) => ({ session: ids.session }) },
  "trustedPublishers.list": { input: () => ({ limit: 1 }), foreign: 200 },
  "trustedPublishers.get": { input: ({ ids }) => ({ publisher: ids.publisher }) },
  "trustedPublishers.create": { input: () => publisherRule, foreign: 201 },
  "trustedPublishers.delete": { input: ({ ids }) => ({ publisher: ids.publisher }) },
  "tokens.list": { input: () => ({ limit: 1 }), foreign: 200 },
  "tokens.get": { input: ({ ids }) => ({ token: ids.token }) },
  "tokens.create": { input: () => ({ name: "ci", scopes: ["read"], expiresInDays: null }), foreign: 201 },
  "deployments.end": { input: ({ ids }) => ({ environment: "production", deployment: ids.deployment }) },
  "services.delete": { input: () => ({ service: "empty" }) },
  "tokens.delete": { input: ({ ids }) => ({ token: ids.token }) },
  "webhooks.list": { input: () => ({ limit: 1 }), foreign: 200 },
  "webhooks.get": { input: ({ ids }) => ({ webhook: ids.webhook }) },
  "webhooks.create": { input: () => ({ url: HOOK, description: "", eventTypes: ["check.completed"] }), foreign: 201 },
  "webhooks.put": { input: ({ ids }) => ({ webhook: ids.webhook, description: "Changed" }) },
  "webhooks.rotateSecret": { input: ({ ids }) => ({ webhook: ids.webhook, previousValidHours: 1 }) },
  "webhooks.createDelivery": { input: ({ ids }) => ({ webhook: ids.webhook, event: ids.event }) },
  "webhooks.listDeliveries": { input: ({ ids }) => ({ webhook: ids.webhook, limit: 1 }) },
  "webhooks.getDelivery": { input: ({ ids }) => ({ webhook: ids.webhook, delivery: ids.delivery }) },
  "webhooks.delete": { input: ({ ids }) => ({ webhook: ids.webhook }) },
  "auditEntries.list": { input: () => ({ limit: 2, action: "service", resource: "orders", since: "2020-01-01T00:00:00Z" }), foreign: 200 },
  "quotas.get": { input: () => undefined, foreign: 200 },
  "operations.getQueues": { input: () => undefined, foreign: 200 },
  "operations.listFailedChecks": { input: () => ({}), foreign: 200 },
  "operations.getInstallation": { input: () => undefined, foreign: 403 },
  "auditSettings.get": { input: () => undefined, foreign: 200 },
  "auditSettings.put": { input: () => ({ retentionDays: 365 }), foreign: 200 },
  "demo.load": { input: () => undefined, foreign: 200 },
};

/** Procedures that name nothing of an organization, and why they are not in the table. */
export const APART: Readonly<Record<string, string>> = {
  "membership.delete": "ends the caller's own membership: members.test.ts",
  "tokenExchanges.create": "is called without a credential: token-exchanges.test.ts",
};
