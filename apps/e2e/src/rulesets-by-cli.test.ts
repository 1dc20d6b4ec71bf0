import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, it, onTestFinished } from "vitest";
import { newOrganization } from "./new-organization.ts";
import { type CliRun, runCli } from "./run-cli.ts";

const noGets = (severity: string) => `rules:
  no-gets:
    message: It is a verb
    given: $.paths[*]~
    severity: ${severity}
    then: { function: pattern, functionOptions: { notMatch: "^/get" } }
`;
const contract = (...paths: string[]) =>
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Orders", version: "1" },
    paths: Object.fromEntries(paths.map((path) => [path, { get: { responses: { 200: { description: "ok" } } } }])),
  });

interface Person {
  readonly folder: string;
  surety(...args: string[]): Promise<CliRun>;
}

async function person(token: string, files: Readonly<Record<string, string>> = {}): Promise<Person> {
  const folder = await mkdtemp(join(tmpdir(), "surety-rulesets-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const env = { SURETY_URL: inject("url"), SURETY_TOKEN: token };
  return { folder, surety: (...args) => runCli(args, { env, cwd: folder }) };
}

it("two people edit a ruleset: who has not seen the other's version is refused, and nothing is lost", async () => {
  const { token } = await newOrganization(inject("url"), ["read", "admin"]);
  const ada = await person(token, { "house.yaml": noGets("error") });
  expect(await ada.surety("rulesets", "list")).toMatchObject({ code: 0, stdout: expect.stringContaining("No ruleset is stored.") });
  expect(await ada.surety("rulesets", "push", "house.yaml")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("house@1 is stored, with 1 rule"),
  });
  const bob = await person(token);
  expect(await bob.surety("rulesets", "pull", "house")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("surety rulesets push house.yaml --name house --over 1"),
  });
  expect(await readFile(join(bob.folder, "house.yaml"), "utf8")).toBe(noGets("error"));

  await writeFile(join(ada.folder, "house.yaml"), noGets("warn"));
  expect(await ada.surety("rulesets", "push", "house.yaml")).toMatchObject({ code: 2, stderr: expect.stringContaining("--over VERSION") });
  expect(await ada.surety("rulesets", "push", "house.yaml", "--over", "1", "--format", "json")).toMatchObject({ code: 0 });

  await writeFile(join(bob.folder, "house.yaml"), noGets("info"));
  const late = await bob.surety("rulesets", "push", "house.yaml", "--over", "1");
  expect(late).toMatchObject({ code: 2, stderr: expect.stringContaining("surety rulesets show house") });
  expect((await bob.surety("rulesets", "show", "house")).stdout).toBe(noGets("warn"));
  expect((await bob.surety("rulesets", "show", "house@1")).stdout).toBe(noGets("error"));
  expect(await bob.surety("rulesets", "pull", "house")).toMatchObject({ code: 2, stderr: expect.stringContaining("--force") });
  expect((await bob.surety("rulesets", "push", "house.yaml", "--over", "2")).code).toBe(0);
  expect(JSON.parse((await bob.surety("rulesets", "list", "--format", "json")).stdout)).toMatchObject({
    rulesets: [{ name: "house", version: 3, ruleCount: 1, isDefault: false, services: 0 }],
  });

  await writeFile(join(bob.folder, "bad.yaml"), noGets("error").replace("pattern", "wish"));
  const bad = await bob.surety("rulesets", "push", "bad.yaml");
  expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining("bad.yaml:2:3") });
});

