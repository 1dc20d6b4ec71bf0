import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { type LintPeer, lintPeers } from "./lint-peers.ts";
import { type Measured, measureProcess } from "./measure-process.ts";
import { syntheticContract } from "./synthetic-contract.ts";

/** `surety lint` beside Spectral, Redocly and vacuum on the same documents in one run; see README.md. Exit code 1 when a limit is missed. */
interface Subject {
  readonly name: string;
  readonly path: string;
  /** CPU seconds for `surety:recommended`, reading and start included. */
  readonly limit?: number;
  /** A peer takes minutes: left out by `--quick`. */
  readonly isLong?: boolean;
}

const DOCUMENTS: Readonly<Record<string, { readonly limit: number; readonly isLong?: true }>> = {
  "petstore.json": { limit: 0.25 },
  "twilio.json": { limit: 0.4 },
  "kubernetes.json": { limit: 0.6 },
  "stripe.json": { limit: 0.8 },
  "stripe.yaml": { limit: 1.4 },
  "openai.json": { limit: 0.9, isLong: true },
  "github.json": { limit: 2.5, isLong: true },
};
const MOST_MB = 450;
const RULESETS = ["surety:recommended", "spectral:oas"] as const;
const BOUNDS = { seconds: 60, megabytes: 2000 };
const PEER_BOUNDS = { seconds: 300, megabytes: 4500 };
const MOST_GROWTH = 2.2;
const SMALLEST_SYNTHETIC = 500;
const RUNS = 3;

const options = process.argv.slice(2).filter((each) => each !== "--");
const flags = new Set(options.filter((each) => each.startsWith("--")));
const shared = options.find((each) => !each.startsWith("--")) ?? fileURLToPath(new URL("../../../../shared/corpus", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "surety-bench-"));
/** The command line keeps its compiled code for the next run, here, and would not in CI. */
const WARM = { ...process.env, XDG_CACHE_HOME: join(folder, "cache"), SURETY_CODE_CACHE: "1", CI: "" };
const COLD = { ...process.env, SURETY_CODE_CACHE: "0" };
/** It is linted without that too: a first run, and every run in CI. */
const COLD_START = "petstore.json";
try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function main(): Promise<boolean> {
  const cli = buildCli();
  const peers = flags.has("--no-peers") ? [] : lintPeers(folder);
  process.stdout.write(`CPU seconds and peak MB of whole processes; ours the least of ${RUNS} runs, the peers once.\n`);
  process.stdout.write("Ours after a run that kept its compiled code; `cold start`: without that, as in a first run and in CI.\n");
  for (const { name, missing } of peers) if (missing !== undefined) process.stdout.write(`${name} is skipped: ${missing}.\n`);
  if (!existsSync(shared)) process.stdout.write(`No corpus at ${shared}: only synthetic contracts are measured.\n`);
  process.stdout.write(`${row("document", "linter", "CPU s", "MB", "findings", "ratio", "limit", "")}\n`);
  await warmUp(cli);
  let allWithin = true;
  const present = peers.filter(({ program }) => program !== undefined);
  for (const subject of corpusSubjects()) allWithin = (await compare(cli, subject, present)) && allWithin;
  return (await grows(cli)) && allWithin;
}

/** Both of our rulesets, then the peers; a ratio is theirs to ours with `spectral:oas`, whose work is the nearest to theirs. */
async function compare(cli: string, { name, path, limit }: Subject, peers: readonly LintPeer[]): Promise<boolean> {
  let isWithin = true;
  let comparable = Number.NaN;
  for (const ruleset of RULESETS) {
    const runs = await ours(cli, path, ruleset);
    comparable = least(runs, "cpuSeconds");
    isWithin = judge(name, ruleset, runs, ruleset === "surety:recommended" ? limit : undefined) && isWithin;
  }
  if (name === COLD_START) isWithin = judge(name, "cold start", await ours(cli, path, "surety:recommended", COLD), limit) && isWithin;
  for (const peer of peers) {
    const measured = await measureProcess(peer.program ?? "", peer.arguments(path), PEER_BOUNDS);
    const { end, cpuSeconds, peakMb, stdout } = measured;
    const note = end === "over" ? `stopped after ${PEER_BOUNDS.seconds} s or above ${PEER_BOUNDS.megabytes} MB` : "";
    const ratio = `${(cpuSeconds / comparable).toFixed(1)} × ours`;
    process.stdout.write(
      `${row(name, peer.name, cpuSeconds.toFixed(2), String(peakMb), end === "over" ? "" : peer.count(stdout), ratio, "", note)}\n`,
    );
  }
  return isWithin;
}

