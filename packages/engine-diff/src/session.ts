import type { Direction, Side, WitnessSubject } from "@surety/model/changes";
import type { Contract } from "@surety/engine-spec/contract";
import type { Schema } from "@surety/engine-spec/schema";
import { Comparer } from "@surety/engine-schema/comparer";
import { SchemaIndex } from "@surety/engine-schema/schema-index";
import { Calendar } from "./calendar.ts";
import type { DiffOptions } from "./diff-options.ts";
import type { Draft } from "./draft.ts";
import { Flattener } from "./flat.ts";
import { isUnstable, lifetimeOf } from "./rules/lifecycle.ts";
import { TextReading } from "./textual.ts";

/** A place where a schema of the contract meets the wire: a body, a parameter, a header. */
export interface Root {
  /** Key of the operation. */
  readonly operation: string;
  /** `POST /orders#request.body` */
  readonly coordinate: string;
  /** "the request body" */
  readonly noun: string;
  readonly direction: Direction;
  readonly subject: WitnessSubject;
  readonly base: Schema;
  readonly revision: Schema;
  /** Values travel as text, so that a number is readable where a string is expected. */
  readonly asText: boolean;
  /** The side whose values are compared as lists of one, though they are written alone. */
  readonly lone?: Side;
}

/** One comparison: what is shared by all rules. */
export class Session {
  readonly base: Contract;
  readonly revision: Contract;
  readonly options: DiffOptions;
  readonly calendar: Calendar;
  readonly index = new SchemaIndex();
  readonly flattener = new Flattener();
  readonly texts = new TextReading();
  readonly drafts: Draft[] = [];
  readonly roots: Root[] = [];
  /** Why the comparison is incomplete. */
  partial: string | null = null;
  readonly steps: { left: number };
  readonly #comparers: { readonly [direction in Direction]: Comparer };

  readonly #unstable: ReadonlySet<string>;

  constructor(base: Contract, revision: Contract, options: DiffOptions) {
    this.base = base;
    this.revision = revision;
    this.options = options;
    this.calendar = new Calendar(options);
    this.#unstable = new Set(
      [...base.api.operations, ...base.api.webhooks].filter((one) => isUnstable(lifetimeOf(one))).map(({ key }) => key),
    );
    this.steps = { left: options.maxAllSteps ?? 100_000 };
    const shared = { allSteps: this.steps, senders: "declared" as const, assertFormats: true, maxSteps: options.maxSteps ?? 6000 };
    this.#comparers = {
      request: new Comparer({ ...shared, direction: "request", readers: "strict" }, this.index),
      response: new Comparer(
        { ...shared, direction: "response", readers: options.strictReaders === true ? "strict" : "lenient" },
        this.index,
      ),
    };
  }

  /** Does one part of the comparison; a document too deep for it leaves the rest to be done. */
  attempt(part: string, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.partial ??= `${part} could not be compared completely: the schemas are nested too deeply.`;
    }
  }

  comparer(direction: Direction): Comparer {
    return this.#comparers[direction];
  }

  /** Whether anything is promised about what changed: some operation is neither a draft nor an alpha. */
  isPromised({ operations }: Draft): boolean {
    return operations.length === 0 || !operations.every((key) => this.#unstable.has(key));
  }

  /** Of drafts and alphas nothing is promised: whatever changes there is safe. */
  report(draft: Draft): void {
    if (draft.level === "safe" || this.isPromised(draft)) {
      this.drafts.push(draft);
      return;
    }
    const { undecided: _undecided, ...rest } = draft;
    const message = `${draft.message} Nothing was promised: the operation is a draft or an alpha.`;
    this.drafts.push({ ...rest, level: "safe", message, witness: null });
  }

  /** Has the schemas of a place compared, with all other places together. */
  compare(root: Root): void {
    if (this.index.of(root.base) !== this.index.of(root.revision)) this.roots.push(root);
  }
}
