export type EmbeddedPostgresProblem = "unsupported_platform" | "disk_full" | "not_permitted" | "failed";

/** Why the embedded PostgreSQL could not be started; the message says what to do about it. */
export class EmbeddedPostgresError extends Error {
  readonly problem: EmbeddedPostgresProblem;

  constructor(problem: EmbeddedPostgresProblem, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EmbeddedPostgresError";
    this.problem = problem;
  }
}
