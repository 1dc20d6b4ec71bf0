import { inOrder, type Keyword } from "./check-run.ts";
import type { CompiledSchemas } from "./compiled-schemas.ts";
import { deepEqual } from "./deep-equal.ts";
import { isMembers, type Members, typesOf } from "./json-types.ts";

type ListKeyword = Keyword<readonly unknown[]>;

/** Keywords of arrays. */
export function listKeywords(schema: Members, schemas: CompiledSchemas): ListKeyword[] {
  const { maxItems, minItems, uniqueItems } = schema;
  const keywords: ListKeyword[] = [];
  if (typeof maxItems === "number")
    keywords.push((run, value) => value.length <= maxItems || run.fail("maxItems", `must NOT have more than ${maxItems} items`));
  if (typeof minItems === "number")
    keywords.push((run, value) => value.length >= minItems || run.fail("minItems", `must NOT have fewer than ${minItems} items`));
  if (uniqueItems === true) {
    const ofScalars = hasScalarItems(schema);
    keywords.push((run, value) => {
      const twins = findTwins(value, ofScalars);
      return (
        twins === undefined || run.fail("uniqueItems", `must NOT have duplicate items (items ## ${twins[0]} and ${twins[1]} are identical)`)
      );
    });
  }
  const items = inOrder([...itemsKeyword(schema, schemas), ...unevaluatedItems(schema, schemas)]);
  if (items !== undefined) keywords.push(items);
  return [...keywords, ...containsKeyword(schema, schemas)];
}

function itemsKeyword(schema: Members, schemas: CompiledSchemas): ListKeyword[] {
  const { items } = schema;
  const tuple = Array.isArray(schema["prefixItems"]) ? schema["prefixItems"] : Array.isArray(items) ? items : [];
  const rest = Array.isArray(items) ? schema["additionalItems"] : items;
  if (tuple.length === 0 && rest === undefined) return [];
  const [places, others] = [tuple.map((place) => schemas.later(place)), schemas.later(rest)];
  return [
    (run, value, all, covered) => {
      if (covered !== undefined) covered.items = Math.max(covered.items, rest === undefined ? tuple.length : value.length);
      let valid = true;
      const last = rest === undefined ? Math.min(tuple.length, value.length) : value.length;
      for (let index = 0; index < last; index += 1) {
        if (run.below(index, places[index] ?? others, value[index], all)) continue;
        valid = false;
        if (!all) return false;
      }
      return valid;
    },
  ];
}

function unevaluatedItems({ unevaluatedItems: unevaluated }: Members, schemas: CompiledSchemas): ListKeyword[] {
  if (unevaluated === undefined) return [];
  const check = schemas.later(unevaluated);
  return [
    (run, value, _all, covered) => {
      if (covered === undefined || covered.all) return true;
      for (const [index, item] of value.entries()) {
        if (index < covered.items || run.quietly(() => run.below(index, check, item, false))) continue;
        return run.fail("unevaluatedItems", `must NOT have more than ${covered.items} items`);
      }
      return true;
    },
  ];
}

function containsKeyword({ contains, minContains, maxContains }: Members, schemas: CompiledSchemas): ListKeyword[] {
  if (contains === undefined) return [];
  const check = schemas.later(contains);
  const least = typeof minContains === "number" ? minContains : 1;
  const most = typeof maxContains === "number" ? maxContains : Number.POSITIVE_INFINITY;
  const range = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `at least ${least} and no more than ${most}`;
  return [
    (run, value) => {
      let count = 0;
      for (const [index, item] of value.entries()) if (run.quietly(() => run.below(index, check, item, false))) count += 1;
      return (count >= least && count <= most) || run.fail("contains", `must contain ${range} valid item(s)`);
    },
  ];
}

/**
 * Two equal items, in the order in which ajv names them: it counts from the end, and compares items of a known scalar
 * type by a table.
 */
export function findTwins(items: readonly unknown[], ofScalars: boolean): readonly [number, number] | undefined {
  if (items.every((item) => typeof item !== "object" || item === null)) {
    if (new Set(items).size === items.length) return undefined;
  } else if (items.length > 5000 || new Set(items.map(nameOf)).size === items.length) return undefined;
  if (ofScalars) {
    const last = new Map<unknown, number>();
    for (let index = items.length - 1; index >= 0; index -= 1) {
      const later = last.get(items[index]);
      if (later !== undefined) return [later, index];
      last.set(items[index], index);
    }
  }
  for (let late = items.length - 1; late > 0; late -= 1)
    for (let early = late - 1; early >= 0; early -= 1) if (deepEqual(items[late], items[early])) return [early, late];
  return undefined;
}

/** What most lists of objects differ in: equal items have equal names. */
function nameOf(item: unknown): unknown {
  if (!isMembers(item)) return item;
  const { name = item["$ref"] } = item;
  return typeof name === "string" ? name : undefined;
}

function hasScalarItems({ items }: Members): boolean {
  const types = isMembers(items) ? typesOf(items, "nullable") : [];
  return types.length > 0 && !types.includes("object") && !types.includes("array");
}
