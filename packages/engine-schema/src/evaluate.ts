import type { Json } from "@surety/model/json";
import { joinPointer } from "@surety/model/pointer";
import type { Pointer } from "@surety/model/pointer";
import type { Schema } from "@surety/engine-spec/schema";
import { Evaluated } from "./evaluated.ts";
import type { Literal } from "./facts.ts";
import { isOpaqueNumberFormat, isOpaqueStringFormat } from "./formats.ts";
import { isJsonArray, isJsonObject, jsonKey } from "./json-values.ts";
import type { JsonObject } from "./json-values.ts";
import { matchesPattern } from "./patterns.ts";
import { scalarViolation } from "./scalar-violation.ts";
import { isNever, isStripped, PLAIN } from "./view.ts";
import type { View } from "./view.ts";

export type Evaluation =
  | { readonly valid: true }
  | {
      readonly valid: false;
      /** The place inside the value that is wrong. */
      readonly mark: Pointer;
      readonly keyword: string;
      /** One sentence without the place: `is shorter than 3`. */
      readonly message: string;
      /** The name of the member that the object at `mark` lacks, when that is what is wrong. */
      readonly missing?: string;
    };

/** Whether a value is valid, interpreting the schema: nothing is compiled, so one-shot checks are cheap. */
export function evaluate(schema: Schema, value: Json, view: View = PLAIN): Evaluation {
  const failure = check(schema, value, start(view), null);
  if (failure === null) return { valid: true };
  const { at, ...rest } = failure;
  return { valid: false, mark: pointerOf(at), ...rest };
}

export function accepts(schema: Schema, value: Json, view: View = PLAIN): boolean {
  return check(schema, value, start(view), null) === null;
}

/** Like {@link accepts}; null when a keyword that is not understood was met on the way. */
export function judge(schema: Schema, value: Json, view: View = PLAIN): boolean | null {
  const scope = start(view);
  const valid = check(schema, value, scope, null) === null;
  return scope.doubt.met ? null : valid;
}

/**
 * Whether a value is one that the literal asks for; null when that cannot be told. That a format which is not known
 * holds is taken for granted where a schema is to hold, and doubted where it is to fail.
 */
export function judgeLiteral(literal: Literal, value: Json, view: View): boolean | null {
  const read = literal.mode === "lenient" ? { ...view, lenient: true } : view;
  const valid = judge(literal.schema, value, read);
  if (valid === null) return null;
  if (literal.positive || !valid) return valid === literal.positive;
  return view.assertFormats === true && judge(literal.schema, value, { ...read, doubtFormats: true }) === null ? null : false;
}

/** Where inside the value an evaluation stands, innermost first. */
interface Step {
  readonly token: string | number;
  readonly parent: Step | null;
}

interface Scope {
  readonly view: View;
  /** Shared by a whole evaluation. */
  readonly doubt: { met: boolean; left: number };
  readonly at: Step | null;
  /** Schemas applied in place since the last step into the value: a cycle of those has no further meaning. */
  readonly depth: number;
}

interface Failure {
  readonly at: Step | null;
  readonly keyword: string;
  readonly message: string;
  readonly missing?: string;
}

function start(view: View): Scope {
  return { view, doubt: { met: false, left: MOST_CHECKS }, at: null, depth: 0 };
}

const IN_PLACE_LIMIT = 256;
/** Schemas that one evaluation applies: those that double at each step would never end. What is left then is doubtful. */
const MOST_CHECKS = 300_000;

function pointerOf(step: Step | null): Pointer {
  const tokens: (string | number)[] = [];
  for (let at = step; at !== null; at = at.parent) tokens.push(at.token);
  return joinPointer("", ...tokens.reverse());
}

function into(scope: Scope, token: string | number): Scope {
  return { view: scope.view, doubt: scope.doubt, at: { token, parent: scope.at }, depth: 0 };
}

function strict(scope: Scope): Scope {
  return scope.view.lenient === true ? { ...scope, view: { ...scope.view, lenient: false } } : scope;
}

function check(given: Schema, value: Json, outer: Scope, seen: Evaluated | null): Failure | null {
  const { replaced } = outer.view;
  const schema = replaced !== undefined && replaced.schema === given ? replaced.by : given;
  if (schema.never === true) return { at: outer.at, keyword: "false", message: "is not allowed here" };
  if (schema.unsupported !== undefined) outer.doubt.met = true;
  outer.doubt.left -= 1;
  if (outer.doubt.left < 0) {
    outer.doubt.met = true;
    return null;
  }
  if (outer.depth > IN_PLACE_LIMIT) return null;
  const scope = { ...outer, depth: outer.depth + 1 };
  const tracks = schema.unevaluatedItems !== undefined || schema.unevaluatedProperties !== undefined;
  const local = tracks ? new Evaluated() : seen;
  const failure =
    checkScalar(schema, value, scope) ?? checkChildren(schema, value, scope, local) ?? checkInPlace(schema, value, scope, local);
  if (failure !== null || !tracks || local === null) return failure;
  const late = checkUnevaluated(schema, value, scope, local);
  if (late === null) seen?.add(local);
  return late;
}

