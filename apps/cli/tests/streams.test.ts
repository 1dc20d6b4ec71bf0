import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, inject, it } from "vitest";
import { folderWith, runCli } from "./run-cli.ts";

const document = (title: string, description = "x"): string =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title, version: "1" },
    paths: Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`/createThing${index}`, { post: { responses: { "200": { description } } } }]),
    ),
  });

it("a reader that goes away ends nothing with a stack trace (surety lint | head -1)", async () => {
  const cwd = folderWith({ "openapi.json": document("Big") });
  const child = spawn(process.execPath, [inject("bundle"), "lint", "openapi.json", "--format", "json"], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  child.stdout.once("data", () => child.stdout.destroy());
  const [code] = await once(child, "close");
  expect(stderr).toBe("");
  expect([0, 1]).toContain(code);
});

it("SIGINT ends a command that waits for a server", async () => {
  const server = createServer(() => child.kill("SIGINT"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const child = spawn(process.execPath, [inject("bundle"), "can-deploy", "orders@1", "--to", "production", "--url", url], {
    env: { PATH: process.env["PATH"], SURETY_TOKEN: "t" },
  });
  const [, signal] = await once(child, "close");
  server.closeAllConnections();
  server.close();
  expect(signal).toBe("SIGINT");
});

it("prints no colours into a pipe, whatever CI says; FORCE_COLOR asks for them, NO_COLOR forbids them", async () => {
  const cwd = folderWith({ "openapi.json": JSON.stringify({ openapi: "3.1.0", info: { title: "Orders", version: "1" }, paths: {} }) });
  const colours = async (env: NodeJS.ProcessEnv): Promise<boolean> =>
    (await runCli(["lint", "openapi.json"], { cwd, env })).stdout.includes("\u001b[");
  expect(await colours({})).toBe(false);
  expect(await colours({ CI: "true" })).toBe(false);
  expect(await colours({ FORCE_COLOR: "1" })).toBe(true);
  expect(await colours({ FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
});

it("a document cannot steer the terminal", async () => {
  const cwd = folderWith({ "openapi.json": document("Orders \u001b[2J\u001b]0;owned\u0007 \u202egnp.exe\nYES  all is well") });
  const { stdout } = await runCli(["lint", "openapi.json"], { cwd });
  // oxlint-disable-next-line no-control-regex
  expect(stdout.replaceAll("\n", "")).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  expect(stdout.split("\n")[0]).toBe(
    "openapi.json  Orders \\u001b[2J\\u001b]0;owned\\u0007 \\u202egnp.exe YES  all is well 1 (openapi-3.1)  by surety:recommended",
  );
});

it("shows the most severe of many findings, and says where all are", async () => {
  const { stdout } = await runCli(["lint", "-"], { stdin: document("Big") });
  expect(stdout.split("\n").length).toBeLessThan(500);
  expect(stdout).toMatch(/… and \d+ more, not more severe; --format json has all/);
});
