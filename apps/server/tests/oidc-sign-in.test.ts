import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cookieOf, openWorld, type Organization, PASSWORD, postJson, signUp, type World } from "./world.ts";

let provider: Server;
let issuer: string;
type Key = Awaited<ReturnType<typeof generateKeyPair>>["privateKey"];

let world: World;
let owner: Organization;
/** What the provider says of the next person, and what it was asked with. */
let next: { claims: Record<string, unknown>; by?: Key };
let asked: { form: URLSearchParams; authorization: string | undefined } | undefined;

beforeAll(async () => {
  const keys = await generateKeyPair("ES256");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "1", alg: "ES256" };
  provider = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", async () => {
      const documents: Record<string, object> = {
        "/.well-known/openid-configuration": {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
        },
        "/keys": { keys: [jwk] },
      };
      if (request.url === "/token") {
        asked = { form: new URLSearchParams(body), authorization: request.headers.authorization };
        const token = await new SignJWT(next.claims)
          .setProtectedHeader({ alg: "ES256", kid: "1" })
          .setIssuer(issuer)
          .setAudience(typeof next.claims["aud"] === "string" ? next.claims["aud"] : "surety")
          .setIssuedAt()
          .setExpirationTime("5m")
          .sign(next.by ?? keys.privateKey);
        return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id_token: token }));
      }
      const document = documents[request.url ?? ""];
      return response
        .writeHead(document === undefined ? 404 : 200, { "content-type": "application/json" })
        .end(JSON.stringify(document ?? {}));
    });
  }).listen(0, "127.0.0.1");
  await once(provider, "listening");
  const { port } = provider.address() as AddressInfo;
  issuer = `http://127.0.0.1:${port}`;
  world = await openWorld({
    egressAllow: [`127.0.0.1:${port}`],
    signInProvider: { issuer, clientId: "surety", clientSecret: "the client's secret" },
    signUp: "closed",
    signInLink: "first-run",
    trustProxy: ["127.0.0.1"],
  });
  const opened = await fetch((world.links[0] ?? "").replace("http://localhost:3000", world.url), { redirect: "manual" });
  owner = { id: "", email: "owner@surety.localhost", cookie: cookieOf(opened), token: "" };
});
afterAll(async () => {
  await world.close();
  provider.close();
});

async function start(target = "/services/orders") {
  const answer = await fetch(`${world.url}/api/auth/oidc/start?target=${encodeURIComponent(target)}`, { redirect: "manual" });
  return { location: new URL(answer.headers.get("location") ?? ""), cookie: cookieOf(answer) };
}

async function comeBack(claims: Record<string, unknown>, more: { state?: string; by?: Key; cookie?: string; target?: string } = {}) {
  const { location, cookie } = await start(more.target);
  next = { claims: { nonce: location.searchParams.get("nonce"), ...claims }, ...(more.by === undefined ? {} : { by: more.by }) };
  const state = more.state ?? location.searchParams.get("state") ?? "";
  const answer = await fetch(`${world.url}/api/auth/oidc/callback?code=c&state=${state}`, {
    redirect: "manual",
    headers: { cookie: more.cookie ?? cookie },
  });
  const sessionCookie = answer.headers.getSetCookie().find((line) => line.startsWith("surety.session_token="));
  return { answer, location, to: answer.headers.get("location"), cookie: sessionCookie?.split(";")[0] };
}

const grace = { sub: "g-1", email: "Grace@example.com", email_verified: true, name: "Grace" };
const failed = (code: string) => `http://localhost:3000/sign-in?error=${code}`;

async function inviteAndJoin(email: string): Promise<void> {
  const { link } = (await (await postJson(`${world.url}/v1/invitations`, { email }, { cookie: owner.cookie })).json()) as { link: string };
  expect((await signUp(world.url, { email, name: "G", password: PASSWORD, invitation: link.split("#")[1] })).status).toBe(200);
}

describe("sign-in by an OpenID Connect provider", () => {
  it("asks with PKCE, state and nonce, and brings a member back to where they were", async () => {
    expect((await comeBack(grace)).to).toBe(failed("OIDC_NOT_INVITED"));
    await inviteAndJoin("grace@example.com");
    const { location, to, cookie } = await comeBack(grace);
    expect(to).toBe("http://localhost:3000/services/orders");
    const verifier = asked?.form.get("code_verifier") ?? "";
    expect(location.searchParams.get("code_challenge")).toBe(createHash("sha256").update(verifier).digest("base64url"));
    expect(location.searchParams.get("redirect_uri")).toBe("http://localhost:3000/api/auth/oidc/callback");
    expect(asked?.authorization).toBe(`Basic ${Buffer.from("surety:the%20client's%20secret").toString("base64")}`);
    const session = await fetch(`${world.url}/v1/session`, { headers: { cookie: cookie ?? "" } });
    expect(await session.json()).toMatchObject({ email: "grace@example.com", role: "member" });
    // From now on the provider's own name counts, whatever address it tells.
    expect((await comeBack({ ...grace, email: "grace.new@example.com" })).cookie).toBeDefined();
    const ways = await fetch(`${world.url}/api/account/sign-in-ways`);
    expect(await ways.json()).toEqual({ oidc: true, mail: false });
  });

  it("believes nobody who did not begin here, or whom the provider does not name", async () => {
    const stranger = await generateKeyPair("ES256");
    const other = await start();
    const refused = [
      await comeBack(grace, { state: "another" }),
      await comeBack(grace, { cookie: other.cookie }),
      await comeBack(grace, { cookie: "surety.oidc=forged" }),
      await comeBack({ ...grace, nonce: "another" }),
      await comeBack({ ...grace, aud: "another" }),
      await comeBack(grace, { by: stranger.privateKey }),
    ];
    for (const { to, cookie } of refused) expect([to, cookie]).toEqual([failed("OIDC_FAILED"), undefined]);
  });

  it("takes no account over by an address that is not proved, on either side", async () => {
    expect((await comeBack({ ...grace, sub: "g-2", email_verified: false })).to).toBe(failed("OIDC_EMAIL_UNVERIFIED"));
    await inviteAndJoin("mallory@example.com");
    const signedIn = await postJson(`${world.url}/api/auth/sign-in/email`, { email: "mallory@example.com", password: PASSWORD });
    const changed = await postJson(`${world.url}/api/auth/change-email`, { newEmail: "boss@example.com" }, { cookie: cookieOf(signedIn) });
    expect(changed.status).toBe(200);
    const boss = await comeBack({ sub: "b-1", email: "boss@example.com", email_verified: true });
    expect(boss.to).toBe(failed("OIDC_ACCOUNT_EXISTS"));
  });

  it("leads nowhere else", async () => {
    for (const target of ["https://evil.example", "//evil.example", "/\\evil.example"])
      expect((await comeBack(grace, { target })).to).toBe("http://localhost:3000/");
  });
});
