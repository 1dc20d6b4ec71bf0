import { Verdict } from "@surety/model/verdicts";
import { describe, expect, inject, it } from "vitest";
import { example as orders, examples, expectChanges } from "./examples.ts";
import { newOrganization } from "./new-organization.ts";
import { type CliRun, runCli } from "./run-cli.ts";

describe.each(examples)("$service ($framework), by the command line", (example) => {
  it("1.1.0 may not replace 1.0.0 in production, for exactly its two breaking changes", async () => {
    const surety = await commandLine();
    const { service } = example;
    const first = await surety("publish", example.document("1.0.0"), "--service", service, "--version", "1.0.0");
    expect(first).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining(`✓ ${service} 1.0.0 published`) });
    expect(await surety("can-deploy", `${service}@1.0.0`, "--to", "production")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^YES /),
    });
    expect((await surety("record-deployment", `${service}@1.0.0`, "--to", "production")).code).toBe(0);
    expect((await surety("publish", example.document("1.1.0"), "--service", service, "--version", "1.1.0")).code).toBe(0);

    const answer = await surety("can-deploy", `${service}@1.1.0`, "--to", "production", "--format", "json");
    expect(answer).toMatchObject({ code: 1, stderr: "" });
    const verdict = Verdict.parse(JSON.parse(answer.stdout));
    expect(verdict).toMatchObject({ answer: "no", settled: true, deployed: ["1.0.0"] });
    const broken = verdict.reasons.filter((reason) => reason.type === "breaking-changes");
    expect(broken).toMatchObject([{ counts: { breaking: 2, risky: 0 } }]);
    expectChanges(
      broken.flatMap(({ changes }) => changes),
      example,
      "breaking",
    );

    const text = await surety("can-deploy", `${service}@1.1.0`, "--to", "production");
    expect(text).toMatchObject({ code: 1, stdout: expect.stringMatching(/^NO {2}.*\(now: 1\.0\.0, policy v1\)\n ✗ compatibility/) });
    expect(text.stdout.match(/ {7}proof/g)).toHaveLength(2);
    expect(text.stdout).toMatch(/\nFix: /);

    const back = await surety("can-deploy", `${service}@1.0.0`, "--to", "production");
    expect(back, "what runs already may be deployed again").toMatchObject({ code: 0, stdout: expect.stringMatching(/^YES /) });
  });

  it("surety check finds the same, offline", async () => {
    const { code, stdout } = await runCli(["check", example.document("1.1.0"), "--against", example.document("1.0.0"), "--format", "json"]);
    const { changes, answer } = JSON.parse(stdout);
    expect({ code, answer }).toEqual({ code: 1, answer: "no" });
    for (const level of ["breaking", "risky", "safe"] as const) expectChanges(changes, example, level);
  });
});

describe("publishing again", () => {
  it("is no harm with the same bytes, and a conflict with others, which keeps the first", async () => {
    const surety = await commandLine();
    const publish = (document: string): Promise<CliRun> => surety("publish", document, "--service", "orders", "--version", "1.0.0");
    await publish(orders.document("1.0.0"));
    expect(await publish(orders.document("1.0.0"))).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("was published already, with the same bytes"),
    });
    expect(await publish(orders.document("1.1.0"))).toMatchObject({ code: 2, stderr: expect.stringContaining("A version never changes") });
    expect((await surety("can-deploy", "orders@1.0.0", "--to", "production")).code).toBe(0);
  });
});

