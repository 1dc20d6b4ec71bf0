import { join } from "node:path";
import { shareEmbeddedPostgres } from "@surety/postgres/shared-postgres";

const sharedCluster = join(import.meta.dirname, "../../../.surety/test-postgres");

let started: Promise<string> | undefined;

/** Address of the PostgreSQL for tests: TEST_DATABASE_URL, else an embedded one that all test processes share. */
export function testServerUrl(): Promise<string> {
  const given = process.env["TEST_DATABASE_URL"];
  if (given) return Promise.resolve(given);
  started ??= shareEmbeddedPostgres({ dataDir: sharedCluster }).then((server) => server.url);
  return started;
}

/** Forgets the server, so that the next call starts it again: it may have ended for want of users. */
export function forgetTestServer(): void {
  started = undefined;
}
