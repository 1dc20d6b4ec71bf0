import type { Json } from "@surety/model/json";
import { isJsonArray, isJsonObject, toObject } from "./json-values.ts";

/** The value without the members and items that `keep` does not need, found greedily within a number of tries. */
export function minimise(value: Json, keep: (candidate: Json) => boolean, maxTries = 300): Json {
  let tries = maxTries;
  const shrink = (current: Json, rebuild: (part: Json) => Json): Json => {
    let best = current;
    for (const smaller of removals(current)) {
      if (tries <= 0) return best;
      tries -= 1;
      const candidate = smaller(best);
      if (candidate !== null && keep(rebuild(candidate))) best = candidate;
    }
    if (isJsonArray(best)) {
      let items: readonly Json[] = best;
      for (let index = 0; index < items.length; index += 1) {
        const before = items;
        const at = index;
        items = before.with(
          at,
          shrink(before[at] ?? null, (part) => rebuild(before.with(at, part))),
        );
      }
      return items;
    }
    if (!isJsonObject(best)) return best;
    let members = best;
    for (const name of Object.keys(members)) {
      const before = members;
      members = replaced(
        before,
        name,
        shrink(before[name] ?? null, (part) => rebuild(replaced(before, name, part))),
      );
    }
    return members;
  };
  return shrink(value, (part) => part);
}

const replaced = (object: { readonly [name: string]: Json }, name: string, value: Json): { readonly [name: string]: Json } =>
  toObject(Object.entries(object).map(([key, old]) => [key, key === name ? value : old]));

/** Ways to take one part out, last first; each is applied to what the earlier ones left. */
function removals(value: Json): ((current: Json) => Json | null)[] {
  if (isJsonArray(value)) {
    return value.map((_, taken) => (current: Json) => (isJsonArray(current) ? current.toSpliced(value.length - 1 - taken, 1) : null));
  }
  if (!isJsonObject(value)) return [];
  return Object.keys(value).map(
    (name) => (current: Json) => (isJsonObject(current) ? toObject(Object.entries(current).filter(([key]) => key !== name)) : null),
  );
}
