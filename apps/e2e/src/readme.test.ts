import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { example as orders } from "./examples.ts";
import { newOrganization } from "./new-organization.ts";
import { type Block, blocksOf, commandsOf } from "./readme/blocks.ts";
import { Reader } from "./readme/reader.ts";

const root = join(import.meta.dirname, "../../..");
const path = join(root, "README.md");
const readme = readFileSync(path, "utf8");
const blocks = blocksOf(readme);
const compose = load(readFileSync(join(root, "docker-compose.yml"), "utf8")) as { services: Record<string, unknown> };

/** What is not run here, why, and what is looked at instead. Anything else on the page is run. */
const notRun: readonly { line: string; why: string; check: () => void }[] = [
  {
    line: "npm start",
    why: "installs and serves until it is stopped; tooling/scripts tests it",
    check: () => expect(scripts()).toHaveProperty("start"),
  },
  { line: "npm test", why: "would run this test again", check: () => expect(scripts()).toHaveProperty("test") },
  {
    line: "docker compose up -d --build --wait",
    why: "needs Docker",
    check: () =>
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(["server", "worker", "migrate", "postgres", "redis"])),
  },
  {
    line: "docker compose logs server | grep sign-in-link",
    why: "needs Docker",
    check: () => expect(compose.services).toHaveProperty("server"),
  },
  {
    line: "docker compose exec -T postgres pg_dump --username=surety --format=custom surety > surety.dump",
    why: "needs Docker",
    check: () => expect(compose.services["postgres"]).toMatchObject({ environment: { POSTGRES_USER: "surety", POSTGRES_DB: "surety" } }),
  },
];

let reader: Reader;
beforeAll(async () => {
  reader = new Reader(inject("url"), (await newOrganization(inject("url"))).token);
});
afterAll(() => reader.leave());

describe("the README", () => {
  it.each(blocks.filter(({ language }) => language === "console").map((block) => [firstLine(block), block] as const))(
    "transcript: %s",
    async (_, block) => {
      const { token } = await newOrganization(inject("url"));
      const env = { SURETY_URL: inject("url"), SURETY_TOKEN: token };
      const folder = reader.repository();
      for (const line of ["npm pack ./apps/cli", "npm install --global ./surety-cli-0.1.0.tgz"])
        expect((await reader.run(line, reader.clone)).code).toBe(0);
      for (const line of ["surety publish --version 1.0.0", "surety record-deployment orders@1.0.0"])
        expect((await reader.run(line, folder, env)).code).toBe(0);
      writeFileSync(join(folder, "openapi.json"), readFileSync(orders.document("1.1.0")));
      let transcript = "";
      for (const [, line = ""] of block.text.matchAll(/^\$ (.*)$/gm))
        transcript += `$ ${line}\n${(await reader.run(line, folder, env)).output}`;
      if (process.env["SURETY_WRITE_README"])
        writeFileSync(path, readme.slice(0, block.offset) + transcript + readme.slice(block.offset + block.text.length));
      else expect(undated(block.text), "else: SURETY_WRITE_README=1 npx vitest run src/readme.test.ts").toBe(undated(transcript));
    },
  );

  const shell = blocks.filter(({ language }) => language === "sh");
  for (const block of shell) {
    const lacks = missing(block);
    it.skipIf(lacks !== null)(`commands: ${firstLine(block)}${lacks === null ? "" : ` (skipped: ${lacks})`}`, async () => {
      const folder = folderOf(block);
      for (const { line, exitCode } of commandsOf(block.text)) {
        const other = notRun.find((known) => known.line === line);
        if (other) other.check();
        else expect({ line, ...(await reader.run(line, folder, envOf(line))) }).toMatchObject({ line, code: exitCode });
      }
    });
  }

  it.each(blocks.filter(({ language }) => language === "yaml").map((block) => [firstLine(block), block] as const))(
    "pipeline: %s",
    async (_, block) => {
      const folder = folderOf(block);
      const lines = pipelineLines(load(block.text));
      expect(lines.length).toBeGreaterThan(3);
      const env = { SURETY_URL: inject("url") };
      for (const line of lines) expect({ line, ...(await reader.run(line, folder, env)) }).toMatchObject({ line, code: 0 });
    },
  );

  it("lists nothing as not run that is not on the page, and has no block of an unknown language", () => {
    const lines = shell.flatMap(({ text }) => commandsOf(text)).map(({ line }) => line);
    expect(notRun.map(({ line }) => line).filter((line) => !lines.includes(line))).toEqual([]);
    expect(blocks.map(({ language }) => language).filter((language) => !["sh", "console", "yaml"].includes(language))).toEqual([]);
    expect(readme.match(/^```\w/gm)).toHaveLength(blocks.length);
  });
});

/** From `login` on, the reader is signed in; before and after, only what names the token itself gets it. */
function envOf(line: string): NodeJS.ProcessEnv {
  return line.includes("$SURETY_TOKEN") ? {} : { SURETY_TOKEN: "" };
}

function folderOf({ setting }: Block): string {
  if (setting.startsWith("in a repository of orders")) {
    const folder = reader.repository();
    if (setting.endsWith("has changed")) writeFileSync(join(folder, "openapi.json"), readFileSync(orders.document("1.1.0")));
    return folder;
  }
  return join(reader.clone, /^in ([^,]+)/.exec(setting)?.[1] ?? "");
}

/** Why the commands of a block cannot run on this machine. */
function missing({ setting, text }: Block): string | null {
  const needed = /needs (\w+)/.exec(setting)?.[1];
  if (needed !== undefined && !runs(process.env["SURETY_EXAMPLES_PYTHON"] || "python3", ["-c", `import ${needed}`])) {
    return `Python has no ${needed}; pip install -r tooling/examples/requirements.txt, and SURETY_EXAMPLES_PYTHON`;
  }
  return text.startsWith("curl ") && !runs("curl", ["--version"]) ? "there is no curl" : null;
}

function runs(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The commands of a GitHub or GitLab pipeline, in order. */
function pipelineLines(pipeline: unknown): string[] {
  if (typeof pipeline !== "object" || pipeline === null) return [];
  return Object.entries(pipeline).flatMap(([name, value]) => {
    if (name === "run" && typeof value === "string") return [value];
    if (name === "script" && Array.isArray(value)) return value.map(String);
    return pipelineLines(value);
  });
}

function scripts(): unknown {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts;
}

/** Without what follows from the algorithm of digests. */
function undated(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{12}\b/g, "0".repeat(12));
}

function firstLine({ text }: Block): string {
  return text.split("\n", 1)[0]?.replace(/^[$#] /, "") ?? "";
}
