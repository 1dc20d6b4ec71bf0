import { escapeToken, joinPointer } from "@surety/model/pointer";
import type { Contract } from "@surety/engine-spec/contract";
import type { Claim } from "../claim.ts";
import { MAX_REPORTS_PER_RULE, runRules } from "../run-rules.ts";
import { Alphabet } from "./json-path/alphabet.ts";
import { Automaton } from "./json-path/automaton.ts";
import { parseJsonPath } from "./json-path/parse-json-path.ts";
import type { FunctionContext, FunctionResult } from "./functions/rule-function.ts";
import { fieldTargets } from "./field-targets.ts";
import { fillMessage } from "./message.ts";
import { Outline } from "./outline.ts";
import { printPath } from "./functions/print-path.ts";
import { type KeyPath, ResolvedDocument, type SourcePath } from "./resolved-document.ts";
import { type Format, formatsOf } from "./ruleset/formats.ts";
import { resolveGiven } from "./ruleset/resolve-given.ts";
import { rulesetFor, severityAt } from "./ruleset/ruleset-for.ts";
import type { Action, DeclaredRule, NativeRule, PlaceOverride, RuleError, Ruleset } from "./ruleset/ruleset.ts";
import { type Match, walkDocument } from "./walk-document.ts";

export interface RulesetRun {
  readonly claims: readonly Claim[];
  readonly ruleErrors: readonly RuleError[];
}

/**
 * Runs a ruleset: all paths of all rules in one walk of the document, and once more for rules that look at references
 * as they are written. `path` is the document's, relative to the ruleset, for overrides.
 */
export function runRuleset(contract: Contract, ruleset: Ruleset, path?: string): RulesetRun {
  const effective = rulesetFor(ruleset, path);
  const formats = formatsOf(contract.dialect);
  const rules = [...effective.rules.values()].filter(
    ({ name, enabled, severity }) => (enabled && severity !== "off") || ruleset.placeOverrides.some((override) => override.rule === name),
  );
  const native = rules.filter((rule): rule is NativeRule => rule.kind === "native");
  const natives = runRules(
    contract,
    native.map(({ rule, severity }) => (severity === "off" ? rule : { ...rule, severity, check: (given) => rule.check(given) })),
  );
  const declared = rules.filter(
    (rule): rule is DeclaredRule => rule.kind === "declared" && isFor(rule, formats) && mayFind(rule, contract),
  );
  const run = new DeclaredRun({ contract, formats, path, overrides: effective.placeOverrides }, declared);
  run.run();
  return { claims: [...natives.claims, ...run.claims], ruleErrors: [...effective.errors, ...natives.ruleErrors, ...run.errors] };
}

function isFor({ formats: wanted }: DeclaredRule, formats: ReadonlySet<Format>): boolean {
  return wanted === null || [...wanted].some((format) => formats.has(format));
}

function mayFind({ then }: DeclaredRule, contract: Contract): boolean {
  return then.some(({ needs }) => needs === undefined || contract.mayHave(needs));
}

const HERE: KeyPath = [];

interface RunScope {
  readonly contract: Contract;
  readonly formats: ReadonlySet<Format>;
  readonly overrides: readonly PlaceOverride[];
  readonly path: string | undefined;
}

/** The rules that a path matches for, once per path. */
type UsersByPath = ReadonlyMap<string, ReadonlySet<DeclaredRule>>;

class DeclaredRun {
  readonly claims: Claim[] = [];
  readonly errors: RuleError[] = [];
  readonly #rules: readonly DeclaredRule[];
  readonly #document: ResolvedDocument;
  readonly #alphabet: Alphabet;
  readonly #shared: DocumentContext;
  readonly #overrides: readonly PlaceOverride[];
  readonly #path: string | undefined;
  readonly #seen = new Set<string>();
  readonly #counts = new Map<string, number>();
  readonly #failed = new Set<string>();
  readonly #users: { readonly resolved: UsersByPath; readonly asWritten: UsersByPath };

  constructor({ contract: { document: data, syntax }, formats, overrides, path }: RunScope, rules: readonly DeclaredRule[]) {
    this.#rules = rules;
    const usersOf = (resolved: boolean): UsersByPath =>
      usersByPath(
        rules.filter((rule) => rule.resolved === resolved),
        formats,
      );
    this.#users = { resolved: usersOf(true), asWritten: usersOf(false) };
    this.#alphabet = new Alphabet([...this.#users.resolved.keys(), ...this.#users.asWritten.keys()].map(parseJsonPath));
    this.#document = new ResolvedDocument(data, new Outline(data, this.#alphabet, syntax !== "json"));
    this.#shared = { document: this.#document, data, formats, source: path };
    this.#overrides = overrides;
    this.#path = path;
  }

  run(): void {
    this.#walk(this.#users.resolved, true);
    this.#walk(this.#users.asWritten, false);
    for (const [rule, count] of this.#counts) {
      if (count <= MAX_REPORTS_PER_RULE) continue;
      const message = `${count - MAX_REPORTS_PER_RULE} more findings of this rule are not listed.`;
      const severity = this.#rules.find(({ name }) => name === rule)?.severity ?? "warning";
      if (severity !== "off") this.claims.push({ rule, severity, report: { pointer: "", subject: "beyond", message } });
    }
  }

