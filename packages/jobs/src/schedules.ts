import type { Repositories } from "@surety/domain/repositories";
import type { ScheduleName } from "@surety/domain/schedules/schedule-repository";
import { createLoop, type Loop } from "./loop.ts";

/** What is done again and again, and how often. */
export interface Scheduled {
  readonly name: ScheduleName;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
}

export interface SchedulesOptions {
  readonly repositories: Pick<Repositories, "schedules">;
  readonly scheduled: readonly Scheduled[];
  readonly onError: (error: unknown, name: ScheduleName | null) => void;
}

const LOOK_MS = 30_000;
/** Who has begun and not ended after so long has died; another process begins again. */
const LEASE_MS = 10 * 60_000;
const RETRY_MS = 60_000;

/**
 * Does what is due by the schedules in the database. Any number of processes may look: one of them claims a run, and its next
 * time stands in the row, by the database's clock.
 */
export function startSchedules(options: SchedulesOptions): Loop {
  return createLoop({ everyMs: LOOK_MS, onError: (error) => options.onError(error, null), run: () => runDue(options) });
}

/** Runs all that is due now, one after another. */
export async function runDue({ repositories: { schedules }, scheduled, onError }: SchedulesOptions): Promise<void> {
  for (const { name, everyMs, run } of scheduled) {
    if (!(await schedules.claim(name, LEASE_MS))) continue;
    try {
      await run();
    } catch (error) {
      onError(error, name);
      // The text of an unexpected error can hold anything: the log has it.
      await schedules.finish(name, {
        nextInMs: RETRY_MS,
        error: "It failed; the log of the worker says by what. It is tried again in a minute.",
      });
      continue;
    }
    await schedules.finish(name, { nextInMs: everyMs, error: null });
  }
}
