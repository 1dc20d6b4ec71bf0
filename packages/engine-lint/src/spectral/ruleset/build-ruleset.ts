import type { Severity } from "@surety/model/findings";
import type { Rule } from "../../rule.ts";
import { parseJsonPath } from "../json-path/parse-json-path.ts";
import { findFunction, functionNames } from "./function-table.ts";
import { type Format, formatNamed } from "./formats.ts";
import type { RulesetTree, Scope } from "./ruleset-tree.ts";
import { resolveGiven } from "./resolve-given.ts";
import {
  issueMessage,
  placeOf,
  readNewOperationsOnly,
  RuleEntry,
  type RuleShape,
  type RulesetShape,
  SeverityWord,
} from "./ruleset-definition.ts";
import { RulesetError } from "./ruleset-error.ts";
import type {
  Action,
  Aliases,
  DeclaredRule,
  FileOverride,
  NativeRule,
  ParserOptions,
  PlaceOverride,
  RuleError,
  Ruleset,
  RulesetRule,
} from "./ruleset.ts";

const LEVELS = ["error", "warning", "info", "hint"] as const;

export function severityOf(word: SeverityWord): Severity | "off" {
  if (typeof word === "number") return word < 0 ? "off" : (LEVELS.at(word) ?? "off");
  return word === "warn" ? "warning" : word;
}

function nativeRules(rules: readonly Rule[]): NativeRule[] {
  return rules.map((rule) => ({ kind: "native", name: rule.name, rule, severity: rule.severity, enabled: true, recommended: true }));
}

/** Merges a ruleset with what it extends, as Spectral does: later ones win, own rules last. */
export function buildRuleset(tree: RulesetTree, fileOverrides: readonly FileOverride[]): Ruleset {
  const errors: RuleError[] = [];
  const { rules } = merge(tree, { scope: "recommended", explicit: false }, errors);
  return {
    source: tree.location,
    rules,
    errors,
    fileOverrides,
    placeOverrides: placeOverrides(tree.definition, tree.location),
    parserOptions: parserOptions(tree),
    newOperationsOnly: [...new Set(newOperationsOnly(tree))],
  };
}

function newOperationsOnly({ definition, location, parents }: RulesetTree): string[] {
  return [...parents.flatMap(({ tree }) => newOperationsOnly(tree)), ...readNewOperationsOnly(definition, location)];
}

interface Merged {
  readonly rules: Map<string, RulesetRule>;
  readonly aliases: Aliases;
}

function merge(tree: RulesetTree, how: { readonly scope: Scope; readonly explicit: boolean }, errors: RuleError[]): Merged {
  const { definition, location } = tree;
  const rules = new Map<string, RulesetRule>();
  const aliases = new Map<string, Aliases extends ReadonlyMap<string, infer A> ? A : never>();
  for (const { tree: parent, scope, explicit } of tree.parents) {
    const inherited = merge(parent, { scope, explicit }, errors);
    for (const [name, rule] of inherited.rules) rules.set(name, how.explicit ? { ...rule, enabled: isEnabled(rule, how.scope) } : rule);
    for (const [name, alias] of inherited.aliases) aliases.set(name, alias);
  }
  for (const [name, alias] of readAliases(definition, location)) aliases.set(name, alias);
  for (const rule of nativeRules(tree.native ?? []))
    rules.set(rule.name, how.explicit ? { ...rule, enabled: isEnabled(rule, how.scope) } : rule);
  for (const [name, entry] of Object.entries(definition.rules ?? {})) {
    const before = rules.get(name);
    const result = readRule(name, entry, { before, aliases, tree });
    if (typeof result === "string") {
      errors.push({ rule: name, message: `${location}: ${result}` });
      continue;
    }
    const isOwn = before === undefined;
    rules.set(name, isOwn || how.explicit ? { ...result, enabled: result.enabled && isEnabled(result, how.scope) } : result);
  }
  return { rules, aliases };
}

function isEnabled({ recommended: isRecommended }: RulesetRule, scope: Scope): boolean {
  return scope === "all" || (scope === "recommended" && isRecommended);
}

interface RuleScope {
  readonly before: RulesetRule | undefined;
  readonly aliases: Aliases;
  readonly tree: RulesetTree;
}

/** A rule, or what is wrong with it. */
function readRule(name: string, entry: unknown, scope: RuleScope): RulesetRule | string {
  if (scope.tree.isOurs === true && isShape(entry)) return defineRule(name, entry, scope);
  const result = RuleEntry.safeParse(entry);
  if (!result.success)
    return typeof entry === "object" && entry !== null
      ? ruleFault(entry)
      : "is a severity, a boolean or a definition with `given` and `then`";
  const { data } = result;
  const { before } = scope;
  if (typeof data === "object") return defineRule(name, data, scope);
  if (before === undefined)
    return `there is no rule \`${name}\` to change; define it with \`given\` and \`then\`, or extend the ruleset that has it`;
  if (typeof data === "boolean") return { ...before, enabled: data };
  const severity = severityOf(data);
  return { ...before, severity, enabled: severity !== "off" };
}

/** Asked only of what is ours. */
function isShape(entry: unknown): entry is RuleShape {
  return typeof entry === "object" && entry !== null;
}

function ruleFault(entry: object): string {
  const shape = RuleEntry.options[2].safeParse(entry);
  const [issue] = shape.error?.issues ?? [];
  return `${placeOf(issue?.path ?? [])}${(issue?.path.length ?? 0) === 0 ? "" : " "}${issueMessage(issue)}`;
}

