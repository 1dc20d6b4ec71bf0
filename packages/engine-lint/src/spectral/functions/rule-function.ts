import type { RawObject } from "@surety/engine-spec/contract";
import type { Key, KeyPath, ResolvedDocument } from "../resolved-document.ts";
import type { Format } from "../ruleset/formats.ts";

/** What a function says; without a path, of the value that it was given. */
export interface FunctionResult {
  readonly message: string;
  readonly path?: readonly Key[];
}

export interface FunctionContext {
  /** Of the value, from the document. */
  readonly path: KeyPath;
  /** The object or list that has the value at that path, as written; undefined when there is none. */
  readonly holder: unknown;
  readonly document: ResolvedDocument;
  readonly data: RawObject;
  readonly formats: ReadonlySet<Format>;
  /** Whether the rule looks at the graph with its references resolved. */
  readonly resolved: boolean;
  readonly rule: string;
  /** Path or URL of the document, where known. */
  readonly source: string | undefined;
}

export type FunctionOptions = Readonly<Record<string, unknown>>;

/** A function that `then` may name. */
export interface RuleFunction {
  readonly name: string;
  /** What is wrong with the options, in words for the author of the ruleset; undefined when nothing is. */
  check(options: unknown): string | undefined;
  /** A text that whatever it has something to say of has in it; undefined when there is none to be named. */
  needs?(options: FunctionOptions): string | undefined;
  run(value: unknown, options: FunctionOptions, context: FunctionContext): Iterable<FunctionResult> | undefined;
}
