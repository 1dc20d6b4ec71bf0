import { setTimeout as delay } from "node:timers/promises";
import { type Backend, install, type Installation } from "./installation.ts";
import { checkInvariants } from "./invariants.ts";
import { Journal, type Violation } from "./journal.ts";
import { furnish, Load } from "./load.ts";
import { planFaults } from "./plan.ts";
import { Random } from "./random.ts";

export interface RunOptions {
  readonly seed: number;
  readonly faults: number;
  readonly backend: Backend;
  /** A checkout that is built; this one by default. */
  readonly checkout?: string | undefined;
  /** Part of the names of kinds: only those. */
  readonly only?: string | undefined;
  /** Between requests of one pipeline. */
  readonly pauseMs?: number;
  /** The times of I4, I6 and I7 are judged times this: more than 1 on a machine that others use, too. */
  readonly patience: number;
  /** After so many faults everything is compared with the journal. */
  readonly checkEvery?: number;
  /** No fault begins after so long. */
  readonly limitMs?: number;
  readonly onProgress?: (line: string) => void;
}

export interface Struck {
  readonly kind: string;
  readonly account: string;
  /** From the end of the fault until a new publish was acknowledged and both of its checks had settled. Undefined: it never was. */
  readonly recoveryMs: number | undefined;
}

export interface RunResult {
  readonly options: RunOptions;
  readonly struck: readonly Struck[];
  readonly violations: readonly Violation[];
  readonly acknowledged: number;
  readonly verdicts: number;
  readonly errored: number;
  /** How long what was open took to settle, at each comparison. */
  readonly settleMs: readonly number[];
  readonly requests: number;
  readonly answeredLate: number;
  readonly seconds: number;
}

const RECOVERY_LIMIT_MS = 30_000;
const GIVE_UP_MS = 90_000;
const I6_MS = 1_000;

/** Lets faults strike one after the other under load, and judges I1 to I7. */
export async function runFaults(options: RunOptions): Promise<RunResult> {
  const { seed, backend, onProgress = () => {}, checkEvery = 20 } = options;
  const began = performance.now();
  const installation = await install({ backend, checkout: options.checkout });
  const journal = new Journal();
  const struck: Struck[] = [];
  const settleMs: number[] = [];
  try {
    await furnish(installation);
    // The first requests start the engines; they are no part of what is judged.
    installation.api.calls.length = 0;
    const newLoad = (part: number) => new Load(installation, journal, { random: new Random(seed + part), pauseMs: options.pauseMs ?? 150 });
    const load = newLoad(0);
    const strikesUntil = performance.now() + (options.limitMs ?? Infinity);
    load.start();
    for (const [index, { fault, seed: own }] of planFaults(installation, { ...options, count: options.faults }).entries()) {
      if (performance.now() > strikesUntil) break;
      const violationsBefore = journal.violations.length;
      const account = await fault.strike({ installation, journal, load, random: new Random(own) });
      const recoveryMs = await awaitRecovery(installation, load, GIVE_UP_MS * options.patience);
      if (recoveryMs === undefined || recoveryMs > RECOVERY_LIMIT_MS * options.patience)
        journal.violate(
          "I7",
          `after ${fault.kind} (${account}) it took ${recoveryMs === undefined ? `more than ${GIVE_UP_MS * options.patience}` : Math.round(recoveryMs)} ms to publish and settle`,
        );
      struck.push({ kind: fault.kind, account, recoveryMs });
      onProgress(
        `${index + 1} ${fault.kind}: ${account}; recovered in ${recoveryMs === undefined ? "never" : `${Math.round(recoveryMs)} ms`}`,
      );
      if ((index + 1) % checkEvery === 0) {
        await load.stop();
        settleMs.push(await checkInvariants(installation, journal, options.patience));
        onProgress(`  all compared; what was open settled in ${Math.round(settleMs.at(-1) ?? 0)} ms`);
        load.start();
      }
      for (const violation of journal.violations.slice(violationsBefore))
        onProgress(`  VIOLATION ${violation.invariant} ${violation.what}`);
      if (recoveryMs === undefined) {
        for (const program of [installation.server, ...installation.workers]) onProgress(program.log.slice(-15).join("\n"));
        break;
      }
    }
    await load.stop();
    const before = journal.violations.length;
    settleMs.push(await checkInvariants(installation, journal, options.patience));
    for (const violation of journal.violations.slice(before)) onProgress(`  VIOLATION ${violation.invariant} ${violation.what}`);
    for (const { name, crashes } of [installation.server, ...installation.workers])
      for (const lastWords of crashes) journal.violate("crash", `${name}: ${lastWords}`);
    const late = judgeLatency(installation, journal, options.patience);
    return {
      options,
      struck,
      violations: journal.violations,
      acknowledged: journal.acknowledged.length,
      verdicts: journal.verdicts.size,
      errored: [...journal.verdicts.values()].filter((verdict) => verdict.startsWith("errored")).length,
      settleMs,
      requests: installation.api.calls.length,
      answeredLate: late,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await installation.stop();
  }
}

/** I7: nobody helps. */
async function awaitRecovery({ sql }: Installation, load: Load, giveUpMs: number): Promise<number | undefined> {
  const began = performance.now();
  const signal = AbortSignal.timeout(giveUpMs);
  const published = await load.publish(signal);
  if (published === undefined) return undefined;
  const { service, version } = published;
  for (; !signal.aborted; await delay(50)) {
    const open = await sql`
      select 1 from checks join versions on versions.organization_id = checks.organization_id and versions.id = checks.version_id
      join services on services.organization_id = versions.organization_id and services.id = versions.service_id
      where services.name = ${service} and versions.name = ${version} and checks.state <> 'settled'`.catch(() => [1]);
    if (open.length === 0) return performance.now() - began;
  }
  return undefined;
}

/** I6: whoever is answered is answered within a second, or with 503. */
function judgeLatency({ api }: Installation, journal: Journal, factor: number): number {
  const late = api.calls.filter(({ status, ms }) => ms > I6_MS * factor && status !== 503);
  const slowest = late.toSorted((left, right) => right.ms - left.ms).slice(0, 5);
  for (const { method, path, status, ms } of slowest)
    journal.violate("I6", `${method} ${path} was answered with ${status ?? "nothing"} after ${Math.round(ms)} ms`);
  return late.length;
}
