import type { Fault } from "./fault.ts";
import { clockFaults } from "./faults/clocks.ts";
import { deliveryFaults } from "./faults/deliveries.ts";
import { kills } from "./faults/kills.ts";
import { networkFaults } from "./faults/network.ts";
import { pauses } from "./faults/pauses.ts";
import { poisonFaults } from "./faults/poison.ts";
import { publishFaults } from "./faults/publishes.ts";
import { storeFaults } from "./faults/stores.ts";
import type { Installation } from "./installation.ts";
import { Random } from "./random.ts";

/** Every fault that can strike while others publish. */
export const allFaults: readonly Fault[] = [
  ...kills,
  ...networkFaults,
  ...storeFaults,
  ...pauses,
  ...publishFaults,
  ...deliveryFaults,
  ...poisonFaults,
  ...clockFaults,
];

export interface PlannedFault {
  readonly fault: Fault;
  /** Of its own numbers. */
  readonly seed: number;
}

/** The same faults in the same order for an equal seed, of those that are possible here. `only` is a part of a kind's name. */
export function planFaults(
  installation: Installation,
  { seed, count, only }: { seed: number; count: number; only?: string | undefined },
): PlannedFault[] {
  const random = new Random(seed);
  const possible = allFaults.filter((fault) => fault.impossible?.(installation) === undefined && fault.kind.includes(only ?? ""));
  const total = possible.reduce((sum, fault) => sum + fault.weight, 0);
  return Array.from({ length: count }, () => {
    let left = random.next() * total;
    const fault = possible.find(({ weight }) => (left -= weight) < 0) ?? random.pick(possible);
    return { fault, seed: random.between(0, 2 ** 31) };
  });
}
