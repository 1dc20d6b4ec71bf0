import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Reads, lints and compares the public contracts of the corpus, each in a process of its own, and prints
 * CPU time (user + system, milliseconds) and peak memory (MB) beside their limits.
 * Usage: `pnpm --filter @surety/bench engines [-- DIRECTORY]`; exit code 1 when a limit is passed.
 */
interface Limit {
  readonly cpuMs: number;
  readonly rssMb: number;
}

const LINT_LIMITS: Readonly<Record<string, Limit>> = {
  "petstore.json.gz": { cpuMs: 250, rssMb: 450 },
  "twilio.json.gz": { cpuMs: 400, rssMb: 450 },
  "kubernetes.json.gz": { cpuMs: 600, rssMb: 450 },
  "stripe.json.gz": { cpuMs: 800, rssMb: 450 },
  "stripe.yaml.gz": { cpuMs: 1400, rssMb: 450 },
  "openai.json.gz": { cpuMs: 900, rssMb: 450 },
  "github.json.gz": { cpuMs: 2500, rssMb: 450 },
};
const DIFF_LIMIT: Limit = { cpuMs: 5000, rssMb: 1024 };

const corpus = process.argv[2] ?? fileURLToPath(new URL("../../../../shared/corpus", import.meta.url));
if (!existsSync(corpus)) {
  process.stdout.write(`No corpus at ${corpus}: nothing measured. Name a directory with documents/ and pairs/.\n`);
  process.exit(0);
}
const directory = mkdtempSync(join(tmpdir(), "surety-bench-"));
const entry = join(directory, "engine-task.mjs");
await build({
  entryPoints: [fileURLToPath(new URL("./engine-task.ts", import.meta.url))],
  outfile: entry,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "warning",
});

let isOver = false;
for (const name of readdirSync(join(corpus, "documents")).sort()) {
  const path = join(corpus, "documents", name);
  report("read", name, [path], null);
  report("lint", name, [path], LINT_LIMITS[name] ?? null);
  report("diff", `${name} with itself`, [path, path], DIFF_LIMIT);
}
for (const pair of readdirSync(join(corpus, "pairs")).sort()) {
  const files = readdirSync(join(corpus, "pairs", pair)).sort();
  report(
    "diff",
    pair,
    files.map((file) => join(corpus, "pairs", pair, file)),
    DIFF_LIMIT,
  );
}
rmSync(directory, { recursive: true });
process.exitCode = isOver ? 1 : 0;

function report(task: string, name: string, paths: readonly string[], limit: Limit | null): void {
  const runs = [1, 2, 3].map(() => spawnSync(process.execPath, [entry, task, ...paths], { encoding: "utf8", maxBuffer: 1024 * 1024 }));
  const failed = runs.find(({ status }) => status !== 0);
  if (failed) {
    isOver = true;
    process.stdout.write(`${task.padEnd(5)} ${name.padEnd(34)} FAILED  ${failed.stderr.trim().split("\n").at(-1)}\n`);
    return;
  }
  const [, median] = runs.map(({ stdout }) => JSON.parse(stdout) as { cpuMs: number; rssMb: number }).sort((a, b) => a.cpuMs - b.cpuMs);
  if (median === undefined) return;
  const { cpuMs, rssMb, ...rest } = median;
  const verdict = limit === null ? "" : cpuMs <= limit.cpuMs && rssMb <= limit.rssMb ? "within" : "OVER";
  if (verdict === "OVER") isOver = true;
  const limits = limit === null ? "" : `of ${limit.cpuMs} ms, ${limit.rssMb} MB: ratio ${(cpuMs / limit.cpuMs).toFixed(2)}, ${verdict}`;
  process.stdout.write(
    `${task.padEnd(5)} ${name.padEnd(34)} ${String(cpuMs).padStart(6)} ms CPU ${String(rssMb).padStart(5)} MB  ${limits}  ${JSON.stringify(rest)}\n`,
  );
}