it("breaking changes that somebody answers for no longer block, and stay in the verdict", async () => {
  const surety = await commandLine();
  for (const version of ["1.0.0", "1.1.0"] as const)
    await surety("publish", orders.document(version), "--service", "orders", "--version", version);
  await surety("record-deployment", "orders@1.0.0", "--to", "production");
  const ask = () => surety("can-deploy", "orders@1.1.0", "--to", "production", "--format", "json");
  const blocked = Verdict.parse(JSON.parse((await ask()).stdout));
  const fingerprints = blocked.reasons.flatMap((reason) =>
    reason.type === "breaking-changes" ? reason.changes.map(({ fingerprint }) => fingerprint) : [],
  );
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const reason = "The mobile team has left it.";
  for (const fingerprint of fingerprints)
    expect(
      await surety("accept", fingerprint, "--service", "orders", "--to", "production", "--until", until, "--reason", reason),
    ).toMatchObject({ code: 0, stdout: expect.stringContaining(`in production, until ${until}`) });
  const answer = await ask();
  expect(answer.code).toBe(0);
  expect(Verdict.parse(JSON.parse(answer.stdout)).reasons[0]).toMatchObject({
    type: "accepted-changes",
    accepted: 2,
    exceptions: [{ reason }, { reason }],
  });
  expect((await surety("can-deploy", "orders@1.1.0", "--to", "production")).stdout).toContain(
    `2 changes are accepted for clients of 1.0.0`,
  );
  expect(await surety("accept", fingerprints[0] ?? "", "--service", "orders", "--until", "2020-01-31", "--reason", reason)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("has passed"),
  });
});

it("parallel deployments: a version must be compatible with each of them", async () => {
  const surety = await commandLine();
  for (const version of ["1.0.0", "1.1.0"] as const) {
    await surety("publish", orders.document(version), "--service", "orders", "--version", version);
    await surety("record-deployment", `orders@${version}`, "--to", "production", "--parallel");
  }
  const { code, stdout } = await surety("can-deploy", "orders@1.1.0", "--to", "production", "--format", "json");
  expect({ code, deployed: Verdict.parse(JSON.parse(stdout)).deployed.sort() }).toEqual({ code: 1, deployed: ["1.0.0", "1.1.0"] });
});

it.each([
  ["an unknown service", ["can-deploy", "nobody@1.0.0", "--to", "production"], "no service called nobody"],
  ["an unknown version", ["can-deploy", "orders@9", "--to", "production"], "no version called 9"],
  ["an unknown environment", ["can-deploy", "orders@1.0.0", "--to", "mars"], "no environment called mars"],
  ["an unknown version to deploy", ["record-deployment", "orders@9", "--to", "production"], "no version called 9"],
  ["an unknown environment to deploy to", ["record-deployment", "orders@1.0.0", "--to", "mars"], "no environment called mars"],
])("%s: exit code 2, and says which", async (_, args, sentence) => {
  const surety = await commandLine();
  await surety("publish", orders.document("1.0.0"), "--service", "orders", "--version", "1.0.0", "--wait", "0");
  const run = await surety(...args);
  expect(run).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(sentence) });
  expect(run.stderr).toMatch(/\nnext {3}\S/);
});

it("a token without the scope, a revoked form of token, another organization's version", async () => {
  const url = inject("url");
  const reader = await newOrganization(url, ["read"]);
  const document = orders.document("1.0.0");
  const publish = ["publish", document, "--service", "orders", "--version", "1.0.0"];
  const env = { SURETY_URL: url, SURETY_TOKEN: reader.token };
  expect(await runCli(publish, { env })).toMatchObject({ code: 2, stderr: expect.stringContaining("contracts:write") });
  const mistyped = { SURETY_URL: url, SURETY_TOKEN: `${reader.token.slice(0, -1)}~` };
  expect(await runCli(publish, { env: mistyped })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/error {2}.*(token|credential)/i),
  });
  const surety = await commandLine();
  await surety(...publish);
  expect(await runCli(["can-deploy", "orders@1.0.0", "--to", "production"], { env })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("no service called orders"),
  });
});

async function commandLine(): Promise<(...args: string[]) => Promise<CliRun>> {
  const url = inject("url");
  const { token } = await newOrganization(url);
  return (...args) => runCli(args, { env: { SURETY_URL: url, SURETY_TOKEN: token } });
}
