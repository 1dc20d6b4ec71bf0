import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { ERRORS, type ErrorCode } from "@surety/model/errors";
import { ErrorReport } from "../src/output/reports.ts";
import { expect, it, onTestFinished } from "vitest";
import { folderWith, runCli, type CliRun } from "./run-cli.ts";

const token = "surety_pat_0123456789abcdefghijklmnopqrstuvwxyz";
const online = [
  ["can-deploy", "orders@1.0.0", "--to", "production"],
  ["record-deployment", "orders@1.0.0", "--to", "production"],
  ["login"],
];

it("a server that does not run: exit code 4 for every command", async () => {
  const url = await serve(() => undefined);
  await closeAll();
  for (const args of online) {
    const { code, stderr } = await runCli([...args, "--url", url], { env: { SURETY_TOKEN: token } });
    expect([args[0], code]).toEqual([args[0], 4]);
    expect(stderr).toContain(`No Surety server answers at ${url}: the connection was refused.`);
  }
});

it("a name that does not exist: exit code 4", async () => {
  expect(await ask("http://surety.invalid")).toMatchObject({
    code: 4,
    stderr: expect.stringMatching(/cannot be resolved|EAI_AGAIN|refused/),
  });
});

it("a server that answers with a web page: exit code 4, and says what came", async () => {
  const url = await serve((_, answer) => answer.setHeader("content-type", "text/html").end("<html>Sign in</html>"));
  expect(await ask(url)).toMatchObject({
    code: 4,
    stderr: expect.stringContaining("what answers there is not Surety, it sent text/html (HTTP 200)"),
  });
});

it("a server that answers with other JSON: exit code 4", async () => {
  const url = await serve((_, answer) => answer.setHeader("content-type", "application/json").end('{"ok":true}'));
  expect((await ask(url)).code).toBe(4);
});

it("a redirect is not followed: the token stays with the server that it is for", async () => {
  const seen: (string | undefined)[] = [];
  const elsewhere = await serve(({ headers }, answer) => {
    seen.push(headers.authorization);
    answer.end();
  });
  const url = await serve((_, answer) => answer.writeHead(301, { location: `${elsewhere}/trpc` }).end());
  expect(await ask(url)).toMatchObject({ code: 4, stderr: expect.stringContaining(`it redirects to ${elsewhere}`) });
  expect(seen).toEqual([]);
});

it("a connection that breaks once is tried again", async () => {
  let asked = 0;
  const url = await serve((request, answer) => {
    asked += 1;
    if (asked === 1) request.socket.destroy();
    else refuse(answer, "environment_not_found", "There is no environment production.");
  });
  expect(await ask(url)).toMatchObject({ code: 2, stderr: expect.stringContaining("There is no environment production.") });
  expect(asked).toBe(2);
});

it.each([
  ["unauthenticated", 2],
  ["token_invalid", 2],
  ["forbidden", 2],
  ["service_not_found", 2],
  ["version_not_found", 2],
  ["environment_not_found", 2],
  ["version_conflict", 2],
  ["internal", 4],
  ["overloaded", 4],
] as const)("the server's refusal %s: exit code %d, with the server's own words", async (code, exitCode) => {
  const url = await serve((_, answer) => refuse(answer, code, `About ${code}.`));
  const text = await ask(url);
  expect(text).toMatchObject({ code: exitCode, stdout: "" });
  expect(text.stderr).toContain(`error  About ${code}.\nnext   ${ERRORS[code].hint}`);
  const json = await ask(url, "--format", "json");
  expect(json).toMatchObject({ code: exitCode, stderr: "" });
  expect(ErrorReport.parse(JSON.parse(json.stdout)).error).toMatchObject({
    code,
    message: `About ${code}.`,
    hint: expect.stringContaining(ERRORS[code].hint),
  });
});

it("a token that no token can be is not sent", async () => {
  const run = await runCli(["can-deploy", "orders@1", "--to", "production", "--url", "http://127.0.0.1:1"], {
    env: { SURETY_TOKEN: "two words" },
  });
  expect(run).toMatchObject({ code: 2, stderr: expect.stringContaining("The token has characters that no token has.") });
});

it("SURETY_URL is asked before the address in surety.json", async () => {
  const asked: string[] = [];
  const listener =
    (name: string): RequestListener =>
    (_, answer) => {
      asked.push(name);
      refuse(answer, "version_not_found", "No.");
    };
  const [environment, file] = [await serve(listener("environment")), await serve(listener("file"))];
  const cwd = folderWith({ "surety.json": JSON.stringify({ url: file }) });
  await runCli(["can-deploy", "orders@1", "--to", "production"], { cwd, env: { SURETY_TOKEN: token, SURETY_URL: environment } });
  await runCli(["can-deploy", "orders@1", "--to", "production"], { cwd, env: { SURETY_TOKEN: token } });
  expect(asked).toEqual(["environment", "file"]);
});

function ask(url: string, ...more: string[]): Promise<CliRun> {
  return runCli(["can-deploy", "orders@1.0.0", "--to", "production", "--url", url, ...more], { env: { SURETY_TOKEN: token } });
}

const closing: (() => Promise<void>)[] = [];

async function closeAll(): Promise<void> {
  await Promise.all(closing.splice(0).map((close) => close()));
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  onTestFinished(closeAll);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** As the server's tRPC endpoint does. */
function refuse(answer: Parameters<RequestListener>[1], code: ErrorCode, detail: string): void {
  const { status, title, hint } = ERRORS[code];
  const problem = { type: `https://surety.test/errors/${code}`, title, status, code, detail, hint };
  answer
    .writeHead(status, { "content-type": "application/json" })
    .end(JSON.stringify({ error: { message: detail, code: -32_000, data: { code: "X", httpStatus: status, problem } } }));
}
