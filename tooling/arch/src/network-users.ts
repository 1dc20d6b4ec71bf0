/**
 * Who may open connections without packages/egress, and why: none of them goes where a user of the server says. Tests,
 * and packages that are only tests (e2e, bench, examples), are not listed.
 */
export const networkUsers: Readonly<Record<string, string>> = {
  "apps/cli/src/server-fetch.ts": "calls the Surety server that its own user configured",
  "apps/server/src/http/tls-server.ts": "listens; it calls nobody",
  "apps/web/src/session/set-first-password.ts": "runs in the browser and calls its own origin",
  "apps/web/src/session/ask-for-password-link.ts": "runs in the browser and calls its own origin",
  "apps/web/src/session/sign-in-ways.ts": "runs in the browser and calls its own origin",
  "apps/web/src/invitations/invitation-query.ts": "runs in the browser and calls its own origin",
  "apps/web/src/organizations/organizations.ts": "runs in the browser and calls its own origin",
  "apps/web/src/ui/download-menu.tsx": "runs in the browser and calls its own origin",
  "apps/web/src/docs/api-document.ts": "runs in the browser and calls its own origin",
  "packages/notify/src/open-mailer.ts": "speaks to the mail server that the operator configured",
  "packages/db/src/silence-guard.ts": "makes and ends the sockets of connections with PostgreSQL",
  "packages/telemetry/src/create-tracing.ts": "sends spans to the collector that the operator configured",
  "packages/telemetry/src/start-internal-server.ts": "answers whether the process is alive; it calls nobody",
  "packages/sandbox/src/engine-child.ts": "speaks to its parent over an inherited descriptor",
  "tooling/deploy/healthy.mjs": "asks its own container whether it is ready",
  "tooling/postgres/src/embedded-postgres.ts": "looks for a free port",
  "tooling/scripts/doctor.mjs": "looks whether ports are free",
  "tooling/scripts/src/check-redis.ts": "asks the operator's Redis for its version",
  "tooling/scripts/src/free-port.ts": "looks for a free port",
  "tooling/scripts/src/run-surety.ts": "waits for the server that it started",
  "tooling/scripts/src/test-redis.ts": "starts a Redis for tests",
};

/** Members that hold nothing but tests and measurements. */
export const testMembers: ReadonlySet<string> = new Set(["e2e", "bench", "examples", "faults", "testkit"]);
