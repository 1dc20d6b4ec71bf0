import type { Key } from "../resolved-document.ts";
import { type SchemaError, UnusableSchema } from "./schema-error.ts";

const MAX_DEPTH = 600;
const MAX_STEPS = 20_000_000;

/** What has been covered by other keywords, for `unevaluated…`. */
export interface Covered {
  readonly names: Set<string>;
  items: number;
  all: boolean;
}

/** Whether a value obeys; otherwise errors have been added to the run: all of them, or the first. */
export type Check = (run: CheckRun, value: unknown, all: boolean, outer?: Covered, isPart?: boolean) => boolean;
/** The same of one keyword, or of a group of them. */
export type Keyword<Value = unknown> = (run: CheckRun, value: Value, all: boolean, covered: Covered | undefined) => boolean;

/** One value being checked: where the check is, and what it has found. */
export class CheckRun {
  errors: SchemaError[] = [];
  /** What `#/…` in a schema refers to. */
  readonly root: unknown;
  depth = 0;
  /** Addresses of the schema resources that the check has come through; the root's first. */
  readonly scope: string[] = [""];
  /** Depth of `not`, in which read-only properties are required as others are. */
  negations = 0;
  readonly #keys: Key[] = [];
  #steps = 0;
  #quiet = 0;

  constructor(root: unknown) {
    this.root = root;
  }

  fail(keyword: string, message: string, params: SchemaError["params"] = {}): false {
    if (this.#quiet === 0) this.errors.push({ keyword, path: [...this.#keys], message, params, level: this.depth });
    return false;
  }

  /** How many members and entries the value is away from the one that is checked. */
  get keyDepth(): number {
    return this.#keys.length;
  }

  /** One schema further in; false when it is too deep to go on. Throws {@link UnusableSchema}. */
  enter(): boolean {
    this.#steps += 1;
    if (this.#steps > MAX_STEPS) throw new UnusableSchema("the value is too large to be checked");
    if (this.depth >= MAX_DEPTH) return false;
    this.depth += 1;
    return true;
  }

  /** Checks a member or an entry. */
  below(key: Key, check: Check, value: unknown, all: boolean): boolean {
    this.#keys.push(key);
    const valid = check(this, value, all);
    this.#keys.pop();
    return valid;
  }

  /** Without leaving errors. */
  quietly(run: () => boolean): boolean {
    this.#quiet += 1;
    const valid = run();
    this.#quiet -= 1;
    return valid;
  }
}

/** Keywords one after the other: the first that fails ends it, unless all errors are wanted. */
export function inOrder<Value>(keywords: readonly Keyword<Value>[]): Keyword<Value> | undefined {
  const [first, ...more] = keywords;
  if (first === undefined || more.length === 0) return first;
  return (run, value, all, covered) => {
    let valid = true;
    for (const keyword of keywords) {
      if (keyword(run, value, all, covered)) continue;
      valid = false;
      if (!all) return false;
    }
    return valid;
  };
}
