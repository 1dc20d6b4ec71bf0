import { setTimeout as delay } from "node:timers/promises";
import { contractBytes, digestOf } from "../contracts.ts";
import type { Fault, FaultContext } from "../fault.ts";

const LIMIT_MS = 120_000;
const LOOK_MS = 20;

/** Kills the engines of whoever runs this version's checks, again and again, until they are settled. */
async function crashEngines({ installation, journal }: FaultContext, version: string): Promise<string> {
  const { api, sql, workers } = installation;
  const bytes = contractBytes(`poison ${version}`, false);
  const published = await api.callUntilAnswered("PUT", `/v1/services/poisoned/versions/${version}`, bytes, AbortSignal.timeout(LIMIT_MS));
  if (published?.status !== 201) return `it could not be published: ${published?.status ?? "no answer"}`;
  journal.acknowledged.push({ service: "poisoned", version, bytes, digest: digestOf(bytes), isBreaking: false });
  let crashes = 0;
  for (const began = performance.now(); performance.now() - began < LIMIT_MS; await delay(LOOK_MS)) {
    const checks = await sql<{ state: string; verdict: string | null; attempt: number }[]>`
      select checks.state, verdict, attempt from checks join versions on versions.organization_id = checks.organization_id and versions.id = checks.version_id
      where versions.name = ${version} and kind = 'lint'`;
    const [lint] = checks;
    if (lint?.state === "settled") return `${lint.verdict ?? "no verdict"} at attempt ${lint.attempt}, ${crashes} engines killed`;
    if (lint?.state !== "running") continue;
    for (const pid of workers.flatMap((worker) => worker.children())) {
      crashes += 1;
      process.kill(pid, "SIGKILL");
    }
  }
  journal.violate("I4", `a check whose engine crashes was not settled in ${LIMIT_MS} ms`);
  return "it was not settled";
}

export const poisonFaults: readonly Fault[] = [
  {
    kind: "a document crashes its engine",
    weight: 1,
    strike: (context) => crashEngines(context, `poison-${context.random.between(0, 1e9)}`),
  },
];
