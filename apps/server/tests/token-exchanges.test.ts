import { createServer, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callRest } from "./calls.ts";
import { openWorld, type Organization, postJson, type World } from "./world.ts";

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;

let provider: Server;
let issuer: string;
let keys: Keys;
let published: object[];
let world: World;
let owner: Organization;

beforeAll(async () => {
  keys = await generateKeyPair("RS256");
  published = [{ ...(await exportJWK(keys.publicKey)), kid: "1", alg: "RS256" }];
  provider = createServer((request, response) => {
    const body =
      request.url === "/.well-known/openid-configuration"
        ? { issuer, jwks_uri: `${issuer}/keys` }
        : request.url === "/keys"
          ? { keys: published }
          : null;
    response.writeHead(body === null ? 404 : 200, { "content-type": "application/json" }).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(provider, "listening");
  const { port } = provider.address() as AddressInfo;
  issuer = `http://127.0.0.1:${port}`;
  world = await openWorld({ oidcIssuers: [issuer], egressAllow: [`127.0.0.1:${port}`] });
  owner = await world.createOrganization();
});
afterAll(async () => {
  await world.close();
  provider.close();
});

const github = {
  repository: "Acme/Orders",
  repository_id: "42",
  ref: "refs/heads/main",
  workflow_ref: "Acme/Orders/.github/workflows/release.yml@refs/heads/main",
  run_id: "7",
};
interface Signing {
  readonly by?: Keys["privateKey"];
  readonly kid?: string;
  readonly audience?: string;
  readonly expires?: string;
  readonly notBefore?: string;
  readonly iss?: string;
  readonly jti?: string;
}

function idToken(claims: object = github, { by, kid = "1", audience, expires = "5m", notBefore, iss, jti = randomUUID() }: Signing = {}) {
  const token = new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "RS256", kid })
    .setIssuer(iss ?? issuer)
    .setAudience(audience ?? world.config.url)
    .setIssuedAt()
    .setExpirationTime(expires)
    .setJti(jti)
    .setSubject("repo:acme/orders");
  return (notBefore === undefined ? token : token.setNotBefore(notBefore)).sign(by ?? keys.privateKey);
}

async function exchange(subjectToken: string, more: object = {}) {
  const answer = await postJson(`${world.url}/v1/token-exchanges`, { subjectToken, ...more });
  return {
    status: answer.status,
    body: (await answer.json()) as { accessToken: string; code?: string; detail?: string; organization?: string },
  };
}

const rule = {
  provider: "github",
  repository: "acme/orders",
  ref: "refs/heads/main",
  scopes: ["read", "contracts:write"],
  services: ["orders"],
};
const trust = async (more: object = {}, as: Organization = owner) => {
  const { status, body } = await callRest(world, as, "trustedPublishers.create", { ...rule, issuer, ...more });
  expect([status, body]).toEqual([201, expect.anything()]);
  return (body as { id: string }).id;
};