function checkScalar(schema: Schema, value: Json, scope: Scope): Failure | null {
  const violation = scalarViolation(schema, value, scope);
  if (violation !== null) return { at: scope.at, ...violation };
  if (scope.view.doubtFormats === true && schema.format !== undefined && isOpaque(schema.format, value)) scope.doubt.met = true;
  return null;
}

function isOpaque(format: string, value: Json): boolean {
  if (typeof value === "string") return isOpaqueStringFormat(format);
  return typeof value === "number" && isOpaqueNumberFormat(format);
}

type Fail = (keyword: string, message: string) => Failure;

function checkChildren(schema: Schema, value: Json, scope: Scope, seen: Evaluated | null): Failure | null {
  if (isJsonArray(value)) return checkArray(schema, value, scope, seen);
  return isJsonObject(value) ? checkObject(schema, value, scope, seen) : null;
}

function checkArray(schema: Schema, value: readonly Json[], scope: Scope, seen: Evaluated | null): Failure | null {
  const fail: Fail = (keyword, message) => ({ at: scope.at, keyword, message });
  if (schema.minItems !== undefined && value.length < schema.minItems) return fail("minItems", `has fewer than ${schema.minItems} items`);
  if (schema.maxItems !== undefined && value.length > schema.maxItems) return fail("maxItems", `has more than ${schema.maxItems} items`);
  const prefix = schema.prefixItems ?? [];
  for (const [index, item] of value.entries()) {
    const applied = prefix[index] ?? schema.items;
    if (applied === undefined) break;
    const failure = check(applied, item, into(scope, index), null);
    if (failure !== null) return failure;
    seen?.addItem(index);
  }
  if (schema.uniqueItems === true) {
    const known = new Set<string>();
    for (const [index, item] of value.entries()) {
      const key = jsonKey(item);
      if (known.has(key)) return { at: { token: index, parent: scope.at }, keyword: "uniqueItems", message: "repeats an earlier item" };
      known.add(key);
    }
  }
  return schema.contains === undefined ? null : checkContains(schema, schema.contains, value, scope, seen);
}

function checkContains(schema: Schema, contains: Schema, value: readonly Json[], scope: Scope, seen: Evaluated | null): Failure | null {
  let count = 0;
  for (const [index, item] of value.entries()) {
    if (check(contains, item, strict(into(scope, index)), null) !== null) continue;
    count += 1;
    seen?.addItem(index);
  }
  const minimum = schema.minContains ?? 1;
  if (count < minimum) return { at: scope.at, keyword: "contains", message: `contains fewer than ${minimum} matching items` };
  if (schema.maxContains !== undefined && count > schema.maxContains) {
    return { at: scope.at, keyword: "maxContains", message: `contains more than ${schema.maxContains} matching items` };
  }
  return null;
}

function checkObject(schema: Schema, value: JsonObject, scope: Scope, seen: Evaluated | null): Failure | null {
  const names = Object.keys(value);
  const fail: Fail = (keyword, message) => ({ at: scope.at, keyword, message });
  for (const name of schema.required ?? []) {
    if (Object.hasOwn(value, name)) continue;
    const declared = schema.properties?.get(name);
    if (declared !== undefined && isStripped(declared, scope.view)) continue;
    return { ...fail("required", `lacks "${name}"`), missing: name };
  }
  if (schema.minProperties !== undefined && names.length < schema.minProperties)
    return fail("minProperties", `has fewer than ${schema.minProperties} properties`);
  if (schema.maxProperties !== undefined && names.length > schema.maxProperties)
    return fail("maxProperties", `has more than ${schema.maxProperties} properties`);
  for (const name of names) {
    const failure = checkProperty(schema, name, value[name] ?? null, scope, seen);
    if (failure !== null) return failure;
  }
  return checkDependents(schema, value, scope);
}

function checkProperty(schema: Schema, name: string, value: Json, scope: Scope, seen: Evaluated | null): Failure | null {
  const inside = into(scope, name);
  if (schema.propertyNames !== undefined) {
    const failure = check(schema.propertyNames, name, strict(inside), null);
    if (failure !== null) return { at: inside.at, keyword: "propertyNames", message: "has a name that is not allowed" };
  }
  const declared = schema.properties?.get(name);
  let covered = declared !== undefined;
  if (declared !== undefined && !isStripped(declared, scope.view)) {
    const failure = check(declared, value, inside, null);
    if (failure !== null) return failure;
  }
  for (const [pattern, applied] of schema.patternProperties ?? []) {
    const matches = matchesPattern(name, pattern);
    if (matches === null) scope.doubt.met = true;
    if (matches === false) continue;
    covered = true;
    const failure = check(applied, value, inside, null);
    if (failure !== null) return failure;
  }
  const rest = schema.additionalProperties;
  if (!covered && rest !== undefined && !(scope.view.lenient === true && isNever(rest))) {
    covered = true;
    const failure = check(rest, value, inside, null);
    if (failure !== null)
      return failure.keyword === "false" ? { ...failure, keyword: "additionalProperties", message: "is not a declared property" } : failure;
  }
  if (covered) seen?.addName(name);
  return null;
}

