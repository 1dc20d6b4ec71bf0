import { setTimeout as delay } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import type { Installation, LinkName, RedisLinkName } from "../installation.ts";
import type { LinkMode } from "../tcp-proxy.ts";

const LINKS: readonly (LinkName | RedisLinkName)[] = ["server-postgres", "worker-postgres", "server-redis", "worker-redis", "worker-sink"];
const MODES: readonly { readonly mode: LinkMode; readonly weight: number }[] = [
  { mode: { type: "refuse" }, weight: 3 },
  { mode: { type: "stall" }, weight: 3 },
  { mode: { type: "half-open" }, weight: 3 },
  { mode: { type: "delay", ms: 2_000 }, weight: 2 },
];

function linkFault(link: LinkName | RedisLinkName, mode: LinkMode, weight: number): Fault {
  const isMissing = (installation: Installation) => installation.links[link] === undefined;
  return {
    kind: `${link} ${mode.type}`,
    weight,
    impossible: (installation) => (isMissing(installation) ? "jobs are kept in PostgreSQL" : undefined),
    async strike({ installation, random }) {
      const ms = random.between(500, 6_000);
      const proxy = installation.links[link];
      proxy?.set(mode);
      await delay(ms);
      proxy?.set({ type: "pass" });
      return `for ${ms} ms`;
    },
  };
}

export const networkFaults: readonly Fault[] = [
  ...LINKS.flatMap((link) => MODES.map(({ mode, weight }) => linkFault(link, mode, weight))),
  {
    kind: "reset all connections",
    weight: 4,
    async strike({ installation, random }) {
      const ms = random.between(0, 1_000);
      await delay(ms);
      for (const proxy of Object.values(installation.links)) proxy?.reset();
      return `after ${ms} ms`;
    },
  },
];
