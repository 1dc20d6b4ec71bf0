import type { EngineFailure } from "@surety/domain/engine-failure";
import type { EngineAnswer } from "@surety/domain/engines";

/** Engine work that gave no result. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly reason: EngineFailure["reason"];

  constructor(failure: EngineFailure) {
    super(failure.message);
    this.reason = failure.reason;
  }

  /** The same document under the same limits fails in the same way: another attempt would be wasted. */
  get isFinal(): boolean {
    return this.reason === "timeout" || this.reason === "memory";
  }
}

/** The result. @throws EngineError */
export function resultOf<Result>(answer: EngineAnswer<Result>): Result {
  if (!answer.ok) throw new EngineError(answer);
  return answer.result;
}