  #walk(byPath: UsersByPath, resolved: boolean): void {
    if (byPath.size === 0) return;
    const users = [...byPath.values()];
    const automaton = new Automaton([...byPath.keys()].map(parseJsonPath), this.#alphabet);
    walkDocument(this.#document, automaton, resolved, (path, match) => {
      for (const rule of users[path] ?? []) this.#apply(rule, match);
    });
  }

  #apply(rule: DeclaredRule, match: Match): void {
    if (this.#failed.has(rule.name)) return;
    try {
      for (const action of rule.then) this.#act(rule, action, match);
    } catch (error) {
      this.#failed.add(rule.name);
      this.errors.push({ rule: rule.name, message: `stopped early: ${error instanceof Error ? error.message : String(error)}` });
    }
  }

  #act(rule: DeclaredRule, action: Action, match: Match): void {
    if (action.field === undefined) this.#actOn(match.value, rule, action, new TargetContext(this.#shared, rule, match, HERE));
    else
      for (const { value, path } of fieldTargets(match.value, action.field))
        this.#actOn(value, rule, action, new TargetContext(this.#shared, rule, match, path));
  }

  #actOn(value: unknown, rule: DeclaredRule, action: Action, context: FunctionContext): void {
    const results = action.run(value, action.options, context);
    if (results !== undefined) for (const result of results) this.#report(rule, result, context);
  }

  #report(rule: DeclaredRule, result: FunctionResult, context: FunctionContext): void {
    const wanted = result.path ?? context.path;
    const found = rule.resolved ? this.#document.sourcePath(wanted) : this.#document.closestPath(wanted);
    const pointer = joinPointer("", ...found.path);
    const message = this.#message(rule, result, found);
    const key = `${rule.name}\n${pointer}\n${message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const severity = severityAt(rule, pointer, this.#overrides, this.#path);
    if (severity === "off") return;
    const count = (this.#counts.get(rule.name) ?? 0) + 1;
    this.#counts.set(rule.name, count);
    if (count > MAX_REPORTS_PER_RULE) return;
    this.claims.push({
      rule: rule.name,
      severity,
      ...(rule.documentationUrl === undefined ? {} : { source: rule.documentationUrl }),
      report: { pointer, message, ...subjectOf(found) },
    });
  }

  /** Most messages have nothing to be filled in. */
  #message(rule: DeclaredRule, result: FunctionResult, found: SourcePath): string {
    const { message, description } = rule;
    if (message === undefined && description !== undefined) return description.trim();
    if ((message === undefined || message === "{{error}}") && !result.message.includes("{{")) return result.message.trim();
    return this.#filledMessage(rule, result, found);
  }

  #filledMessage(rule: DeclaredRule, result: FunctionResult, { path, missing }: SourcePath): string {
    const values = {
      property:
        missing.length > 0 ? printPath([...path.slice(-1), ...(path.length === 0 ? missing.slice(-1) : missing)]) : (path.at(-1) ?? ""),
      error: result.message,
      path: `#${path.map((key) => `/${encodeURIComponent(escapeToken(String(key)))}`).join("")}`,
      description: rule.description,
      value: this.#document.valueAt(path),
    };
    const error = fillMessage(result.message, values);
    if (rule.message === undefined) return (rule.description ?? error).trim();
    return fillMessage(rule.message, { ...values, error }).trim();
  }
}

function usersByPath(rules: readonly DeclaredRule[], formats: ReadonlySet<Format>): UsersByPath {
  const byPath = new Map<string, Set<DeclaredRule>>();
  for (const rule of rules) {
    for (const given of rule.given.flatMap((each) => resolveGiven(each, rule.aliases, formats))) {
      const users = byPath.get(given) ?? new Set();
      byPath.set(given, users.add(rule));
    }
  }
  return byPath;
}

type DocumentContext = Pick<FunctionContext, "document" | "data" | "formats" | "source">;

/** What a function may ask of its value. Paths are made for few of the values that are looked at. */
class TargetContext implements FunctionContext {
  readonly #shared: DocumentContext;
  readonly #rule: DeclaredRule;
  readonly #match: Match;
  readonly #below: KeyPath;

  constructor(shared: DocumentContext, rule: DeclaredRule, match: Match, below: KeyPath) {
    this.#shared = shared;
    this.#rule = rule;
    this.#match = match;
    this.#below = below;
  }

  get document(): FunctionContext["document"] {
    return this.#shared.document;
  }
  get data(): FunctionContext["data"] {
    return this.#shared.data;
  }
  get formats(): FunctionContext["formats"] {
    return this.#shared.formats;
  }
  get source(): FunctionContext["source"] {
    return this.#shared.source;
  }
  get resolved(): boolean {
    return this.#rule.resolved;
  }
  get rule(): string {
    return this.#rule.name;
  }

  get path(): KeyPath {
    return this.#below.length === 0 ? this.#match.path : [...this.#match.path, ...this.#below];
  }

  get holder(): unknown {
    const known = this.#below.length === 0 ? this.#match.holder : undefined;
    return known ?? this.document.valueAt(this.path.slice(0, -1));
  }
}

/** Tells the missing members of one object apart. */
function subjectOf({ missing }: SourcePath): { readonly subject?: string } {
  return missing.length === 0 ? {} : { subject: missing.join(".") };
}
