import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { reportRuns } from "./report.ts";
import { runFaults, type RunResult } from "./run-faults.ts";
import { diskFull } from "./scenarios/disk-full.ts";
import { manyQueued } from "./scenarios/many-queued.ts";
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
    scenarios: { type: "string", default: "none" },
    report: { type: "string" },
  },
});
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const backends: readonly Backend[] = values.backend === "redis" || values.backend === "postgres" ? [values.backend] : ["postgres", "redis"];
const say = (line: string) => process.stdout.write(`${line}\n`);
say(`seed ${seed}`);

const results: RunResult[] = [];
for (const backend of Number(values.faults) > 0 ? backends : []) {
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
const scenarios = [diskFull, ...backends.map(manyQueued)].filter(
  ({ name }) => values.scenarios === "all" || name.includes(values.scenarios),
);
const accounts: string[] = [];
let hasScenarioFailed = false;
for (const scenario of scenarios) {
  const why = scenario.impossible();
  const result = why === undefined ? await scenario.run({ checkout: values.checkout, patience: Number(values.patience) }) : undefined;
  const violations = result?.violations ?? [];
  hasScenarioFailed ||= violations.length > 0;
  const broken = violations.length === 0 ? "no violation" : violations.map(({ invariant, what }) => `${invariant}: ${what}`).join("; ");
  accounts.push(`- ${scenario.name}: ${result === undefined ? `NOT RUN, ${why ?? ""}` : `${broken}. ${result.account}`}`);
  say(accounts.at(-1) ?? "");
}
const text = [reportRuns(results), ...accounts, ""].join("\n");
say(`\n${text}`);
if (values.report !== undefined) writeFileSync(values.report, text);
process.exitCode = hasScenarioFailed || results.some(({ violations }) => violations.length > 0) ? 1 : 0;
