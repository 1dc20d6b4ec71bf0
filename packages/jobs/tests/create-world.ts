import { randomBytes, randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { setUpApplicationRole } from "@surety/db/application-role";
import { migrateDatabase } from "@surety/db/migrate";
import { digestMigrations } from "@surety/db/migrations-digest";
import { type Database, openDatabase } from "@surety/db/open-database";
import { member, organization, user } from "@surety/db/schema/auth";
import { createVerbs } from "@surety/domain/create-verbs";
import { createSecretBox } from "@surety/domain/secrets/secret-box";
import type { Deps, VerbDeps } from "@surety/domain/deps";
import type { Engines } from "@surety/domain/engines";
import { setUpOrganization } from "@surety/domain/organizations/set-up-organization";
import type { Verbs } from "@surety/domain/verbs";
import { type Caller, ROLE_SCOPES } from "@surety/model/callers";
import { OrganizationId, UserId } from "@surety/model/ids";
import { EnvironmentName, ServiceName, VersionName } from "@surety/model/names";
import { createSandbox, type Sandbox } from "@surety/sandbox/create-sandbox";
import type { WebhookDeps } from "../src/deliver-webhook.ts";
import { createTestDatabase } from "@surety/testkit/test-database";

export interface World {
  /** Of the application's role. */
  readonly url: string;
  readonly database: Database;
  readonly engines: Sandbox;
  readonly deps: VerbDeps & Pick<WebhookDeps, "egress">;
  readonly verbs: Verbs;
  readonly who: Caller;
  publish(service: string, version: string, document: string): ReturnType<Verbs["publishVersion"]>;
  deploy(service: string, version: string): ReturnType<Verbs["recordDeployment"]>;
  decide(service: string, version: string): ReturnType<Verbs["decide"]>;
  /** The states and verdicts of a version's checks, by kind. */
  checks(service: string, version: string): Promise<Record<string, string>>;
  close(): Promise<void>;
}

const environment = EnvironmentName.parse("production");

async function prepareDatabase(url: string, applicationUrl: string): Promise<void> {
  await migrateDatabase(url);
  await setUpApplicationRole(url, applicationUrl);
}

/** A migrated database with one organization, and the real engines in their processes. */
export async function createWorld(): Promise<World> {
  const test = await createTestDatabase({ template: `secured_${digestMigrations()}`, prepare: prepareDatabase });
  const database = openDatabase({ url: test.applicationUrl, maxConnections: 8 });
  const engines = createSandbox({ childPath: fileURLToPath(import.meta.resolve("@surety/sandbox/child")), execArgv: ["--import", "tsx"] });
  const { transact, repositories, storeOf, live } = database;
  const deps: World["deps"] = {
    transact,
    storeOf,
    repositories,
    live,
    engines,
    clock: () => new Date(),
    randomBytes: (length) => randomBytes(length),
    secrets: createSecretBox("a secret for tests, of no use anywhere"),
    judgeUrl: async () => null,
    egress: {
      request: async () => {
        throw new Error("no job here sends anything");
      },
    },
    demoDocuments: [],
  };
  const verbs = createVerbs(deps);
  const who = await addOrganization(database, deps);
  const named = (service: string, version: string) => ({ service: ServiceName.parse(service), version: VersionName.parse(version) });
  return {
    url: test.applicationUrl,
    database,
    engines,
    deps,
    verbs,
    who,
    publish: (service, version, document) => verbs.publishVersion(who, { ...named(service, version), document }),
    deploy: (service, version) => verbs.recordDeployment(who, { ...named(service, version), environment, mode: "replace" }),
    decide: (service, version) => verbs.decide(who, { ...named(service, version), environment }),
    async checks(service, version) {
      const { checks } = await verbs.getVersion(who, named(service, version));
      return Object.fromEntries(checks.map((check) => [check.kind, check.outcome?.verdict ?? check.state]));
    },
    async close() {
      await engines.close();
      await database.close();
      await test.drop();
    },
  };
}

async function addOrganization(database: Database, deps: Deps): Promise<Caller> {
  const organizationId = OrganizationId.parse(randomUUID());
  const userId = UserId.parse(randomUUID());
  await database.drizzle.insert(organization).values({ id: organizationId, name: "Acme", slug: organizationId });
  await database.drizzle.insert(user).values({ id: userId, name: "Ada", email: `${userId}@example.com` });
  await database.drizzle.insert(member).values({ id: randomUUID(), organizationId, userId, role: "owner" });
  await setUpOrganization(deps, organizationId);
  return { type: "member", organizationId, userId, role: "owner", scopes: ROLE_SCOPES.owner };
}

/** Engines whose every call fails in one way. */
export function failingEngines(reason: "timeout" | "memory" | "crash" | "overloaded"): Engines {
  const fail = async () => ({ ok: false as const, reason, message: `as scripted: ${reason}` });
  return { read: fail, lint: fail, readRuleset: fail, previewLint: fail, diff: fail, changeKinds: fail };
}