it("lints by the rulesets of the server: the latest, one version, through files, and only for new operations", async () => {
  const { token } = await newOrganization(inject("url"), ["read", "admin"]);
  const { surety, folder } = await person(token, {
    "base.yaml": noGets("error"),
    "team.yaml": "extends: [org:base]\nx-surety-new-operations-only: [no-*]\nrules: {}\n",
    ".spectral.yaml": "extends: [org:base@1]\n",
    "openapi.json": contract("/getOrders"),
    "before.json": contract("/getOrders", "/items"),
  });
  await surety("rulesets", "push", "base.yaml");
  await surety("rulesets", "push", "team.yaml");
  const lint = async (...args: string[]) => {
    const { code, stdout } = await surety("lint", "openapi.json", "--format", "json", ...args);
    const { rulesets, findings } = JSON.parse(stdout);
    return { code, names: rulesets.names, rules: findings.map(({ rule }: { rule: string }) => rule) };
  };
  expect(await lint("--ruleset", "org:base")).toEqual({ code: 1, names: ["org:base@1"], rules: ["no-gets"] });
  await writeFile(join(folder, "base.yaml"), noGets("hint"));
  await surety("rulesets", "push", "base.yaml", "--over", "latest");
  expect(await lint("--ruleset", "org:base")).toEqual({ code: 0, names: ["org:base@2"], rules: ["no-gets"] });
  expect(await lint("--ruleset", "org:base@1")).toEqual({ code: 1, names: ["org:base@1"], rules: ["no-gets"] });
  expect(await lint()).toMatchObject({ code: 1, rules: ["no-gets"] });

  await writeFile(join(folder, "openapi.json"), contract("/getOrders", "/getItems"));
  expect(await lint("--ruleset", "org:team", "--new-since", "before.json")).toMatchObject({ rules: ["no-gets"] });
  await writeFile(join(folder, "before.json"), contract("/getOrders", "/getItems", "/more"));
  expect(await lint("--ruleset", "org:team", "--new-since", "before.json")).toMatchObject({ rules: [] });

  expect(await surety("lint", "openapi.json", "--ruleset", "org:nothing")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("surety rulesets list"),
  });
  const away = { env: { SURETY_URL: "http://127.0.0.1:9", SURETY_TOKEN: token }, cwd: folder };
  expect(await runCli(["lint", "openapi.json", "--ruleset", "org:base"], away)).toMatchObject({
    code: 4,
    stderr: expect.stringContaining("No Surety server answers"),
  });
});

it("accepts a finding by its fingerprint, and init names the schema that the server gives editors", async () => {
  const url = inject("url");
  const { token, rest } = await newOrganization(url, ["read", "contracts:write", "exceptions:write"]);
  const { surety, folder } = await person(token, { "1.json": contract("/orders"), "2.json": contract("/orders", "/getOrders") });
  for (const version of ["1", "2"]) await surety("publish", `${version}.json`, "--service", "orders", "--version", version);
  const list = async (state: string) => {
    const answer = await rest("GET", `/v1/services/orders/versions/2/findings?rule=surety-paths-are-nouns&state=${state}`);
    const { items }: { items: { fingerprint: string; exceptions: { reason: string }[] }[] } = await answer.json();
    return items;
  };
  const [open] = await list("open");
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  expect(
    await surety("accept", open?.fingerprint ?? "", "--finding", "--service", "orders", "--until", until, "--reason", "Until v2"),
  ).toMatchObject({ code: 0, stdout: expect.stringContaining("answers for the finding") });
  expect(await list("open")).toEqual([]);
  expect(await list("accepted")).toMatchObject([{ fingerprint: open?.fingerprint, exceptions: [{ reason: "Until v2" }] }]);

  expect((await surety("init", "--service", "orders")).code).toBe(0);
  const { $schema } = JSON.parse(await readFile(join(folder, "surety.json"), "utf8"));
  const answer = await fetch($schema);
  expect({ address: $schema, status: answer.status, type: answer.headers.get("content-type") }).toEqual({
    address: `${url}/schemas/surety.schema.json`,
    status: 200,
    type: expect.stringContaining("application/json"),
  });
  expect(await answer.json()).toMatchObject({ title: "surety.json", properties: { service: {}, ruleset: {} } });
  expect((await surety("lint", "1.json")).code, "a surety.json with $schema is read").toBe(0);
});
