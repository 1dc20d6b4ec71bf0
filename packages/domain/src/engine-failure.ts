import { SuretyError } from "@surety/model/errors";
import type { EngineAnswer } from "./engines.ts";

export type EngineFailure = Extract<EngineAnswer<never>, { ok: false }>;

/** Whose fault a failure is: the moment's, the document's, or ours. */
const CODES = { overloaded: "overloaded", timeout: "document_too_complex", memory: "document_too_complex", crash: "internal" } as const;

/** The error for someone who waits for engine work that has failed. */
export function refuseEngineFailure(failure: EngineFailure): SuretyError {
  return new SuretyError(CODES[failure.reason], failure.message);
}
