import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { reportRuns } from "./report.ts";
import { runFaults, type RunResult } from "./run-faults.ts";
import type { Backend } from "./installation.ts";

const { values } = parseArgs({
  options: {
    faults: { type: "string", default: "100" },
    seed: { type: "string" },
    backend: { type: "string" },
    only: { type: "string" },
    minutes: { type: "string" },
    patience: { type: "string", default: "1" },
    checkout: { type: "string" },
    report: { type: "string" },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const backends: readonly Backend[] = values.backend === "redis" || values.backend === "postgres" ? [values.backend] : ["postgres", "redis"];
const say = (line: string) => process.stdout.write(`${line}\n`);
say(`seed ${seed}`);

const results: RunResult[] = [];
for (const backend of backends) {
  say(`\njobs in ${backend}`);
  results.push(
    await runFaults({
      seed,
      backend,
      faults: Math.ceil(Number(values.faults) / backends.length),
      only: values.only,
      checkout: values.checkout,
      patience: Number(values.patience),
      onProgress: say,
      ...(values.minutes === undefined ? {} : { limitMs: (Number(values.minutes) * 60_000) / backends.length }),
    }),
  );
}
const text = reportRuns(results);
say(`\n${text}`);
if (values.report !== undefined) writeFileSync(values.report, text);
process.exitCode = results.some(({ violations }) => violations.length > 0) ? 1 : 0;
