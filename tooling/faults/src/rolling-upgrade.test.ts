import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { waitUntil } from "@surety/testkit/wait-until";
import { expect, test } from "vitest";
import { Balancer } from "./balancer.ts";
import { copyImage } from "./image.ts";
import { type AddedProgram, install, type Installation } from "./installation.ts";
import { checkInvariants } from "./invariants.ts";
import { Journal } from "./journal.ts";
import { furnish, Load } from "./load.ts";
import { Random } from "./random.ts";

const PATIENCE = 20;
const EXPANDS =
  "ALTER TABLE services ADD COLUMN of_the_next_release text;\n--> statement-breakpoint\nCREATE TABLE of_the_next_release (id int);";

/** A build of the next release: the same programs, and one migration more, which only adds. */
function nextRelease(): string {
  const folder = mkdtempSync(join(tmpdir(), "surety-next-"));
  copyImage(folder);
  const migrations = join(folder, "server/migrations");
  const journal = JSON.parse(readFileSync(join(migrations, "meta/_journal.json"), "utf8"));
  const when = Math.max(...journal.entries.map((entry: { when: number }) => entry.when)) + 1_000;
  journal.entries.push({ idx: journal.entries.length, version: "7", when, tag: "9999_next", breakpoints: true });
  writeFileSync(join(migrations, "meta/_journal.json"), JSON.stringify(journal));
  writeFileSync(join(migrations, "9999_next.sql"), EXPANDS);
  cpSync(migrations, join(folder, "migrations"), { recursive: true });
  return folder;
}

/** Starts the new one, waits until it is ready, and only then asks the old one to go. The old one's exit code. */
async function replace(
  installation: Installation,
  balancer: Balancer,
  old: AddedProgram,
  next: { side: "server" | "worker"; name: string; folder: string },
) {
  const added = await installation.add(next.side, next);
  if (next.side === "server") balancer.add(added.url);
  const isReady = async () => (next.side === "server" ? balancer.isReady(added.url) : (await fetch(`${added.url}/readyz`)).ok);
  await waitUntil(isReady, { what: `${next.name} is ready: ${added.program.log.join("\n")}`, deadlineMs: 120_000, intervalMs: 50 });
  return { added, exitCode: await old.program.stop("SIGTERM") };
}

test("servers and workers are replaced by the next release and back under load, and no request fails", { timeout: 600_000 }, async () => {
  const installation = await install({ backend: "postgres", workers: 0, env: { SURETY_DRAIN_MS: "2000" } });
  const next = nextRelease();
  const balancer = await Balancer.start();
  const journal = new Journal();
  try {
    const { folder, url, server } = installation;
    const worker = await installation.add("worker", { name: "worker n", folder });
    const second = await installation.add("server", { name: "server n, second", folder });
    const first = { program: server, url };
    for (const each of [first, second]) balancer.add(each.url);
    await waitUntil(() => balancer.isReady(first.url) && balancer.isReady(second.url), { what: "both servers", deadlineMs: 120_000 });
    const balanced = { ...installation, api: installation.apiAt(balancer.url) };
    await furnish(balanced);
    const load = new Load(balanced, journal, { random: new Random(1), pauseMs: 20 });
    load.start();

    const migrate = join(next, "server/migrate.js");
    await promisify(execFile)(process.execPath, [migrate], { env: { PATH: process.env["PATH"], DATABASE_URL: installation.postgres.url } });
    const codes: (number | null)[] = [];
    const roll = async (old: AddedProgram, side: "server" | "worker", name: string, to: string) => {
      const { added, exitCode } = await replace(installation, balancer, old, { side, name, folder: to });
      codes.push(exitCode);
      return added;
    };
    const firstNext = await roll(first, "server", "server n+1", next);
    await roll(second, "server", "server n+1, second", next);
    const workerNext = await roll(worker, "worker", "worker n+1", next);
    await roll(firstNext, "server", "server n again", folder);
    await roll(workerNext, "worker", "worker n again", folder);
    await load.stop();

    const failed = balanced.api.calls.filter(({ status }) => status === undefined || status >= 500);
    expect(failed).toEqual([]);
    expect(codes).toEqual([0, 0, 0, 0, 0]);
    await checkInvariants(balanced, journal, PATIENCE);
    expect(journal.violations).toEqual([]);
    expect(journal.acknowledged.length).toBeGreaterThan(0);
    const [row] = await installation.sql`select count(*)::int as rows from of_the_next_release`;
    expect(row).toEqual({ rows: 0 });
  } finally {
    balancer.close();
    await installation.stop();
    rmSync(next, { recursive: true, force: true });
  }
});
