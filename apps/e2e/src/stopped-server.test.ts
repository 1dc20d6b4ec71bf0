import { afterAll, beforeAll, expect, it } from "vitest";
import { example as orders } from "./examples.ts";
import { newOrganization } from "./new-organization.ts";
import { type CliRun, runCli } from "./run-cli.ts";
import { type RunningSurety, startSurety } from "./start-surety.ts";

let own: RunningSurety;
beforeAll(async () => {
  own = await startSurety();
});
afterAll(() => own.stop());

it("a server that was killed: exit code 4 for every command, and nothing is lost once it runs again", async () => {
  const { token, rest } = await newOrganization(own.url);
  const surety = (...args: string[]): Promise<CliRun> => runCli(args, { env: { SURETY_URL: own.url, SURETY_TOKEN: token } });
  const publish = ["publish", orders.document("1.0.0"), "--service", "orders", "--version", "1.0.0"];
  const others = [
    ["can-deploy", "orders@1.0.0", "--to", "production"],
    ["record-deployment", "orders@1.0.0", "--to", "production"],
  ];
  expect((await surety(...publish, "--wait", "0")).code).toBe(0);

  await own.killServer();
  for (const args of [publish, ...others]) {
    expect(await surety(...args)).toMatchObject({
      code: 4,
      stdout: "",
      stderr: expect.stringContaining(`No Surety server answers at ${own.url}`),
    });
  }

  await own.startServer();
  expect(await surety(...publish)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("was published already, with the same bytes"),
  });
  for (const args of others) expect((await surety(...args)).code).toBe(0);
  expect((await rest("GET", "/v1/services/orders/versions/1.0.0")).status).toBe(200);
});
