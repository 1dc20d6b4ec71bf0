/** A publish that was answered with 200 or 201: from then on it may not be lost. */
export interface Acknowledged {
  readonly service: string;
  readonly version: string;
  readonly bytes: Uint8Array;
  readonly digest: string;
  /** Whether it lacks what is deployed: no answer about it may be yes. */
  readonly isBreaking: boolean;
}

/** "May it be deployed?" was answered with yes, while the clock of the database said so. */
export interface SaidYes {
  readonly service: string;
  readonly version: string;
}

export interface Violation {
  /** I1 to I7 of the README; `crash`: a process ended that nobody had killed. */
  readonly invariant: "I1" | "I2" | "I3" | "I4" | "I5" | "I6" | "I7" | "crash";
  readonly what: string;
}

/** What the harness knows by itself, without asking Surety: every promise that was made, and every one that was broken. */
export class Journal {
  readonly acknowledged: Acknowledged[] = [];
  readonly saidYes: SaidYes[] = [];
  /** The first final verdict of each check that was seen, as text. */
  readonly verdicts = new Map<string, string>();
  readonly violations: Violation[] = [];

  violate(invariant: Violation["invariant"], what: string): void {
    this.violations.push({ invariant, what });
  }
}
