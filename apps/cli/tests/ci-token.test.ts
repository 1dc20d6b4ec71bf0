import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

interface Call {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

const identity = {
  type: "token",
  organization: { id: "o1", name: "Acme", slug: "acme" },
  name: "GitHub run 7 of acme/orders",
  email: null,
  role: null,
  scopes: ["read"],
};

/** A CI that gives tokens of runs, and a Surety that exchanges them, in one. */
async function startBoth(exchange: { status: number; body: object }, expiresAt = new Date(Date.now() + 1_800_000).toISOString()) {
  const calls: Call[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const path = request.url ?? "";
      calls.push({ path, authorization: request.headers.authorization, body });
      const exchanged = exchange.status === 200 ? { ...exchange.body, expiresAt } : exchange.body;
      const answer = path.startsWith("/idtoken")
        ? [200, { value: "eyJ.the-token-of.the-run" }]
        : path === "/v1/token-exchanges"
          ? [exchange.status, exchanged]
          : [200, { result: { data: identity } }];
      response.writeHead(Number(answer[0]), { "content-type": "application/json" }).end(JSON.stringify(answer[1]));
    });
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, calls };
}

const GIVEN = {
  status: 200,
  body: {
    accessToken: "surety_pat_given",
    tokenType: "Bearer",
    expiresIn: 1800,
    scopes: ["read"],
    services: null,
    organization: "acme",
  },
};
const github = (url: string) => ({
  SURETY_URL: url,
  ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/idtoken?api-version=2.0`,
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "runner-secret",
  XDG_CONFIG_HOME: folderWith({}),
});

test("a run of GitHub Actions signs itself in, with a token for this server", async () => {
  const { url, calls } = await startBoth(GIVEN);
  const { code, stdout } = await runCli(["login", "--oidc"], { env: github(url) });
  expect([code, stdout]).toEqual([0, expect.stringContaining("GitHub run 7 of acme/orders of Acme")]);
  expect(calls).toEqual([
    { path: `/idtoken?api-version=2.0&audience=${encodeURIComponent(url)}`, authorization: "Bearer runner-secret", body: "" },
    { path: "/v1/token-exchanges", authorization: undefined, body: '{"subjectToken":"eyJ.the-token-of.the-run"}' },
    expect.objectContaining({ authorization: "Bearer surety_pat_given" }),
  ]);
});

test("without a token, a run exchanges its own; the commands after it use what it got, as long as that is good", async () => {
  const { url, calls } = await startBoth(GIVEN);
  const env = { SURETY_URL: url, SURETY_ID_TOKEN: "eyJ.of.gitlab", SURETY_ORGANIZATION: "acme", XDG_CONFIG_HOME: folderWith({}) };
  for (let turn = 0; turn < 2; turn += 1) expect((await runCli(["login"], { env })).code).toBe(0);
  const exchanges = calls.filter(({ path }) => path === "/v1/token-exchanges");
  expect(exchanges.map(({ body }) => body)).toEqual(['{"subjectToken":"eyJ.of.gitlab","organization":"acme"}']);

  const ended = await startBoth(GIVEN, new Date(Date.now() - 1000).toISOString());
  for (let turn = 0; turn < 2; turn += 1) await runCli(["login"], { env: { ...env, SURETY_URL: ended.url } });
  expect(ended.calls.filter(({ path }) => path === "/v1/token-exchanges")).toHaveLength(2);
});

test("what the server answers is said, and where there is no CI, what to do", async () => {
  const problem = {
    type: "/docs/errors/no_trusted_publisher",
    title: "No rule lets this CI run in",
    status: 403,
    code: "no_trusted_publisher",
    detail: "No rule lets GitHub run 7 of acme/orders in.",
    hint: "Add a rule for it.",
  };
  const { url } = await startBoth({ status: 403, body: problem });
  const refused = await runCli(["login"], { env: github(url) });
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining("No rule lets GitHub run 7 of acme/orders in.")]);
  const outside = await runCli(["login", "--oidc", "--url", url]);
  expect([outside.code, outside.stderr]).toEqual([2, expect.stringContaining("id-token: write")]);
});
