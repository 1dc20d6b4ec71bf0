import { SuretyError } from "@surety/model/errors";
import type { EngineAnswer } from "./engines.ts";

export type EngineFailure = Extract<EngineAnswer<never>, { ok: false }>;

/** The error for someone who waits for engine work that has failed. */
export function refuseEngineFailure(failure: EngineFailure): SuretyError {
  return failure.reason === "overloaded"
    ? new SuretyError("overloaded", failure.message)
    : new SuretyError("document_too_complex", failure.message);
}
