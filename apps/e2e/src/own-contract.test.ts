import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { newOrganization } from "./new-organization.ts";
import { runCli } from "./run-cli.ts";

const docs = join(import.meta.dirname, "../../../docs");
const current = join(docs, "openapi.json");
const released = join(docs, "released/openapi-1.0.0.json");

interface Linted {
  readonly document: { readonly contractDigest: string; readonly apiVersion: string };
  readonly findings: readonly { readonly rule: string; readonly coordinate?: string; readonly message: string }[];
}

async function lint(file: string): Promise<Linted> {
  const { stdout } = await runCli(["lint", file, "--ruleset", "surety:recommended", "--format", "json"]);
  return JSON.parse(stdout);
}

describe("our own contract, by our own rules", () => {
  it("has no finding of surety:recommended", async () => {
    const { findings } = await lint(current);
    expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it("breaks nobody who relies on the last release", async () => {
    const { code, stdout } = await runCli(["diff", released, current, "--format", "json"]);
    const { changes }: { changes: readonly { level: string; message: string }[] } = JSON.parse(stdout);
    expect(changes.filter(({ level }) => level === "breaking").map(({ message }) => message)).toEqual([]);
    expect(code).toBe(0);
  });

  it("has an entry in docs/api-changelog.md for what it says now; after a change of the API: add one, with the new version and digest", async () => {
    const changelog = readFileSync(join(docs, "api-changelog.md"), "utf8");
    const [, version, digest] = /^## (\S+)\s+Contract `(\w+)`/m.exec(changelog) ?? [];
    const { document } = await lint(current);
    expect({ version, digest }).toEqual({ version: document.apiVersion, digest: document.contractDigest.slice(0, 12) });
    expect(version).not.toBe((await lint(released)).document.apiVersion);
  });

  it("may be deployed where the last release runs", async () => {
    const { rest, token } = await newOrganization(inject("url"));
    const publish = (version: string, file: string): Promise<Response> =>
      rest("PUT", `/v1/services/surety/versions/${version}`, readFileSync(file));
    expect((await publish("1.0.0", released)).status).toBe(201);
    const deployed = await rest("POST", "/v1/environments/production/deployments", { service: "surety", version: "1.0.0" });
    expect(deployed.status).toBe(201);
    const served = await fetch(new URL("/openapi.json", inject("url")));
    const next = await rest("PUT", "/v1/services/surety/versions/next", new Uint8Array(await served.arrayBuffer()));
    expect(next.status).toBe(201);
    const { code, stdout } = await runCli(["can-deploy", "surety@next", "--to", "production", "--wait", "60"], {
      env: { SURETY_URL: inject("url"), SURETY_TOKEN: token },
    });
    expect(stdout).toMatch(/^YES /);
    expect(code).toBe(0);
  });
});