function checkDependents(schema: Schema, value: JsonObject, scope: Scope): Failure | null {
  for (const [name, needed] of schema.dependentRequired ?? []) {
    if (!Object.hasOwn(value, name)) continue;
    const missing = needed.find((other) => !Object.hasOwn(value, other));
    if (missing !== undefined)
      return { at: scope.at, keyword: "dependentRequired", message: `lacks "${missing}", which "${name}" needs`, missing };
  }
  return null;
}

/** Applies a schema that may fail without failing the value; what it saw counts only when it holds. */
function attempt(schema: Schema, value: Json, scope: Scope, seen: Evaluated | null): Failure | null {
  const own = seen === null ? null : new Evaluated();
  const failure = check(schema, value, scope, own);
  if (failure === null && own !== null) seen?.add(own);
  return failure;
}

function checkInPlace(schema: Schema, value: Json, scope: Scope, seen: Evaluated | null): Failure | null {
  if (schema.ref !== undefined) {
    const failure = check(schema.ref, value, scope, seen);
    if (failure !== null) return failure;
  }
  for (const part of schema.allOf ?? []) {
    const failure = check(part, value, scope, seen);
    if (failure !== null) return failure;
  }
  const fail: Fail = (keyword, message) => ({ at: scope.at, keyword, message });
  const union = checkUnions(schema, value, scope, seen);
  if (union !== null) return union;
  if (schema.not !== undefined && check(schema.not, value, strict(scope), null) === null) return fail("not", "matches what is excluded");
  if (schema.if !== undefined) {
    const holds = attempt(schema.if, value, strict(scope), seen) === null;
    const branch = holds ? schema.then : schema.else;
    const failure = branch === undefined ? null : check(branch, value, scope, seen);
    if (failure !== null) return failure;
  }
  if (schema.dependentSchemas === undefined || !isJsonObject(value)) return null;
  for (const [name, applied] of schema.dependentSchemas) {
    const failure = Object.hasOwn(value, name) ? check(applied, value, scope, seen) : null;
    if (failure !== null) return failure;
  }
  return null;
}

function checkUnions(schema: Schema, value: Json, scope: Scope, seen: Evaluated | null): Failure | null {
  if (schema.anyOf !== undefined) {
    const failure = anyArm(schema.anyOf, value, scope, seen);
    if (failure !== null) return failure;
  }
  if (schema.oneOf === undefined) return null;
  if (scope.view.lenient === true) return anyArm(schema.oneOf, value, scope, seen);
  let matches = 0;
  const failures: Failure[] = [];
  for (const arm of schema.oneOf) {
    const failure = attempt(arm, value, scope, seen);
    if (failure === null) matches += 1;
    else failures.push(failure);
  }
  if (matches === 1) return null;
  const telling = matches === 0 ? mostTelling(failures, scope) : null;
  if (telling !== null) return telling;
  return {
    at: scope.at,
    keyword: "oneOf",
    message: matches === 0 ? "matches none of the alternatives" : "matches more than one alternative",
  };
}

function anyArm(arms: readonly Schema[], value: Json, scope: Scope, seen: Evaluated | null): Failure | null {
  let holds = false;
  const failures: Failure[] = [];
  for (const arm of arms) {
    const failure = attempt(arm, value, scope, seen);
    if (failure === null) holds = true;
    else failures.push(failure);
    if (holds && seen === null) break;
  }
  return holds ? null : (mostTelling(failures, scope) ?? { at: scope.at, keyword: "anyOf", message: "matches none of the alternatives" });
}

const depthOf = (step: Step | null): number => {
  let depth = 0;
  for (let at = step; at !== null; at = at.parent) depth += 1;
  return depth;
};

/** The failure of the alternative that the value comes closest to: the one that fails deepest inside it. */
function mostTelling(failures: readonly Failure[], scope: Scope): Failure | null {
  const [first] = failures;
  if (failures.length === 1 && first !== undefined) return first;
  const depths = failures.map((failure) => depthOf(failure.at));
  const deepest = Math.max(...depths);
  if (deepest <= depthOf(scope.at)) return null;
  const candidates = failures.filter((_, index) => depths[index] === deepest);
  return candidates.length === 1 ? (candidates[0] ?? null) : null;
}

function checkUnevaluated(schema: Schema, value: Json, scope: Scope, seen: Evaluated): Failure | null {
  if (schema.unevaluatedItems !== undefined && isJsonArray(value)) {
    for (const [index, item] of value.entries()) {
      if (seen.hasItem(index)) continue;
      const failure = check(schema.unevaluatedItems, item, into(scope, index), null);
      if (failure !== null) return failure;
      seen.addItem(index);
    }
  }
  const rest = schema.unevaluatedProperties;
  if (rest === undefined || !isJsonObject(value) || (scope.view.lenient === true && isNever(rest))) return null;
  for (const [name, member] of Object.entries(value)) {
    if (seen.hasName(name)) continue;
    const failure = check(rest, member, into(scope, name), null);
    if (failure !== null) return failure;
    seen.addName(name);
  }
  return null;
}
