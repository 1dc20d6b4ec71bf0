import type { InstanceKind, InstanceState } from "@surety/model/operations";

/** What a process says of itself. */
export interface InstanceSign {
  readonly id: string;
  readonly kind: InstanceKind;
  readonly host: string;
  readonly processId: number;
  /** `0.1.0+3f9c2e10` */
  readonly version: string;
  readonly state: InstanceState;
  /** Of a worker: checks at the same time. */
  readonly concurrency: number | null;
}

export interface InstanceRepository {
  /** Says that it lives. The database's clock says when. */
  tick(instance: InstanceSign): Promise<void>;
  /** It has stopped. */
  leave(id: string): Promise<void>;
  /** For how long the database has been up. */
  databaseUptimeMs(): Promise<number>;
  /** Forgets those that have not been heard of for so long. How many there were. */
  prune(hours: number): Promise<number>;
}
