/** Why a child is gone, as an answer says it. */
export interface ExitReason {
  readonly reason: "timeout" | "memory" | "crash";
  readonly message: string;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
  /** The last of what V8 wrote before it died; for judging only, never shown. */
  readonly lastWords: string;
}

/** Judges how a child ended that nobody told to end. V8 aborts when its heap is full; the kernel kills without a word. */
export function exitReason({ code, signal, lastWords }: Exit, memoryMb: number): ExitReason {
  const aborted = signal === "SIGABRT" || signal === "SIGTRAP" || code === 134 || code === 133;
  if (signal === "SIGKILL" || (aborted && /out of memory|allocation failed|array buffer allocation/i.test(lastWords))) {
    return { reason: "memory", message: `The document needs more than the ${memoryMb} MB that one piece of work may use.` };
  }
  return { reason: "crash", message: `The engine process ended without an answer (${signal ?? `exit code ${code ?? "unknown"}`}).` };
}