/** Prints the row of our runs, and says whether they are within their limits. */
function judge(document: string, linter: string, runs: readonly Measured[], limit: number | undefined): boolean {
  const [cpu, peak] = [least(runs, "cpuSeconds"), least(runs, "peakMb")];
  const missed = [
    ...(runs.every(isDone) ? [] : [`FAILED: ${reasonOf(runs.find((run) => !isDone(run)))}`]),
    ...(limit !== undefined && cpu > limit ? ["OVER in CPU"] : []),
    ...(peak > MOST_MB ? ["OVER in memory"] : []),
  ];
  const limits = limit === undefined ? `${MOST_MB} MB` : `${limit} s, ${MOST_MB} MB`;
  const verdict = missed.length === 0 ? "within" : missed.join(", ");
  const ratio = limit === undefined ? "" : `${(cpu / limit).toFixed(2)} of limit`;
  process.stdout.write(`${row(document, linter, cpu.toFixed(2), String(peak), findingsOf(runs[0]), ratio, limits, verdict)}\n`);
  return missed.length === 0;
}

async function ours(cli: string, path: string, ruleset: string, env: NodeJS.ProcessEnv = WARM): Promise<readonly Measured[]> {
  const runs: Measured[] = [];
  for (let run = 0; run < RUNS; run += 1)
    runs.push(await measureProcess(process.execPath, [cli, "lint", path, "--ruleset", ruleset], BOUNDS, env));
  return runs;
}

/** The run that keeps its compiled code for those that are measured. */
async function warmUp(cli: string): Promise<void> {
  const path = join(folder, "synthetic-warm-up.json");
  writeFileSync(path, syntheticContract(SMALLEST_SYNTHETIC, false));
  await measureProcess(process.execPath, [cli, "lint", path], BOUNDS, WARM);
}

/** Twice the operations, twice the cost: what a start costs is in both, so the measure is of three sizes. */
async function grows(cli: string): Promise<boolean> {
  const costs: number[] = [];
  for (const times of [1, 2, 4]) {
    const path = join(folder, `synthetic-${times}.json`);
    writeFileSync(path, syntheticContract(times * SMALLEST_SYNTHETIC, false));
    const runs = await ours(cli, path, "surety:recommended");
    const cpu = least(runs, "cpuSeconds");
    costs.push(runs.every(isDone) ? cpu : Number.POSITIVE_INFINITY);
    process.stdout.write(
      `${row(`synthetic, ${times * SMALLEST_SYNTHETIC}`, "surety:recommended", cpu.toFixed(2), String(least(runs, "peakMb")), findingsOf(runs[0]), "", "", "")}\n`,
    );
  }
  let allWithin = true;
  for (const [index, cost] of costs.entries()) {
    const before = costs[index - 1];
    if (before === undefined) continue;
    const growth = cost / before;
    const verdict = growth <= MOST_GROWTH ? "within" : "OVER";
    process.stdout.write(`twice the operations cost ${growth.toFixed(2)} times as much (limit ${MOST_GROWTH}): ${verdict}\n`);
    allWithin &&= growth <= MOST_GROWTH;
  }
  return allWithin;
}

/** Findings make the exit code 1; what is higher is a failure. */
function isDone({ end, code }: Measured): boolean {
  return end === "done" && code !== null && code <= 1;
}

function reasonOf(measured: Measured | undefined): string {
  if (measured?.end === "over") return `stopped after ${BOUNDS.seconds} s or above ${BOUNDS.megabytes} MB`;
  return (measured?.stderr.trim().split("\n").at(-1) ?? "").slice(0, 100);
}

/** The sum of the line of counts: `✗ 1 error, 3 warnings`, `✓ no errors: 5 remarks`. */
function findingsOf(measured: Measured | undefined): string {
  const line = measured?.stdout.split("\n").findLast((each) => /^\S (?:no errors|\d+ errors?)\b/.test(each)) ?? "";
  return String([...line.matchAll(/\d+(?= (?:error|warning|remark|hint))/g)].reduce((sum, [count]) => sum + Number(count), 0));
}

function least(runs: readonly Measured[], what: "cpuSeconds" | "peakMb"): number {
  return Math.min(...runs.map((run) => run[what]));
}

function row(document: string, linter: string, ...cells: readonly string[]): string {
  const widths = [8, 6, 9, 15, 15];
  const shown = cells.map((cell, index) => (index < widths.length ? cell.padStart(widths[index] ?? 0) : `  ${cell}`)).join("");
  return `${document.padEnd(17)}${linter.padEnd(19)}${shown}`.trimEnd();
}

/** The command line as it is shipped. */
function buildCli(): string {
  const app = fileURLToPath(new URL("../../../apps/cli", import.meta.url));
  const built = spawnSync(process.execPath, ["build.mjs", join(folder, "cli")], { cwd: app, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  return join(folder, "cli", "surety.js");
}

function corpusSubjects(): readonly Subject[] {
  return Object.entries(DOCUMENTS).flatMap(([name, subject]) => {
    const source = join(shared, "documents", `${name}.gz`);
    if (!existsSync(source) || (subject.isLong === true && flags.has("--quick"))) return [];
    const path = join(folder, name);
    writeFileSync(path, gunzipSync(readFileSync(source)));
    return [{ name, path, ...subject }];
  });
}
