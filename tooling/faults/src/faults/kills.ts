import { setTimeout as delay } from "node:timers/promises";
import type { Fault, FaultContext } from "../fault.ts";
import type { Program } from "../program.ts";
import type { TcpProxy } from "../tcp-proxy.ts";

/** What is waited for when a moment does not come by itself. */
const MOMENT_MS = 5_000;

function strikeAtRandom(choose: (context: FaultContext) => readonly Program[]): Fault["strike"] {
  return async (context) => {
    const waitMs = context.random.between(0, 1_500);
    await delay(waitMs);
    const programs = choose(context);
    for (const program of programs) program.signal("SIGKILL");
    return `${programs.map((program) => program.name).join(" and ")} after ${waitMs} ms`;
  };
}

/** Kills in the turn in which a COMMIT is seen, before whoever waits for it hears of it. */
function strikeAtCommit(link: (context: FaultContext) => TcpProxy, choose: (context: FaultContext) => readonly Program[]): Fault["strike"] {
  return async (context) => {
    const proxy = link(context);
    const nth = context.random.between(1, 6);
    const programs = choose(context);
    for (let seen = 1; seen < nth; seen += 1) await waitForCommit(proxy);
    const happened = await new Promise<boolean>((resolve) => {
      const late = setTimeout(() => {
        proxy.forgetCut();
        resolve(false);
      }, MOMENT_MS);
      proxy.cutAtCommit(() => {
        for (const program of programs) program.signal("SIGKILL");
        clearTimeout(late);
        resolve(true);
      });
    });
    const victims = programs.map((program) => program.name).join(" and ") || "the connection";
    return happened ? `${victims} at commit ${nth}` : "there was no commit";
  };
}

async function waitForCommit(proxy: TcpProxy): Promise<void> {
  await new Promise<void>((resolve) => {
    const late = setTimeout(resolve, MOMENT_MS);
    proxy.onNextCommit(() => {
      clearTimeout(late);
      resolve();
    });
  });
}

const server = ({ installation }: FaultContext) => [installation.server];
const oneWorker = ({ installation, random }: FaultContext) => [random.pick(installation.workers)];
const allWorkers = ({ installation }: FaultContext) => installation.workers;
const nobody = () => [];
const serverLink = ({ installation }: FaultContext) => installation.links["server-postgres"];
const workerLink = ({ installation }: FaultContext) => installation.links["worker-postgres"];

export const kills: readonly Fault[] = [
  { kind: "kill server", weight: 10, strike: strikeAtRandom(server) },
  { kind: "kill worker", weight: 10, strike: strikeAtRandom(oneWorker) },
  { kind: "kill all workers", weight: 5, strike: strikeAtRandom(allWorkers) },
  { kind: "kill everything", weight: 3, strike: strikeAtRandom((context) => [...server(context), ...allWorkers(context)]) },
  { kind: "kill server at commit", weight: 10, strike: strikeAtCommit(serverLink, server) },
  { kind: "kill workers at commit", weight: 10, strike: strikeAtCommit(workerLink, allWorkers) },
  { kind: "cut server at commit", weight: 6, strike: strikeAtCommit(serverLink, nobody) },
  { kind: "cut worker at commit", weight: 6, strike: strikeAtCommit(workerLink, nobody) },
  {
    kind: "kill workers mid-webhook",
    weight: 4,
    strike: ({ installation }) =>
      new Promise((resolve) => {
        const late = setTimeout(() => {
          installation.sink.onNext = undefined;
          resolve("no webhook came");
        }, MOMENT_MS);
        installation.sink.onNext = () => {
          for (const worker of installation.workers) worker.signal("SIGKILL");
          clearTimeout(late);
          resolve("when the receiver had read the body");
        };
      }),
  },
  {
    kind: "kill an engine child",
    weight: 4,
    strike: async ({ installation, random }) => {
      const parent = random.pick([installation.server, ...installation.workers]);
      const children = parent.children();
      for (const pid of children) process.kill(pid, "SIGKILL");
      return `${children.length} of ${parent.name}`;
    },
  },
];
