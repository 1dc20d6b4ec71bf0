import type { Installation } from "./installation.ts";
import type { Journal } from "./journal.ts";
import type { Load } from "./load.ts";
import type { Random } from "./random.ts";

export interface FaultContext {
  readonly installation: Installation;
  readonly journal: Journal;
  readonly load: Load;
  /** Of this fault alone, so that a fault is the same whatever came before it. */
  readonly random: Random;
}

/** One way in which things go wrong. */
export interface Fault {
  readonly kind: string;
  /** How often it is chosen, compared with others. */
  readonly weight: number;
  /** Why it cannot happen on this installation; undefined when it can. */
  readonly impossible?: (installation: Installation) => string | undefined;
  /** Makes it happen and resolves when it is over; what it broke may still be broken. A short account, for the report. */
  readonly strike: (context: FaultContext) => Promise<string>;
}
