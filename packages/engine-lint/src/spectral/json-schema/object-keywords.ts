import type { CheckRun, Covered, Keyword } from "./check-run.ts";
import type { CompiledSchemas } from "./compiled-schemas.ts";
import { isMembers, type Members } from "./json-types.ts";
import { matcherOf } from "./matcher.ts";

/** Of an object whose members' names are listed already. */
type ObjectKeyword = (run: CheckRun, value: Members, names: readonly string[], all: boolean, covered: Covered | undefined) => boolean;

/** Keywords of objects, as one; undefined when there is none. */
export function objectKeywords(schema: Members, schemas: CompiledSchemas): Keyword<Members> | undefined {
  const keywords: ObjectKeyword[] = [
    ...sizeKeywords(schema),
    ...requiredKeyword(schema, schemas),
    ...namesKeyword(schema, schemas),
    ...additionalKeyword(schema, schemas),
    ...dependencyKeywords(schema, schemas),
    ...propertiesKeyword(schema, schemas),
    ...patternKeywords(schema, schemas),
    ...unevaluatedKeyword(schema, schemas),
  ];
  if (keywords.length === 0) return undefined;
  return (run, value, all, covered) => {
    const names = Object.keys(value);
    let valid = true;
    for (const keyword of keywords) {
      if (keyword(run, value, names, all, covered)) continue;
      valid = false;
      if (!all) return false;
    }
    return valid;
  };
}

function sizeKeywords({ maxProperties, minProperties }: Members): ObjectKeyword[] {
  const keywords: ObjectKeyword[] = [];
  if (typeof maxProperties === "number")
    keywords.push(
      (run, _, names) => names.length <= maxProperties || run.fail("maxProperties", `must NOT have more than ${maxProperties} properties`),
    );
  if (typeof minProperties === "number")
    keywords.push(
      (run, _, names) => names.length >= minProperties || run.fail("minProperties", `must NOT have fewer than ${minProperties} properties`),
    );
  return keywords;
}

function requiredKeyword({ required, properties }: Members, { optional }: CompiledSchemas): ObjectKeyword[] {
  if (!Array.isArray(required)) return [];
  const names = required.filter((name) => typeof name === "string");
  const isOptional = (name: string): boolean => {
    if (optional === undefined || !isMembers(properties) || !Object.hasOwn(properties, name)) return false;
    const property = properties[name];
    return isMembers(property) && property[optional] === true;
  };
  return [
    (run, value, _, all) => {
      let valid = true;
      for (const name of names) {
        if (Object.hasOwn(value, name) || (run.negations === 0 && isOptional(name))) continue;
        valid = run.fail("required", `must have required property '${name}'`, { missingProperty: name });
        if (!all) return false;
      }
      return valid;
    },
  ];
}

function namesKeyword({ propertyNames }: Members, schemas: CompiledSchemas): ObjectKeyword[] {
  if (propertyNames === undefined) return [];
  const check = schemas.later(propertyNames);
  return [
    (run, _, names, all) => {
      let valid = true;
      for (const name of names) {
        if (check(run, name, all)) continue;
        valid = run.fail("propertyNames", "property name must be valid");
        if (!all) return false;
      }
      return valid;
    },
  ];
}

function additionalKeyword(schema: Members, schemas: CompiledSchemas): ObjectKeyword[] {
  const { additionalProperties, properties, patternProperties } = schema;
  if (additionalProperties === undefined) return [];
  const declared = new Set(isMembers(properties) ? Object.keys(properties) : []);
  const patterns = isMembers(patternProperties) ? Object.keys(patternProperties).map(matcherOf) : [];
  const check = schemas.later(additionalProperties);
  return [
    (run, value, names, all, covered) => {
      if (covered !== undefined) covered.all = true;
      if (additionalProperties === true) return true;
      let valid = true;
      for (const name of names) {
        if (declared.has(name) || patterns.some((matches) => matches(name))) continue;
        const holds =
          additionalProperties === false
            ? run.fail("additionalProperties", "must NOT have additional properties", { additionalProperty: name })
            : run.below(name, check, value[name], all);
        if (holds) continue;
        valid = false;
        if (!all) return false;
      }
      return valid;
    },
  ];
}

function dependencyKeywords(schema: Members, schemas: CompiledSchemas): ObjectKeyword[] {
  const keywords: ObjectKeyword[] = [];
  for (const keyword of ["dependencies", "dependentRequired", "dependentSchemas"]) {
    const dependencies = schema[keyword];
    if (!isMembers(dependencies)) continue;
    for (const [name, needed] of Object.entries(dependencies)) {
      const check = Array.isArray(needed) ? undefined : schemas.later(needed);
      keywords.push((run, value, _, all, covered) => {
        if (!Object.hasOwn(value, name)) return true;
        if (check !== undefined) return check(run, value, all, covered);
        const missing = Array.isArray(needed) ? needed.filter((other) => typeof other === "string" && !Object.hasOwn(value, other)) : [];
        return missing.length === 0 || run.fail(keyword, `must have property ${missing.join(", ")} when property ${name} is present`);
      });
    }
  }
  return keywords;
}

/** In the order of the schema. */
function propertiesKeyword({ properties }: Members, schemas: CompiledSchemas): ObjectKeyword[] {
  if (!isMembers(properties)) return [];
  const declared = Object.keys(properties);
  const checks = declared.map((name) => schemas.later(properties[name]));
  const places = new Map(declared.map((name, place) => [name, place]));
  const placesIn = (value: Members, names: readonly string[]): readonly number[] => {
    const found: number[] = [];
    if (declared.length <= names.length) {
      for (let place = 0; place < declared.length; place += 1) if (Object.hasOwn(value, declared[place] ?? "")) found.push(place);
      return found;
    }
    for (const name of names) {
      const place = places.get(name);
      if (place !== undefined) found.push(place);
    }
    return found.length < 2 ? found : found.sort((left, right) => left - right);
  };
  return [
    (run, value, names, all, covered) => {
      let valid = true;
      for (const place of placesIn(value, names)) {
        const [name, check] = [declared[place] ?? "", checks[place]];
        covered?.names.add(name);
        if (check === undefined || run.below(name, check, value[name], all)) continue;
        valid = false;
        if (!all) return false;
      }
      return valid;
    },
  ];
}

function patternKeywords({ patternProperties }: Members, schemas: CompiledSchemas): ObjectKeyword[] {
  if (!isMembers(patternProperties)) return [];
  return Object.entries(patternProperties).map(([pattern, applied]) => {
    const [matches, check] = [matcherOf(pattern), schemas.later(applied)];
    return (run, value, names, all, covered) => {
      let valid = true;
      for (const name of names) {
        if (!matches(name)) continue;
        covered?.names.add(name);
        if (run.below(name, check, value[name], all)) continue;
        valid = false;
        if (!all) return false;
      }
      return valid;
    };
  });
}

function unevaluatedKeyword({ unevaluatedProperties: unevaluated }: Members, schemas: CompiledSchemas): ObjectKeyword[] {
  if (unevaluated === undefined) return [];
  const check = schemas.later(unevaluated);
  return [
    (run, value, names, all, covered) => {
      if (covered === undefined || covered.all) return true;
      let valid = true;
      for (const name of names) {
        if (covered.names.has(name)) continue;
        const holds =
          unevaluated === false
            ? run.fail("unevaluatedProperties", "must NOT have unevaluated properties")
            : run.below(name, check, value[name], all);
        if (holds) continue;
        valid = false;
        if (!all) return false;
      }
      covered.all = true;
      return valid;
    },
  ];
}
