/** What is done again and again, whatever anybody asks for. */
export type ScheduleName = "prune";

export interface ScheduleRepository {
  /**
   * Of all organizations: takes it up when its time has come by the database's clock; false when it has not, or another
   * process has it. Whoever dies with it leaves it to the next after `leaseMs`.
   */
  claim(name: ScheduleName, leaseMs: number): Promise<boolean>;
  /** Says that it has been done, or what it failed by, and when it comes again. */
  finish(name: ScheduleName, result: { readonly nextInMs: number; readonly error: string | null }): Promise<void>;
}
