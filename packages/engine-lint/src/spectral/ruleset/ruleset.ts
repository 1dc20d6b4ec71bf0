import type { Severity } from "@surety/model/findings";
import type { Rule } from "../../rule.ts";
import type { FunctionContext, FunctionOptions, FunctionResult } from "../functions/rule-function.ts";
import type { Format } from "./formats.ts";

/** One function call of a rule. */
export interface Action {
  readonly field?: string;
  readonly function: string;
  readonly options: FunctionOptions;
  /** In documents that do not have this text anywhere, it finds nothing. */
  readonly needs?: string;
  run(value: unknown, options: FunctionOptions, context: FunctionContext): Iterable<FunctionResult> | undefined;
}

/** An alias: the same everywhere, or by format; the last target that fits counts. */
export type Alias =
  | readonly string[]
  | { readonly targets: readonly { readonly formats: ReadonlySet<Format>; readonly given: readonly string[] }[] };
export type Aliases = ReadonlyMap<string, Alias>;

export interface Settings {
  /** `off` when the rule is not to run. */
  readonly severity: Severity | "off";
  readonly enabled: boolean;
}

/** A rule in Spectral's format. */
export interface DeclaredRule extends Settings {
  readonly kind: "declared";
  readonly name: string;
  readonly description?: string;
  readonly message?: string;
  readonly recommended: boolean;
  readonly given: readonly string[];
  readonly then: readonly Action[];
  /** Null: every format. */
  readonly formats: ReadonlySet<Format> | null;
  readonly resolved: boolean;
  readonly documentationUrl?: string;
  readonly aliases: Aliases;
}

/** A rule of `surety:recommended`: its check is code, its severity the ruleset's. */
export interface NativeRule extends Settings {
  readonly kind: "native";
  readonly name: string;
  readonly recommended: boolean;
  readonly rule: Rule;
}

export type RulesetRule = DeclaredRule | NativeRule;

/** Severities for a part of one kind of file. */
export interface PlaceOverride {
  readonly files: string;
  readonly pointer: string;
  readonly rule: string;
  readonly severity: Severity | "off";
}

/** A ruleset for files that match a glob, on top of the others. */
export interface FileOverride {
  readonly files: readonly string[];
  readonly ruleset: Ruleset;
}

/** A rule that cannot run, and why; the others do. What is wrong with the ruleset itself has the name `surety-ruleset/…`. */
export interface RuleError {
  readonly rule: string;
  readonly message: string;
}

/** A ruleset with everything that it extends. */
export interface Ruleset {
  readonly source: string | undefined;
  readonly rules: ReadonlyMap<string, RulesetRule>;
  readonly errors: readonly RuleError[];
  readonly fileOverrides: readonly FileOverride[];
  readonly placeOverrides: readonly PlaceOverride[];
  readonly parserOptions: ParserOptions;
  /** Rules, or patterns of them with `*`, that bind only operations that are new since a baseline. */
  readonly newOperationsOnly: readonly string[];
}

/** Severities of what is wrong with the text itself. */
export interface ParserOptions {
  readonly duplicateKeys: Severity | "off";
  readonly incompatibleValues: Severity | "off";
}
