import { randomBytes, randomUUID } from "node:crypto";
import { createVerbs } from "@surety/domain/create-verbs";
import { createSecretBox } from "@surety/domain/secrets/secret-box";
import type { Deps, VerbDeps } from "@surety/domain/deps";
import { setUpOrganization } from "@surety/domain/organizations/set-up-organization";
import type { Verbs } from "@surety/domain/verbs";
import { type Caller, ROLE_SCOPES } from "@surety/model/callers";
import { OrganizationId, UserId } from "@surety/model/ids";
import { EnvironmentName, ServiceName, VersionName } from "@surety/model/names";
import { createTestDatabase } from "@surety/testkit/test-database";
import { setUpApplicationRole } from "../src/application-role.ts";
import { type Database, openDatabase } from "../src/open-database.ts";
import { migrateDatabase } from "../src/migrate.ts";
import { digestMigrations } from "../src/migrations-digest.ts";
import { member, organization, user } from "../src/schema/auth.ts";
import { createScriptedEngines, type ScriptedDocument, type ScriptedEngines, write } from "./scripted-engines.ts";

export interface World {
  /** Of the owner, whom row-level security lets see everything; `database` is the application's. */
  readonly url: string;
  readonly applicationUrl: string;
  readonly database: Database;
  readonly engines: ScriptedEngines;
  readonly deps: VerbDeps;
  readonly verbs: Verbs;
  /** The owner of an organization with staging and production. */
  readonly who: Caller & { type: "member" };
  /** Each statement that was sent. */
  readonly statements: string[];
  /** Another organization's owner, in the same database. */
  addOrganization(): Promise<Caller & { type: "member" }>;
  publish(service: string, version: string, document: ScriptedDocument, as?: Caller): ReturnType<Verbs["publishVersion"]>;
  deploy(service: string, version: string, environment: string, mode?: "replace" | "parallel"): ReturnType<Verbs["recordDeployment"]>;
  close(): Promise<void>;
}

export const name = {
  service: ServiceName.parse.bind(ServiceName),
  version: VersionName.parse.bind(VersionName),
  environment: EnvironmentName.parse.bind(EnvironmentName),
};

/** Migrates it and puts row-level security in force for the application. */
export async function prepareDatabase(url: string, applicationUrl: string): Promise<void> {
  await migrateDatabase(url);
  await setUpApplicationRole(url, applicationUrl);
}

/** A database of one's own, migrated, with one organization in it. */
export async function createWorld(overrides: Partial<Deps> = {}): Promise<World> {
  const test = await createTestDatabase({ template: `secured_${digestMigrations()}`, prepare: prepareDatabase });
  const statements: string[] = [];
  const database = openDatabase({ url: test.applicationUrl, maxConnections: 6, onQuery: (statement) => void statements.push(statement) });
  const engines = createScriptedEngines();
  const { transact, repositories, storeOf, live } = database;
  const deps: VerbDeps = {
    transact,
    storeOf,
    repositories,
    live,
    engines,
    clock: () => new Date(),
    randomBytes: (length) => randomBytes(length),
    secrets: createSecretBox("a secret for tests, of no use anywhere"),
    judgeUrl: async () => null,
    demoDocuments: [],
    ...overrides,
  };
  const verbs = createVerbs(deps);
  const who = await addOrganization(database, deps);
  return {
    url: test.url,
    applicationUrl: test.applicationUrl,
    database,
    engines,
    deps,
    verbs,
    who,
    statements,
    addOrganization: () => addOrganization(database, deps),
    publish: (service, version, document, as = who) =>
      verbs.publishVersion(as, { service: name.service(service), version: name.version(version), document: write(document) }),
    deploy: (service, version, environment, mode = "replace") =>
      verbs.recordDeployment(who, {
        service: name.service(service),
        version: name.version(version),
        environment: name.environment(environment),
        mode,
      }),
    async close() {
      await database.close();
      await test.drop();
    },
  };
}

async function addOrganization(database: Database, deps: Deps): Promise<Caller & { type: "member" }> {
  const organizationId = OrganizationId.parse(randomUUID());
  const userId = UserId.parse(randomUUID());
  await database.drizzle.insert(organization).values({ id: organizationId, name: "Acme", slug: organizationId });
  await database.drizzle.insert(user).values({ id: userId, name: "Ada", email: `${userId}@example.com` });
  await database.drizzle.insert(member).values({ id: randomUUID(), organizationId, userId, role: "owner" });
  await setUpOrganization(deps, organizationId);
  return { type: "member", organizationId, userId, role: "owner", scopes: ROLE_SCOPES.owner };
}
