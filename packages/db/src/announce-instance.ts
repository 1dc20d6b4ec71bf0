import type { InstanceRepository, InstanceSign } from "@surety/domain/instances/instance-repository";

export interface AnnouncedInstance {
  /** Says that it takes nothing new. */
  drain(): Promise<void>;
  /** Says that it has stopped, and says nothing more. */
  leave(): Promise<void>;
}

export interface AnnounceOptions {
  readonly instances: InstanceRepository;
  readonly instance: Omit<InstanceSign, "state">;
  readonly onError: (error: unknown) => void;
}

const EVERY_MS = 5_000;

/** Says every five seconds that a process lives. While the database is away nobody hears it; that is no failure of the process. */
export function announceInstance({ instances, instance, onError }: AnnounceOptions): AnnouncedInstance {
  let state: InstanceSign["state"] = "ready";
  let ticking: Promise<void> = Promise.resolve();
  const tick = (): Promise<void> => {
    ticking = ticking.then(() => instances.tick({ ...instance, state })).catch(onError);
    return ticking;
  };
  const timer = setInterval(() => void tick(), EVERY_MS);
  timer.unref();
  void tick();
  return {
    drain() {
      state = "draining";
      return tick();
    },
    async leave() {
      clearInterval(timer);
      await ticking;
      await instances.leave(instance.id).catch(onError);
    },
  };
}
