/** A body that works, for each operation that takes one. */
export const BODY_EXAMPLES: Readonly<Record<string, unknown>> = {
  "services.put": { title: "Orders", description: "Takes orders and tells how they are." },
  "checks.open": { service: "orders", version: "9f3c2e1", kind: "lint" },
  "environments.put": { position: 1, policy: { requiredChecks: ["lint"], risky: "allow" } },
  "deployments.record": { service: "orders", version: "9f3c2e1", mode: "replace" },
  "exceptions.create": {
    fingerprint: "b7e1c09a12f4",
    service: "orders",
    environment: "production",
    reason: "The mobile team reads the field from the detail since 5.2.",
    expires: "2027-01-31",
  },
  "rulesets.putDefault": { ruleset: "org:base" },
  "lintPreviews.create": {
    service: "orders",
    version: "9f3c2e1",
    ruleset: "base",
    source: "extends: [surety:recommended]\nrules:\n  surety-paths-are-nouns: error\n",
  },
  "webhooks.create": {
    url: "https://chat.example.com/hooks/surety",
    description: "The channel of the orders team",
    eventTypes: ["version.published", "check.completed", "deployment.recorded"],
  },
  "webhooks.put": { eventTypes: ["verdict.changed"], enabled: true },
  "webhooks.rotateSecret": { previousValidHours: 24 },
  "webhooks.createDelivery": { event: "6b1f0e3a-5c59-4d55-9f0e-2f1f3f0f7d11" },
  "auditSettings.put": { retentionDays: 365 },
  "members.put": { role: "admin" },
  "invitations.create": { email: "grace@example.com", role: "member", expiresInDays: 7 },
  "trustedPublishers.create": {
    provider: "github",
    repository: "acme/orders",
    ref: "refs/heads/main",
    environment: null,
    workflow: ".github/workflows/release.yml",
    scopes: ["read", "contracts:write"],
    services: ["orders"],
  },
  "tokenExchanges.create": {
    subjectToken: "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJodHRwczovL3Rva2VuLmFjdGlvbnMuZ2l0aHVidXNlcmNvbnRlbnQuY29tIn0.c2lnbmF0dXJl",
  },
  "tokens.create": { name: "CI of orders", scopes: ["read", "contracts:write", "deployments:write"], expiresInDays: 365 },
};

/** A body that is kept as it is. */
interface RawBody {
  readonly description: string;
  readonly example: object;
}

export const CONTRACT_BODY: RawBody = {
  description: "An OpenAPI 3.x or Swagger 2.0 document, at most 10 MiB. Its bytes are kept as they are.",
  example: {
    openapi: "3.1.0",
    info: { title: "Orders", version: "1.0.0" },
    paths: { "/orders": { get: { operationId: "listOrders", responses: { "200": { description: "The orders" } } } } },
  },
};

/** What a raw body is, where it is no contract. */
export const RAW_BODIES: Readonly<Record<string, RawBody>> = {
  "rulesets.put": {
    description: "A ruleset in Spectral's format, at most 256 KiB.",
    example: { extends: ["surety:recommended"], rules: { "surety-paths-are-nouns": "error" } },
  },
};
