import type { Caller } from "@surety/model/callers";
import { SuretyError } from "@surety/model/errors";
import type { CheckId, DeploymentId, Digest, ExceptionId, TokenId } from "@surety/model/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createWorld, name, type World } from "./create-world.ts";

let world: World;
let stranger: Caller;
let ids: { check: CheckId; deployment: DeploymentId; digest: Digest; token: TokenId; exception: ExceptionId };
const service = name.service("orders");
const version = name.version("1");
const environment = name.environment("production");

const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const accepted = { subject: "change", fingerprint: "b7e1c09a0123", service, reason: "Nobody reads it." } as const;

beforeAll(async () => {
  world = await createWorld();
  stranger = await world.addOrganization();
  const published = await world.publish("orders", "1", { operations: ["GET /orders"] });
  const { deployment } = await world.deploy("orders", "1", "production");
  const token = await world.verbs.createToken(world.who, { name: "ci", scopes: ["read"], expiresInDays: null });
  const exception = await world.verbs.createException(world.who, { ...accepted, expires: tomorrow });
  const [check] = published.checks;
  if (check === undefined) throw new Error("a published version has no check");
  ids = { check: check.id, deployment: deployment.id, digest: published.version.rawDigest, token: token.id, exception: exception.id };
});
afterAll(() => world.close());

describe("what belongs to another organization is not found", () => {
  const cases: [string, string, (who: Caller) => Promise<unknown>][] = [
    ["getService", "service_not_found", (who) => world.verbs.getService(who, { service })],
    ["deleteService", "service_not_found", (who) => world.verbs.deleteService(who, { service })],
    ["getVersion", "service_not_found", (who) => world.verbs.getVersion(who, { service, version })],
    ["listVersions", "service_not_found", (who) => world.verbs.listVersions(who, { service, limit: 50 })],
    ["listOperations", "service_not_found", (who) => world.verbs.listOperations(who, { service, version, limit: 50 })],
    ["listFindings", "service_not_found", (who) => world.verbs.listFindings(who, { service, version, onlyNew: false, limit: 50 })],
    ["listChecks", "service_not_found", (who) => world.verbs.listChecks(who, { service, limit: 50 })],
    ["openCheck", "service_not_found", (who) => world.verbs.openCheck(who, { service, version, kind: "lint" })],
    ["decide", "service_not_found", (who) => world.verbs.decide(who, { service, version, environment })],
    [
      "recordDeployment",
      "service_not_found",
      (who) => world.verbs.recordDeployment(who, { service, version, environment, mode: "replace" }),
    ],
    ["getContract", "contract_not_found", (who) => world.verbs.getContract(who, { digest: ids.digest })],
    ["getContractSource", "contract_not_found", (who) => world.verbs.getContractSource(who, { digest: ids.digest })],
    ["getDiff", "contract_not_found", (who) => world.verbs.getDiff(who, { from: ids.digest, to: ids.digest, limit: 50 })],
    ["getCheck", "check_not_found", (who) => world.verbs.getCheck(who, { check: ids.check })],
    ["endDeployment", "deployment_not_found", (who) => world.verbs.endDeployment(who, { environment, deployment: ids.deployment })],
    ["createException", "service_not_found", (who) => world.verbs.createException(who, { ...accepted, expires: tomorrow })],
    ["listExceptions", "service_not_found", (who) => world.verbs.listExceptions(who, { service, limit: 50 })],
    ["getException", "exception_not_found", (who) => world.verbs.getException(who, { exception: ids.exception })],
    ["deleteException", "exception_not_found", (who) => world.verbs.deleteException(who, { exception: ids.exception })],
    ["getToken", "token_not_found", (who) => world.verbs.getToken(who, { token: ids.token })],
    ["deleteToken", "token_not_found", (who) => world.verbs.deleteToken(who, { token: ids.token })],
  ];
  test.each(cases)("%s", async (_, code, call) => {
    await expect(call(stranger)).rejects.toMatchObject({ code });
  });

  test("lists are empty", async () => {
    expect(await world.verbs.listServices(stranger, { limit: 50 })).toEqual({ items: [], nextCursor: null });
    expect(await world.verbs.listChecks(stranger, { limit: 50 })).toEqual({ items: [], nextCursor: null });
    expect(await world.verbs.listExceptions(stranger, { limit: 50 })).toEqual({ items: [], nextCursor: null });
    expect(await world.verbs.listTokens(stranger, { limit: 50 })).toEqual({ items: [], nextCursor: null });
    expect(await world.verbs.listDeployments(stranger, { environment, limit: 50 })).toEqual({ items: [], nextCursor: null });
  });

  test("the same names and bytes are free for the other organization", async () => {
    const own = await world.publish("orders", "1", { operations: ["GET /orders"] }, stranger);
    expect(own.created).toBe(true);
    expect(own.version.rawDigest).toBe(ids.digest);
  });
});

describe("a credential does only what its scopes say", () => {
  const needs: [string, string, (who: Caller) => unknown][] = [
    ["contracts:write", "publishVersion", (who) => world.verbs.publishVersion(who, { service, version, document: "{}" })],
    ["contracts:write", "putService", (who) => world.verbs.putService(who, { service })],
    ["contracts:write", "deleteService", (who) => world.verbs.deleteService(who, { service })],
    ["contracts:write", "openCheck", (who) => world.verbs.openCheck(who, { service, version, kind: "lint" })],
    ["contracts:write", "loadDemo", (who) => world.verbs.loadDemo(who)],
    [
      "deployments:write",
      "recordDeployment",
      (who) => world.verbs.recordDeployment(who, { service, version, environment, mode: "replace" }),
    ],
    ["exceptions:write", "createException", (who) => world.verbs.createException(who, { ...accepted, expires: tomorrow })],
    ["exceptions:write", "deleteException", (who) => world.verbs.deleteException(who, { exception: ids.exception })],
    ["read", "listExceptions", (who) => world.verbs.listExceptions(who, { limit: 50 })],
    ["deployments:write", "endDeployment", (who) => world.verbs.endDeployment(who, { environment, deployment: ids.deployment })],
    ["admin", "putEnvironment", (who) => world.verbs.putEnvironment(who, { environment })],
    ["admin", "listTokens", (who) => world.verbs.listTokens(who, { limit: 50 })],
    ["admin", "createToken", (who) => world.verbs.createToken(who, { name: "x", scopes: ["read"], expiresInDays: 1 })],
    ["read", "decide", (who) => world.verbs.decide(who, { service, version, environment })],
    ["read", "listServices", (who) => world.verbs.listServices(who, { limit: 50 })],
    ["read", "listen", (who) => world.verbs.listen(who, AbortSignal.abort())],
  ];
  test.each(needs)("%s: %s", async (scope, _, call) => {
    const all = ["read", "contracts:write", "deployments:write", "exceptions:write", "admin"] as const;
    const without = { ...world.who, scopes: all.filter((each) => each !== scope) };
    const refused = await Promise.resolve()
      .then(() => call(without))
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SuretyError);
    expect(refused).toMatchObject({ code: "forbidden", message: expect.stringContaining(scope) });
  });
});
