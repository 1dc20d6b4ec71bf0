import { type Check, inOrder, type Keyword } from "./check-run.ts";
import type { CompiledSchemas } from "./compiled-schemas.ts";
import { deepEqual } from "./deep-equal.ts";
import { SchemaReferences, type SchemaTarget } from "./schema-references.ts";
import type { Members } from "./json-types.ts";
import { UnusableSchema } from "./schema-error.ts";

/** Keywords of values of any type, in the order in which ajv looks at them. */
export function anyKeywords(schema: Members, schemas: CompiledSchemas, origin: Members): Keyword[] {
  const { $ref, $dynamicRef, $recursiveRef, const: constant, enum: allowed, not, anyOf, oneOf, allOf, if: test } = schema;
  const keywords: Keyword[] = [];
  for (const ref of [$ref, $dynamicRef, $recursiveRef]) {
    if (typeof ref === "string") keywords.push(reference(origin, ref, ref !== $ref, schemas));
  }
  if (constant !== undefined) keywords.push((run, value) => deepEqual(constant, value) || run.fail("const", "must be equal to constant"));
  if (allowed !== undefined) keywords.push(enumKeyword(allowed));
  if (not !== undefined) keywords.push(notKeyword(schemas.later(not)));
  if (anyOf !== undefined) keywords.push(unionKeyword("anyOf", anyOf, schemas));
  if (oneOf !== undefined) keywords.push(unionKeyword("oneOf", oneOf, schemas));
  if (allOf !== undefined) keywords.push(allOfKeyword(allOf, schemas));
  if (test !== undefined && (schema["then"] !== undefined || schema["else"] !== undefined))
    keywords.push(conditional(test, schema, schemas));
  return keywords;
}

/** @param origin the schema as it stands in its graph: what a reference means depends on where it is */
function reference(origin: Members, ref: string, isDynamic: boolean, schemas: CompiledSchemas): Keyword {
  let last: { readonly root: unknown; readonly references: SchemaReferences; readonly named: SchemaTarget } | undefined;
  return (run, value, all, covered) => {
    if (last === undefined || last.root !== run.root) {
      const references = SchemaReferences.of(run.root);
      last = { root: run.root, references, named: references.target(origin, ref) };
    }
    const { schema, resource } = isDynamic ? last.references.outermost(last.named, run.scope) : last.named;
    run.scope.push(resource);
    const valid = schemas.of(schema)(run, value, all, covered, true);
    run.scope.pop();
    return valid;
  };
}

/** A keyword whose operand is wrong is so only for a value that gets as far. */
function unusable(message: string): Keyword {
  return () => {
    throw new UnusableSchema(message);
  };
}

function enumKeyword(allowed: unknown): Keyword {
  if (!Array.isArray(allowed)) return unusable("enum must be array");
  return (run, value) =>
    allowed.includes(value) ||
    (typeof value === "object" && allowed.some((each) => deepEqual(each, value))) ||
    run.fail("enum", "must be equal to one of the allowed values", { allowedValues: allowed });
}

function notKeyword(check: Check): Keyword {
  return (run, value) => {
    run.negations += 1;
    const matches = run.quietly(() => check(run, value, false));
    run.negations -= 1;
    return !matches || run.fail("not", "must NOT be valid");
  };
}

function unionKeyword(keyword: "anyOf" | "oneOf", given: unknown, schemas: CompiledSchemas): Keyword {
  if (!Array.isArray(given)) return unusable(`${keyword} must be array`);
  const arms = given.map((arm) => schemas.later(arm));
  return (run, value, all, covered) => {
    const before = run.errors.length;
    const passing: number[] = [];
    for (const [index, arm] of arms.entries()) {
      if (arm(run, value, all, covered)) passing.push(index);
      if (passing.length > 0 && covered === undefined && (keyword === "anyOf" || passing.length > 1)) break;
    }
    if (keyword === "anyOf" ? passing.length > 0 : passing.length === 1) {
      run.errors.length = before;
      return true;
    }
    if (keyword === "anyOf") return run.fail(keyword, "must match a schema in anyOf");
    return run.fail(keyword, "must match exactly one schema in oneOf", passing.length > 1 ? { passingSchemas: passing } : {});
  };
}

function allOfKeyword(parts: unknown, schemas: CompiledSchemas): Keyword {
  if (!Array.isArray(parts)) return unusable("allOf must be array");
  const keywords = parts.map((part): Keyword => {
    const check = schemas.later(part);
    return (run, value, all, covered) => check(run, value, all, covered, true);
  });
  return inOrder(keywords) ?? (() => true);
}

function conditional(test: unknown, { then, else: otherwise }: Members, schemas: CompiledSchemas): Keyword {
  const check = schemas.later(test);
  const [whenHolds, whenNot] = [then, otherwise].map((branch) => (branch === undefined ? undefined : schemas.later(branch)));
  return (run, value, all, covered) => {
    const holds = run.quietly(() => check(run, value, false, covered));
    const branch = holds ? whenHolds : whenNot;
    if (branch === undefined || branch(run, value, all, covered)) return true;
    return all ? run.fail("if", `must match "${holds ? "then" : "else"}" schema`) : false;
  };
}