function defineRule(name: string, shape: RuleShape, scope: RuleScope): RulesetRule | string {
  const { before, aliases, tree } = scope;
  const severity = shape.severity === undefined ? undefined : severityOf(shape.severity);
  if (before?.kind === "native") {
    if (shape.given !== undefined || shape.then !== undefined)
      return "a rule of `surety:recommended` is code; its severity can be changed, its `given` and `then` cannot";
    return { ...before, ...(severity === undefined ? {} : { severity }), enabled: severity !== "off" && shape.enabled !== false };
  }
  if (before === undefined && (shape.given === undefined || shape.then === undefined))
    return 'the rule must have at least "given" and "then"';
  try {
    const changed: Partial<DeclaredRule> = {
      ...(shape.description === undefined ? {} : { description: shape.description }),
      ...(typeof shape.message === "string" ? { message: shape.message } : {}),
      ...(shape.given === undefined ? {} : { given: readGiven(shape.given, aliases), aliases }),
      ...(shape.then === undefined ? {} : { then: readThen(shape.then, tree) }),
      ...(shape.formats === undefined ? {} : { formats: readFormats(shape.formats) }),
      ...(shape.resolved === undefined ? {} : { resolved: shape.resolved }),
      ...(shape.recommended === undefined ? {} : { recommended: shape.recommended }),
      ...(shape.documentationUrl === undefined ? {} : { documentationUrl: shape.documentationUrl }),
      ...(severity === undefined ? {} : { severity }),
      enabled: severity !== "off" && shape.enabled !== false,
    };
    return { ...(before ?? newRule(name, aliases, tree.definition)), ...changed };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function newRule(name: string, aliases: Aliases, definition: RulesetShape): DeclaredRule {
  return {
    kind: "declared",
    name,
    severity: "warning",
    enabled: true,
    recommended: true,
    given: [],
    then: [],
    formats: definition.formats === undefined ? null : readFormats(definition.formats),
    resolved: true,
    aliases,
    ...(definition.documentationUrl === undefined ? {} : { documentationUrl: `${definition.documentationUrl}#${name}` }),
  };
}

/** Every path is parsed now, so that a bad one is an error of its rule. */
function readGiven(given: string | readonly string[], aliases: Aliases): readonly string[] {
  const list = typeof given === "string" ? [given] : given;
  for (const each of list) for (const path of resolveGiven(each, aliases, "any")) parseJsonPath(path);
  return list;
}

/** Options in rulesets of our own are held by tests. */
function readThen(then: NonNullable<RuleShape["then"]>, { functions: table, isOurs = false }: RulesetTree): Action[] {
  return (Array.isArray(then) ? then : [then]).map(({ field, function: given, functionOptions }) => {
    const found = findFunction(given, table);
    if (found === undefined)
      throw new RangeError(`the function \`${String(given)}\` is not known; known are ${functionNames(table).join(", ")}`);
    const fault = isOurs ? undefined : found.check(functionOptions);
    if (fault !== undefined) throw new RangeError(fault);
    if (field?.startsWith("$") === true) parseJsonPath(field);
    const options = isOptions(functionOptions) ? functionOptions : {};
    const needs = found.needs?.(options);
    return {
      ...(field === undefined ? {} : { field }),
      function: found.name,
      options,
      ...(needs === undefined ? {} : { needs }),
      run: found.run.bind(found),
    };
  });
}

function isOptions(options: unknown): options is Readonly<Record<string, unknown>> {
  return typeof options === "object" && options !== null && !Array.isArray(options);
}

/** Names, or the functions that Spectral's JavaScript rulesets use for formats. */
function readFormats(formats: Iterable<unknown>): ReadonlySet<Format> {
  const names = [...formats].map((format) => {
    if (typeof format === "string") return format;
    const shown: unknown = typeof format === "function" ? (Reflect.get(format, "displayName") ?? format.name) : format;
    return String(shown);
  });
  return new Set(names.map(formatNamed).filter((format) => format !== undefined));
}

function readAliases({ aliases = {} }: RulesetShape, location: string): Aliases {
  try {
    return new Map(
      Object.entries(aliases).map(([name, alias]) => [
        name,
        Array.isArray(alias) ? alias : { targets: alias.targets.map(({ formats, given }) => ({ formats: readFormats(formats), given })) },
      ]),
    );
  } catch (error) {
    throw new RulesetError(location, "aliases", error instanceof Error ? error.message : String(error));
  }
}

/** `files: ["v1.yaml#/paths/~1a"]`, and `except` of Spectral 5. */
function placeOverrides({ overrides = [], except = {} }: RulesetShape, location: string): PlaceOverride[] {
  const list: PlaceOverride[] = [];
  const add = (file: string, rule: string, severity: Severity | "off"): void => {
    const hash = file.indexOf("#");
    list.push({ files: file.slice(0, hash), pointer: decodeURI(file.slice(hash + 1)), rule, severity });
  };
  for (const { files, rules = {} } of overrides) {
    for (const file of files.filter((each) => each.includes("#"))) {
      for (const [rule, word] of Object.entries(rules)) {
        const severity = SeverityWord.safeParse(word);
        if (!severity.success)
          throw new RulesetError(location, `overrides.${file}.rules.${rule}`, "a part of a file can only have severities");
        add(file, rule, severityOf(severity.data));
      }
    }
  }
  for (const [file, rules] of Object.entries(except)) for (const rule of rules) add(file.includes("#") ? file : `${file}#`, rule, "off");
  return list;
}

function parserOptions(tree: RulesetTree): ParserOptions {
  const { duplicateKeys = "error", incompatibleValues = "error" } = tree.definition.parserOptions ?? {};
  return { duplicateKeys: severityOf(duplicateKeys), incompatibleValues: severityOf(incompatibleValues) };
}
