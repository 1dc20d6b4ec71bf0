/** A PostgreSQL that can be made to crash. */
export interface DatabaseProcess {
  /** For its owner. */
  readonly url: string;
  readonly port: number;
  start(): Promise<void>;
  /** `pg_ctl stop -m immediate`: no checkpoint, the next start recovers from the log. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}
