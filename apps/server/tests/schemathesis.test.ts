import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { callRest } from "./calls.ts";
import { furnish, SMALL } from "./procedure-table.ts";
import { openWorld } from "./world.ts";

const folder = fileURLToPath(new URL("../../../tooling/schemathesis", import.meta.url));
const python = process.env["SURETY_EXAMPLES_PYTHON"];
const program = python === undefined ? undefined : join(dirname(python), "schemathesis");
const isThere = program !== undefined && existsSync(program);
const skipped = isThere ? "" : " (skipped: python -m venv .venv && .venv/bin/pip install -r tooling/schemathesis/requirements.txt)";

/** Runs schemathesis against a server with something of everything in it; resolves with its exit code and what it printed. */
async function runSchemathesis(command: string): Promise<{ code: number | null; output: string }> {
  const world = await openWorld({ logLevel: "error" });
  try {
    const organization = await world.createOrganization();
    await furnish(world, organization, "marker");
    // What the examples of the document name.
    await callRest(world, organization, "versions.publish", { service: "orders", version: "9f3c2e1", document: SMALL });
    await callRest(world, organization, "rulesets.put", { ruleset: "base", source: "extends: surety:recommended\n" });
    const tokens = await callRest(world, organization, "tokens.list", { limit: 100 });
    const { items } = tokens.body as { items: { id: string; name: string }[] };
    const child = spawn(command, ["--config-file", join(folder, "schemathesis.toml"), "--no-color", "run", `${world.url}/openapi.json`], {
      cwd: await mkdtemp(join(tmpdir(), "surety-schemathesis-")),
      env: {
        ...process.env,
        SURETY_TOKEN: organization.token,
        SURETY_TOKEN_ID: items.find(({ name }) => name === "test")?.id ?? "",
        SURETY_SCHEMATHESIS_HOOKS: join(folder, "hooks.py"),
        PYTHONDONTWRITEBYTECODE: "1",
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise<number | null>((resolve, reject) => child.once("error", reject).once("close", resolve));
    return { code, output };
  } finally {
    await world.close();
  }
}

it.skipIf(!isThere)(`schemathesis finds nothing wrong with the API${skipped}`, { timeout: 600_000 }, async () => {
  const { code, output } = await runSchemathesis(program ?? "");
  expect(code, output.slice(-20_000)).toBe(0);
  for (const phase of ["Examples", "Coverage", "Fuzzing", "Stateful"]) expect(output).toContain(`✅ ${phase}`);
});
