import type { DiffOptions } from "./diff-options.ts";

const DAY_MS = 86_400_000;

/** What day it is, and what was asked of it: from that follows until when the answers hold. */
export class Calendar {
  readonly #today: string | undefined;
  readonly #notice: NonNullable<DiffOptions["deprecationDays"]>;
  #changesOn: string | null = null;

  constructor({ today, deprecationDays }: DiffOptions) {
    this.#today = today;
    this.#notice = deprecationDays ?? {};
  }

  /** The first day on which an answer would be another one; null when none would. */
  get changesOn(): string | null {
    return this.#changesOn;
  }

  /** Whether the day has come. When no day was given, none has. */
  hasCome(day: string): boolean {
    if (this.#today === undefined) return false;
    if (day <= this.#today) return true;
    if (this.#changesOn === null || day < this.#changesOn) this.#changesOn = day;
    return false;
  }

  /** Days between a deprecation and its sunset that are promised at a stability level. */
  noticeDays(level: "beta" | "stable"): number {
    return this.#notice[level] ?? 0;
  }

  /** Whether fewer days than that are left until a sunset. */
  isSoonerThan(sunset: string, days: number): boolean {
    const first = new Date(Date.parse(sunset) + (1 - days) * DAY_MS);
    return !Number.isNaN(first.getTime()) && this.hasCome(first.toISOString().slice(0, 10));
  }
}
