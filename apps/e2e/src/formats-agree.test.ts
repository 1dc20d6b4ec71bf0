import { readFileSync } from "node:fs";
import { waitUntil } from "@surety/testkit/wait-until";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { example as orders } from "./examples.ts";
import { newOrganization, type Organization } from "./new-organization.ts";
import { runCli } from "./run-cli.ts";

let organization: Organization;
const digests: string[] = [];
const url = inject("url");
const verdictPath = "/v1/verdicts?service=orders&version=1.1.0&environment=production";

beforeAll(async () => {
  organization = await newOrganization(url);
  const { rest } = organization;
  for (const version of ["1.0.0", "1.1.0"] as const) {
    const published = await rest("PUT", `/v1/services/orders/versions/${version}`, readFileSync(orders.document(version)));
    const { rawDigest }: { rawDigest: string } = await (await rest("GET", published.headers.get("location") ?? "")).json();
    digests.push(rawDigest);
    if (version === "1.0.0") await rest("POST", "/v1/environments/production/deployments", { service: "orders", version });
  }
  await waitUntil(async () => (await (await rest("GET", verdictPath)).json()).settled === true, {
    what: "the verdict is settled",
    deadlineMs: 60_000,
    intervalMs: 100,
  });
}, 120_000);

const ask = async (path: string): Promise<string> => {
  const answer = await organization.rest("GET", path);
  expect(answer.status).toBe(200);
  return answer.text();
};

/** Results without the names of documents, which the server does not know. */
function results(sarif: string): unknown {
  const [run] = JSON.parse(sarif).runs;
  return run.results.map(({ ruleId, level, message, partialFingerprints, properties }: Record<string, unknown>) => ({
    ruleId,
    level,
    message,
    partialFingerprints,
    properties,
  }));
}

describe("REST and the command line say the same", () => {
  it.each(["markdown", "sarif", "junit"])("of a verdict, byte for byte, as %s", async (format) => {
    const env = { SURETY_URL: url, SURETY_TOKEN: organization.token };
    const { stdout } = await runCli(["can-deploy", "orders@1.1.0", "--to", "production", "--format", format], { env });
    expect(await ask(`${verdictPath}&format=${format}`)).toBe(stdout);
  });

  it("of a comparison", async () => {
    const { stdout } = await runCli(["diff", orders.document("1.0.0"), orders.document("1.1.0"), "--format", "sarif"]);
    const [from, to] = digests;
    expect(results(await ask(`/v1/diffs?from=${from}&to=${to}&format=sarif`))).toEqual(results(stdout));
  });

  it("of a lint", async () => {
    const { stdout } = await runCli(["lint", orders.document("1.1.0"), "--format", "sarif"]);
    expect(results(await ask("/v1/services/orders/versions/1.1.0/findings?format=sarif"))).toEqual(results(stdout));
  });
});
