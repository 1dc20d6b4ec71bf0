import type { Pointer } from "@surety/model/pointer";

export interface Remark {
  readonly code: string;
  readonly pointer: Pointer;
  readonly message: string;
  readonly hint?: string;
}

const MAX_REMARKS = 1000;

/** Collects what is wrong with a document without making it unusable; the same remark once. */
export class ProblemLog {
  readonly #remarks = new Map<string, Remark>();

  add(code: string, pointer: Pointer, message: string, hint?: string): void {
    if (this.#remarks.size >= MAX_REMARKS) return;
    const key = `${code} ${pointer}`;
    if (!this.#remarks.has(key)) this.#remarks.set(key, { code, pointer, message, ...(hint === undefined ? {} : { hint }) });
  }

  /** Whether there was more to say than is kept. */
  get isFull(): boolean {
    return this.#remarks.size >= MAX_REMARKS;
  }

  get remarks(): readonly Remark[] {
    return [...this.#remarks.values()];
  }
}
