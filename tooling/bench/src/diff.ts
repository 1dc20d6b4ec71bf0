import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { installOasdiff, OASDIFF } from "./install-oasdiff.ts";
import { type Measured, measureProcess } from "./measure-process.ts";
import { mutateDocument } from "./mutate-document.ts";
import { syntheticContract } from "./synthetic-contract.ts";

/** `surety diff` beside `oasdiff changelog` on the same documents in one run; see README.md. Exit code 1 when a limit is missed. */
interface Pair {
  readonly name: string;
  readonly base: string;
  readonly revision: string;
  readonly limit: { readonly cpuSeconds: number; readonly peakMb: number };
}

const EACH = { cpuSeconds: 5, peakMb: 1024 };
const GITHUB = { cpuSeconds: 1.5, peakMb: 400 };
const BOUNDS = { seconds: 60, megabytes: 3000 };
const LARGE_BYTES = 1_000_000;
const MOST_GROWTH = 2.2;
const EDITS = 30;
const RUNS = 3;
const SMALLEST_SYNTHETIC = 500;
/** What takes oasdiff so long is measured once. */
const LONG_SECONDS = 10;

const shared = process.argv[2] ?? fileURLToPath(new URL("../../../../shared/corpus", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "surety-bench-"));
/** The command line keeps its compiled code for the next run, here, and would not in CI: the least of several runs has it. */
const WARM = { ...process.env, XDG_CACHE_HOME: join(folder, "cache"), SURETY_CODE_CACHE: "1", CI: "" };
try {
  process.exitCode = (await main()) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

async function main(): Promise<boolean> {
  const cli = buildCli();
  const oasdiff = installOasdiff();
  const compared = "program" in oasdiff;
  process.stdout.write(
    compared
      ? `surety diff beside oasdiff ${OASDIFF.version} changelog (all levels, as ours): CPU seconds and peak MB of whole processes, least of ${RUNS}.\n`
      : `oasdiff is skipped: ${oasdiff.missing}.\n`,
  );
  if (!existsSync(shared)) process.stdout.write(`No corpus at ${shared}: only synthetic contracts are measured.\n`);
  process.stdout.write(`${row("", "size MB", "surety s", "MB", "changes", "oasdiff s", "MB", "changes", "ratio", "limit", "")}\n`);
  let allWithin = true;
  const costs: number[] = [];
  for (const pair of [...corpusPairs(), ...mutatedPairs(), ...syntheticPairs()]) {
    const ours: Measured[] = [];
    const theirs: Measured[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const runOurs = async (): Promise<unknown> =>
        ours.push(await measureProcess(process.execPath, [cli, "diff", pair.base, pair.revision, "--fail-on", "none"], BOUNDS, WARM));
      const runTheirs = async (): Promise<unknown> =>
        compared && theirs.every((run) => isDone(run) && run.cpuSeconds < LONG_SECONDS)
          ? theirs.push(await measureProcess(oasdiff.program, ["changelog", pair.base, pair.revision], BOUNDS))
          : undefined;
      for (const next of run % 2 === 0 ? [runOurs, runTheirs] : [runTheirs, runOurs]) await next();
    }
    const isWithin = report(pair, ours, theirs);
    allWithin &&= isWithin;
    if (pair.name.startsWith("synthetic")) costs.push(least(ours, "cpuSeconds"));
  }
  for (const [index, cost] of costs.entries()) {
    const before = costs[index - 1];
    if (before === undefined) continue;
    const growth = cost / before;
    process.stdout.write(
      `twice the operations cost ${growth.toFixed(2)} times as much (limit ${MOST_GROWTH}): ${growth <= MOST_GROWTH ? "within" : "OVER"}\n`,
    );
    allWithin &&= growth <= MOST_GROWTH;
  }
  return allWithin;
}

function report({ name, base, revision, limit }: Pair, ours: readonly Measured[], theirs: readonly Measured[]): boolean {
  const bytes = Math.max(statSync(base).size, statSync(revision).size);
  const [cpu, peak] = [least(ours, "cpuSeconds"), least(ours, "peakMb")];
  const [first, other] = [ours[0], theirs[0]];
  const works = isDone(first);
  const ratio = isDone(other) ? cpu / least(theirs, "cpuSeconds") : undefined;
  const missed = [
    ...(works ? [] : [`FAILED: ${reasonOf(first)}`]),
    ...(cpu > limit.cpuSeconds ? ["OVER in CPU"] : []),
    ...(peak > limit.peakMb ? ["OVER in memory"] : []),
    ...(ratio !== undefined && ratio > 1 && bytes > LARGE_BYTES ? ["SLOWER than oasdiff"] : []),
  ];
  const comparison: readonly [string, string, string] =
    other === undefined
      ? ["skipped", "", ""]
      : isDone(other)
        ? [least(theirs, "cpuSeconds").toFixed(2), String(least(theirs, "peakMb")), countOf(other, /^(\d+) changes/m)]
        : [other.end === "over" ? "no end" : "refused", String(other.peakMb), ""];
  const note = other === undefined || isDone(other) ? "" : `; oasdiff: ${reasonOf(other)}`;
  process.stdout.write(
    `${row(
      name,
      (bytes / 1e6).toFixed(1),
      cpu.toFixed(2),
      String(peak),
      countOf(first, /^. (\d+ breaking)?(?:, )?(\d+ risky)?(?:, )?(\d+ safe)?$/m),
      ...comparison,
      ratio?.toFixed(2) ?? "",
      `${limit.cpuSeconds} s, ${limit.peakMb} MB`,
      `${missed.length === 0 ? "within" : missed.join(", ")}${note}`,
    )}\n`,
  );
  return missed.length === 0;
}

function isDone(measured: Measured | undefined): boolean {
  return measured?.end === "done" && measured.code === 0;
}

function reasonOf(measured: Measured | undefined): string {
  if (measured?.end === "over") return `stopped after ${BOUNDS.seconds} s or above ${BOUNDS.megabytes} MB`;
  return (measured?.stderr.trim().split("\n").at(-1) ?? "").slice(0, 100);
}

/** The sum of the numbers in the line of counts. */
function countOf(measured: Measured | undefined, line: RegExp): string {
  const [, ...counts] = line.exec(measured?.stdout ?? "") ?? [];
  return String(counts.reduce((sum, count) => sum + Number.parseInt(count ?? "0", 10), 0));
}

function least(runs: readonly Measured[], what: "cpuSeconds" | "peakMb"): number {
  return Math.min(...runs.map((run) => run[what]));
}

function row(name: string, ...cells: readonly string[]): string {
  const widths = [8, 9, 5, 8, 10, 5, 8, 6, 14];
  return `${name.padEnd(26)}${cells.map((cell, index) => (index < widths.length ? cell.padStart(widths[index] ?? 0) : `  ${cell}`)).join("")}`;
}

/** The command line as it is shipped. */
function buildCli(): string {
  const app = fileURLToPath(new URL("../../../apps/cli", import.meta.url));
  const built = spawnSync(process.execPath, ["build.mjs", join(folder, "cli")], { cwd: app, encoding: "utf8" });
  if (built.status !== 0) throw new Error(built.stderr);
  return join(folder, "cli", "surety.js");
}

function corpusPairs(): readonly Pair[] {
  if (!existsSync(join(shared, "pairs"))) return [];
  return readdirSync(join(shared, "pairs"))
    .sort()
    .map((name) => {
      const [base, revision] = readdirSync(join(shared, "pairs", name))
        .sort()
        .map((file) => unpacked(join(shared, "pairs", name, file), `${name}-${file.replace(/\.gz$/, "")}`));
      if (base === undefined || revision === undefined) throw new Error(`The pair ${name} is incomplete.`);
      return { name, base, revision, limit: EACH };
    });
}

function mutatedPairs(): readonly Pair[] {
  return ["github", "stripe", "openai", "twilio"].flatMap((name) => {
    const source = join(shared, "documents", `${name}.json.gz`);
    if (!existsSync(source)) return [];
    const base = unpacked(source, `${name}.json`);
    const revision = join(folder, `${name}-mutated.json`);
    writeFileSync(revision, mutateDocument(readFileSync(base, "utf8"), 1, EDITS));
    return [{ name: `${name}, ${EDITS} edits`, base, revision, limit: name === "github" ? GITHUB : EACH }];
  });
}

function syntheticPairs(): readonly Pair[] {
  return [1, 2, 4].map((times) => {
    const operations = times * SMALLEST_SYNTHETIC;
    const [base, revision] = [false, true].map((isRevision) => {
      const path = join(folder, `synthetic-${operations}-${isRevision ? "revision" : "base"}.json`);
      writeFileSync(path, syntheticContract(operations, isRevision));
      return path;
    });
    return { name: `synthetic, ${operations}`, base: base ?? "", revision: revision ?? "", limit: EACH };
  });
}

function unpacked(source: string, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, gunzipSync(readFileSync(source)));
  return path;
}