describe("the exchange of a CI run's token", () => {
  it("gives a short-lived token that does what the rule says, once, and names the run in the audit log", async () => {
    const publisher = await trust();
    const subjectToken = await idToken();
    const { status, body } = await exchange(subjectToken);
    expect([status, body]).toMatchObject([200, { tokenType: "Bearer", expiresIn: 1800, scopes: rule.scopes, services: ["orders"] }]);
    const token = { token: body.accessToken };
    expect(await callRest(world, token, "services.list", {})).toMatchObject({ status: 200 });
    expect(await callRest(world, token, "services.put", { service: "orders" })).toMatchObject({ status: 201 });
    expect(await callRest(world, token, "services.put", { service: "billing" })).toMatchObject({ status: 403 });
    expect(await callRest(world, token, "demo.load", undefined)).toMatchObject({ status: 403 });
    expect(await callRest(world, token, "tokens.list", {})).toMatchObject({ status: 403 });
    expect(await exchange(subjectToken)).toMatchObject({ status: 401, body: { code: "id_token_refused" } });
    const audit = await callRest(world, owner, "auditEntries.list", { limit: 100, action: "token.exchanged" });
    expect(JSON.stringify(audit.body)).toContain("GitHub run 7 of Acme/Orders");
    expect(JSON.stringify((await callRest(world, owner, "tokens.list", {})).body)).not.toContain("GitHub run");
    await callRest(world, owner, "trustedPublishers.delete", { publisher });
  });

  it("is refused for a token that proves nothing", async () => {
    const publisher = await trust();
    const stranger = await generateKeyPair("RS256");
    const [header, payload] = (await idToken()).split(".");
    const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${payload}.`;
    const withSecret = await new SignJWT({ ...github, jti: "x" })
      .setProtectedHeader({ alg: "HS256", kid: "1" })
      .setIssuer(issuer)
      .setAudience(world.config.url)
      .setIssuedAt()
      .setExpirationTime("5m")
      .sign(Buffer.from(JSON.stringify(published[0])));
    const bad: readonly [string, string][] = [
      ["another key", await idToken(github, { by: stranger.privateKey })],
      ["an unknown key", await idToken(github, { by: stranger.privateKey, kid: "2" })],
      ["another audience", await idToken(github, { audience: "https://elsewhere.example.com" })],
      ["expired", await idToken(github, { expires: "-1m" })],
      ["not yet", await idToken(github, { notBefore: "5m" })],
      ["another issuer", await idToken(github, { iss: "http://127.0.0.1:1" })],
      ["an empty id", await idToken(github, { jti: "" })],
      ["no algorithm", unsigned],
      ["a shared secret", withSecret],
      ["no signature", `${header}.${payload}.`],
      ["no token at all", "a".repeat(40)],
      ["no claims of a CI", await idToken({})],
    ];
    for (const [what, token] of bad) {
      const { status, body } = await exchange(token);
      expect([what, status, body.code]).toEqual([what, 401, "id_token_refused"]);
    }
    await callRest(world, owner, "trustedPublishers.delete", { publisher });
  });

  it("is refused for a run that no rule fits, and says what the rule wants", async () => {
    const publisher = await trust({ environment: "production", workflow: ".github/workflows/release.yml" });
    const fitting = { ...github, environment: "production" };
    const cases: readonly [object, RegExp][] = [
      [{ ...fitting, repository: "acme/other" }, /No rule lets/],
      [{ ...fitting, ref: "refs/pull/1/merge" }, /wants the ref refs\/heads\/main/],
      [github, /wants the environment production, and the run has none/],
      [{ ...fitting, workflow_ref: "Acme/Orders/.github/workflows/evil.yml@refs/heads/main" }, /wants the workflow/],
      [{ ...fitting, workflow_ref: "Evil/Fork/.github/workflows/release.yml@refs/heads/main" }, /the run is of none/],
    ];
    for (const [claims, why] of cases) {
      const { status, body } = await exchange(await idToken(claims));
      expect([status, body.code, body.detail]).toEqual([403, "no_trusted_publisher", expect.stringMatching(why)]);
    }
    expect((await exchange(await idToken(fitting))).status).toBe(200);
    // The repository was deleted, and somebody else has its name now.
    expect(await exchange(await idToken({ ...fitting, repository_id: "43" }))).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining("another repository") },
    });
    await callRest(world, owner, "trustedPublishers.delete", { publisher });
  });

  it("reads the claims of GitLab, and tags by a pattern", async () => {
    const publisher = await trust({ provider: "gitlab", repository: "acme/api/orders", ref: "refs/tags/v*", workflow: ".gitlab-ci.yml" });
    const run = {
      project_path: "acme/api/orders",
      project_id: 9,
      ref: "v1.2",
      ref_type: "tag",
      ci_config_ref_uri: "127.0.0.1/acme/api/orders//.gitlab-ci.yml@refs/tags/v1.2",
      job_id: 3,
    };
    expect((await exchange(await idToken(run))).status).toBe(200);
    expect((await exchange(await idToken({ ...run, ref_type: "branch" }))).status).toBe(403);
    await callRest(world, owner, "trustedPublishers.delete", { publisher });
  });

  it("asks which organization, when rules of two let the run in", async () => {
    const other = await world.createOrganization();
    const [mine, theirs] = [await trust(), await trust({}, other)];
    expect(await exchange(await idToken())).toMatchObject({ status: 400, body: { code: "invalid_input" } });
    const { body } = await callRest(world, other, "session.get", undefined);
    const { slug } = (body as { organization: { slug: string } }).organization;
    expect(await exchange(await idToken(), { organization: slug })).toMatchObject({ status: 200, body: { organization: slug } });
    await callRest(world, owner, "trustedPublishers.delete", { publisher: mine });
    await callRest(world, other, "trustedPublishers.delete", { publisher: theirs });
  });

  it("ends with its rule, and takes each token once however many come at the same moment", async () => {
    const publisher = await trust();
    const subjectToken = await idToken();
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(subjectToken)));
    const given = answers.filter(({ status }) => status === 200);
    expect(given).toHaveLength(1);
    await callRest(world, owner, "trustedPublishers.delete", { publisher });
    expect(await callRest(world, { token: given[0]?.body.accessToken ?? "" }, "services.list", {})).toMatchObject({ status: 401 });
  });

  it("takes no rule for an issuer that the server does not list, nor one that manages people", async () => {
    const create = (more: object) => callRest(world, owner, "trustedPublishers.create", { ...rule, issuer, ...more });
    expect(await create({ issuer: "https://evil.example.com" })).toMatchObject({ status: 400 });
    expect(await create({ scopes: ["admin"] })).toMatchObject({ status: 400 });
    expect(await create({ repository: "acme" })).toMatchObject({ status: 400 });
  });
});

describe("a token", () => {
  it("cannot make one that can do more", async () => {
    const admin = await world.createToken(owner.cookie, ["admin"]);
    const make = (scopes: string[]) => callRest(world, { token: admin }, "tokens.create", { name: "x", scopes });
    expect(await make(["admin"])).toMatchObject({ status: 201 });
    expect(await make(["contracts:write"])).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });
});
