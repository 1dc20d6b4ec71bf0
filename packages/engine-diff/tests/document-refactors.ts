import type { Node } from "./diff.ts";
import type { Dice } from "./dice.ts";
import { COMPONENTS, escapeToken, holderOf, isNode, placesOf, targetOf, unescapeToken } from "./document-places.ts";
import type { DocumentPlace, Part } from "./document-places.ts";

/** Changes how an OpenAPI 3 document is written, never what it means. */
type Refactor = (document: Node, dice: Dice) => void;

const isModern = (document: Node): boolean => String(document["openapi"]).startsWith("3.1");
const references = (part?: Part) => (place: DocumentPlace) =>
  typeof place.value["$ref"] === "string" && Object.keys(place.value).length === 1 && (part === undefined || place.part === part);
const named = new Set<Part>(["parameter", "requestBody", "response", "header", "schema"]);

function componentsOf(document: Node, part: Part): Node {
  const components = (document["components"] ??= {}) as Node;
  return (components[COMPONENTS[part] ?? ""] ??= {}) as Node;
}

/** Names that a discriminator may put on the wire: arms of it, and whatever extends it. */
function namesOnTheWire(document: Node): ReadonlySet<string> {
  const names = new Set<string>();
  if (!JSON.stringify(document).includes('"discriminator"')) return names;
  for (const [name, schema] of Object.entries(componentsOf(document, "schema")))
    if (/"(?:discriminator|allOf)"/.test(JSON.stringify(schema))) names.add(name);
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isNode(value)) {
      if (isNode(value["discriminator"]))
        for (const match of JSON.stringify([value["discriminator"], value["oneOf"], value["anyOf"]]).matchAll(
          /"(?:#\/components\/schemas\/)?([^"/]+)"/g,
        ))
          names.add(match[1] ?? "");
      Object.values(value).forEach(visit);
    }
  };
  visit(document);
  return names;
}

/** A place where the name of a component says nothing: not an arm of a discriminated choice. */
function free(document: Node, places: readonly DocumentPlace[]): readonly DocumentPlace[] {
  const wire = namesOnTheWire(document);
  if (wire.size === 0) return places;
  return places.filter(({ value }) => typeof value["$ref"] !== "string" || !wire.has(unescapeToken(value["$ref"].split("/").at(-1) ?? "")));
}

/** Extending a named schema by `allOf` makes a subtype, if that one has a discriminator: named schemas stay what they are. */
const unnamed = (document: Node) => (place: DocumentPlace) => place.holder !== (document["components"] as Node | undefined)?.["schemas"];

const rename = (value: unknown, from: string, to: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => rename(item, from, to));
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [name, name === "$ref" && child === from ? to : rename(child, from, to)]),
  );
};

export const REFACTORS: { readonly [name: string]: Refactor } = {
  inline(document, dice) {
    const place = dice.pick(free(document, placesOf(document).filter(references())));
    const target = place && targetOf(document, String(place.value["$ref"]));
    if (place && isNode(target) && JSON.stringify(target).length < 20_000) place.holder[place.name] = structuredClone(target);
  },
  extract(document, dice) {
    const place = dice.pick(placesOf(document).filter(({ part, value }) => named.has(part) && value["$ref"] === undefined));
    if (!place) return;
    const name = `Extracted${dice.pick(["", " of", "/", "~", "ä", "%41"]) ?? ""}${dice.roll(1_000_000_000)}`;
    componentsOf(document, place.part)[name] = place.value;
    place.holder[place.name] = { $ref: `#/components/${COMPONENTS[place.part] ?? ""}/${escapeToken(name)}` };
  },
  extractPathItem(document, dice) {
    const place = dice.pick(placesOf(document).filter(({ part, value }) => part === "pathItem" && value["$ref"] === undefined));
    if (!place || !isModern(document)) return;
    const name = `item${dice.roll(1_000_000_000)}`;
    componentsOf(document, "pathItem")[name] = place.value;
    place.holder[place.name] = { $ref: `#/components/pathItems/${name}` };
  },
  renameComponent(document, dice) {
    const place = dice.pick(free(document, placesOf(document).filter(references())));
    const reference = String(place?.value["$ref"]);
    const target = place && holderOf(document, reference);
    if (!place || !target || target.holder !== componentsOf(document, place.part) || JSON.stringify(document).length > 4_000_000) return;
    const name = `${target.name}Renamed`;
    const copy = rename(document, reference, `#/components/${COMPONENTS[place.part] ?? ""}/${escapeToken(name)}`) as Node;
    for (const key of Object.keys(document)) delete document[key];
    Object.assign(document, copy);
    const holder = componentsOf(document, place.part);
    holder[name] = holder[target.name];
    delete holder[target.name];
  },
  chain(document, dice) {
    const place = dice.pick(free(document, placesOf(document).filter(references("schema"))));
    if (!place) return;
    const name = `Alias${dice.roll(1_000_000_000)}`;
    componentsOf(document, "schema")[name] = { ...place.value };
    place.holder[place.name] = { $ref: `#/components/schemas/${name}` };
  },
  copy(document, dice) {
    const place = dice.pick(free(document, placesOf(document).filter(references("schema"))));
    const target = place && targetOf(document, String(place.value["$ref"]));
    if (!place || !isNode(target)) return;
    const name = `Copy${dice.roll(1_000_000_000)}`;
    componentsOf(document, "schema")[name] = structuredClone(target);
    place.holder[place.name] = { $ref: `#/components/schemas/${name}` };
  },
  wrap(document, dice) {
    const place = dice.pick(
      free(document, placesOf(document))
        .filter(({ part }) => part === "schema")
        .filter(unnamed(document)),
    );
    if (place) place.holder[place.name] = { [dice.pick(["allOf", "anyOf", "oneOf"]) ?? "allOf"]: [place.value], description: "wrapped" };
  },
  split(document, dice) {
    const place = dice.pick(
      placesOf(document)
        .filter(
          ({ part, value }) =>
            part === "schema" &&
            isNode(value["properties"]) &&
            ["additionalProperties", "nullable", "allOf", "$ref"].every((name) => value[name] === undefined),
        )
        .filter(unnamed(document)),
    );
    if (!place) return;
    const { properties, required, ...rest } = place.value;
    const names = Object.keys(properties as Node);
    const cut = dice.roll(names.length + 1);
    const some = (part: string[]): Node => ({ properties: Object.fromEntries(part.map((name) => [name, (properties as Node)[name]])) });
    place.holder[place.name] = {
      ...rest,
      allOf: [some(names.slice(cut)), { ...some(names.slice(0, cut)), ...(required === undefined ? {} : { required }) }],
    };
  },
  /** Each keyword of a scalar in a part of its own. */
  splitScalars(document, dice) {
    for (const { part, holder, name, value } of placesOf(document).filter(unnamed(document))) {
      const type = value["type"];
      if (
        part !== "schema" ||
        dice.roll(4) > 0 ||
        !["string", "integer", "number", "boolean"].includes(String(type)) ||
        value["nullable"] === true
      )
        continue;
      const pairs = Object.entries(value).filter(([keyword]) => !/^exclusive/.test(keyword));
      const exclusive = Object.fromEntries(Object.entries(value).filter(([keyword]) => /^exclusive/.test(keyword)));
      holder[name] = {
        allOf: dice
          .shuffle(pairs)
          .map(([keyword, said]) => ({ [keyword]: said, ...(/^(?:minimum|maximum)$/.test(keyword) ? exclusive : {}) })),
      };
    }
  },
  flatten(document, dice) {
    const place = dice.pick(
      placesOf(document).filter(({ part, value }) => {
        const arms = value["allOf"];
        return (
          part === "schema" &&
          Array.isArray(arms) &&
          arms.every(
            (arm) =>
              isNode(arm) && Object.keys(arm).every((name) => ["type", "properties", "required", "description", "title"].includes(name)),
          ) &&
          Object.keys(value).every((name) => ["allOf", "description", "title"].includes(name))
        );
      }),
    );
    if (!place) return;
    const arms = place.value["allOf"] as Node[];
    const names = arms.flatMap((arm) => Object.keys((arm["properties"] ?? {}) as Node));
    if (new Set(names).size < names.length || new Set(arms.flatMap((arm) => arm["type"] ?? [])).size > 1) return;
    const required = arms.flatMap((arm) => (arm["required"] ?? []) as string[]);
    place.holder[place.name] = {
      ...Object.assign({}, ...arms.map((arm) => (arm["type"] === undefined ? {} : { type: arm["type"] }))),
      properties: Object.assign({}, ...arms.map((arm) => arm["properties"] ?? {})),
      ...(required.length > 0 ? { required } : {}),
    };
  },
  shuffle(document, dice) {
    const reorder = (holder: Node): void => {
      const entries = dice.shuffle(Object.entries(holder));
      for (const [name] of entries) delete holder[name];
      Object.assign(holder, Object.fromEntries(entries));
    };
    for (const { part, value } of placesOf(document)) {
      for (const name of part === "schema"
        ? ["required", "enum", "allOf", "anyOf", "oneOf"]
        : part === "operation"
          ? ["tags", "parameters", "security"]
          : [])
        if (Array.isArray(value[name])) value[name] = dice.shuffle(value[name]);
      for (const name of ["properties", "content", "responses", "headers"]) if (isNode(value[name])) reorder(value[name]);
      reorder(value);
    }
    for (const group of ["paths", "webhooks", "components"]) if (isNode(document[group])) reorder(document[group]);
    for (const group of ["servers", "tags"]) if (Array.isArray(document[group])) document[group] = dice.shuffle(document[group]);
  },
  prose(document, dice) {
    for (const { part, value } of placesOf(document)) {
      if (value["$ref"] !== undefined || dice.roll(3) > 0) continue;
      value["description"] = `Described ${dice.roll(100)}`;
      if (part === "schema") Object.assign(value, { title: "Titled", example: dice.roll(9), "x-note": dice.roll(9) });
      if (part === "operation") value["summary"] = "Summarized";
    }
    (document["info"] as Node)["version"] = `v${dice.roll(100)}`;
  },
  defaults(document, dice) {
    const add = (value: Node, name: string, to: unknown): void => {
      if (value[name] === undefined && dice.roll(2) === 0) value[name] = to;
    };
    for (const { part, value } of placesOf(document)) {
      if (value["$ref"] !== undefined || dice.roll(2) === 0) continue;
      if (part === "parameter" && value["in"] !== "path")
        for (const name of ["required", "deprecated", "allowEmptyValue"]) add(value, name, false);
      if (part === "parameter" && value["content"] === undefined && value["style"] === undefined) {
        const form = value["in"] === "query" || value["in"] === "cookie";
        add(value, "explode", form);
        add(value, "style", form ? "form" : "simple");
      }
      if (part === "requestBody") add(value, "required", false);
      if (part === "operation")
        for (const [name, to] of [
          ["deprecated", false],
          ["parameters", []],
          ["callbacks", {}],
        ] as const)
          add(value, name, to);
      if (part === "response") for (const name of ["headers", "links", "content"]) add(value, name, {});
      if (part === "header") for (const name of ["required", "deprecated"]) add(value, name, false);
      if (part !== "schema") continue;
      const types = [value["type"]].flat();
      if (types.includes("string")) add(value, "minLength", 0);
      if (types.includes("array"))
        for (const [name, to] of [
          ["minItems", 0],
          ["uniqueItems", false],
        ] as const)
          add(value, name, to);
      if (types.includes("object") && !/"unevaluated/.test(JSON.stringify(value)))
        for (const [name, to] of [
          ["minProperties", 0],
          ["additionalProperties", true],
          ["required", []],
        ] as const)
          add(value, name, to);
      for (const name of ["readOnly", "writeOnly", "deprecated"]) add(value, name, false);
      if (!isModern(document)) add(value, "nullable", false);
    }
  },
  pathParameters(document) {
    const paths = (document["paths"] ?? {}) as Node;
    for (const [path, item] of Object.entries(paths)) {
      const names = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? "");
      if (
        names.length === 0 ||
        !isNode(item) ||
        item["$ref"] !== undefined ||
        /#\/paths\//.test(JSON.stringify(document["components"] ?? ""))
      )
        continue;
      const listed = [item, ...Object.values(item)].flatMap((holder) =>
        isNode(holder) && Array.isArray(holder["parameters"]) ? [holder["parameters"] as unknown[]] : [],
      );
      for (const parameters of listed)
        for (const [index, parameter] of parameters.entries()) {
          const meant = isNode(parameter) && typeof parameter["$ref"] === "string" ? targetOf(document, parameter["$ref"]) : parameter;
          if (isNode(meant) && meant["in"] === "path" && names.includes(String(meant["name"])))
            parameters[index] = { ...meant, name: `${String(meant["name"])}_` };
        }
      const entries = Object.entries(paths).map(([other, value]) => [
        other === path ? path.replace(/\{([^{}]+)\}/g, "{$1_}") : other,
        value,
      ]);
      for (const other of Object.keys(paths)) delete paths[other];
      Object.assign(paths, Object.fromEntries(entries));
      if (JSON.stringify(document).includes('"#/paths/')) return;
      if (entries.length > 50) return;
    }
  },
  commonParameters(document, dice) {
    for (const { part, value } of placesOf(document)) {
      if (part !== "pathItem" || value["$ref"] !== undefined || dice.roll(2) === 0) continue;
      const operations = Object.entries(value).flatMap(([name, operation]) =>
        /^(?:get|put|post|delete|options|head|patch|trace)$/.test(name) && isNode(operation) ? [operation] : [],
      );
      const meaning = (parameter: unknown): string => {
        const meant = isNode(parameter) && typeof parameter["$ref"] === "string" ? targetOf(document, parameter["$ref"]) : parameter;
        return isNode(meant) ? `${String(meant["in"])} ${String(meant["name"])}` : "";
      };
      const common = (value["parameters"] ?? []) as unknown[];
      if (common.length > 0) {
        delete value["parameters"];
        for (const operation of operations) {
          const own = (operation["parameters"] ?? []) as unknown[];
          const said = new Set(own.map(meaning));
          operation["parameters"] = [...common.filter((parameter) => !said.has(meaning(parameter))), ...own];
        }
        continue;
      }
      const lists = operations.map((operation) => (operation["parameters"] ?? []) as unknown[]);
      const shared = (lists[0] ?? []).filter((parameter) =>
        lists.every((list) => list.some((other) => JSON.stringify(other) === JSON.stringify(parameter))),
      );
      if (shared.length === 0) continue;
      value["parameters"] = shared;
      for (const operation of operations)
        operation["parameters"] = ((operation["parameters"] ?? []) as unknown[]).filter(
          (parameter) => !shared.some((other) => JSON.stringify(other) === JSON.stringify(parameter)),
        );
    }
  },
  localSecurity(document) {
    const { security } = document;
    if (!Array.isArray(security)) return;
    const operations = [document["paths"], document["webhooks"]].filter(isNode);
    for (const { value } of placesOf(document).filter(({ part }) => part === "operation")) value["security"] ??= structuredClone(security);
    if (operations.length > 0) delete document["security"];
  },
  localServers(document, dice) {
    const { servers } = document;
    if (!Array.isArray(servers) || servers.length === 0 || !isNode(document["paths"]) || isNode(document["webhooks"])) return;
    const where = dice.pick(["pathItem", "operation"]);
    for (const { part, value } of placesOf(document)) {
      if (part !== where || value["$ref"] !== undefined) continue;
      if (
        part === "operation" &&
        Object.values(document["paths"]).some(
          (item) => isNode(item) && item["servers"] !== undefined && Object.values(item).includes(value),
        )
      )
        continue;
      value["servers"] ??= structuredClone(servers);
    }
    if (!placesOf(document).some(({ part, value }) => part === where && value["servers"] === undefined && value["$ref"] === undefined))
      delete document["servers"];
  },
  nullSpelling(document, dice) {
    for (const { part, holder, name, value } of placesOf(document).filter(unnamed(document))) {
      if (part !== "schema" || dice.roll(3) > 0 || value["$ref"] !== undefined) continue;
      if (!isModern(document) && value["nullable"] === true && typeof value["type"] === "string" && value["enum"] === undefined) {
        const { nullable: _nullable, ...rest } = value;
        holder[name] = { nullable: true, allOf: [rest] };
      }
      if (
        isModern(document) &&
        Array.isArray(value["type"]) &&
        value["type"].includes("null") &&
        value["type"].length === 2 &&
        value["enum"] === undefined &&
        value["default"] === undefined &&
        value["readOnly"] !== true &&
        value["writeOnly"] !== true &&
        value["deprecated"] !== true
      ) {
        const type = value["type"].find((other) => other !== "null");
        holder[name] = { [dice.pick(["anyOf", "oneOf"]) ?? "anyOf"]: dice.shuffle([{ ...value, type }, { type: "null" }]) };
      }
    }
  },
  typeLists(document, dice) {
    if (!isModern(document)) return;
    for (const { part, value } of placesOf(document))
      if (part === "schema" && typeof value["type"] === "string" && dice.roll(2) === 0) value["type"] = [value["type"]];
  },
  modernize(document) {
    if (String(document["openapi"]).startsWith("3.0")) toModern(document);
  },
};

/** The document in OpenAPI 3.1. */
function toModern(document: Node): void {
  document["openapi"] = "3.1.0";
  for (const { part, holder, name, value } of placesOf(document)) {
    if (part !== "schema") continue;
    if (typeof value["$ref"] === "string") {
      holder[name] = { $ref: value["$ref"] };
      continue;
    }
    for (const limit of ["Minimum", "Maximum"]) {
      const [exclusive, inclusive] = [`exclusive${limit}`, limit.toLowerCase()];
      if (value[exclusive] === true) {
        value[exclusive] = value[inclusive];
        delete value[inclusive];
        if (value[exclusive] === undefined) delete value[exclusive];
      } else if (value[exclusive] === false) delete value[exclusive];
    }
    if (value["example"] !== undefined) {
      value["examples"] = [value["example"]];
      delete value["example"];
    }
    const nullable = value["nullable"] === true;
    delete value["nullable"];
    const binary = value["format"] === "binary" && value["type"] === "string";
    if (binary) {
      delete value["format"];
      value["contentMediaType"] = "application/octet-stream";
    } else if (value["format"] === "byte") {
      delete value["format"];
      value["contentEncoding"] = "base64";
    }
    if (!nullable) continue;
    if (["allOf", "anyOf", "oneOf", "not"].some((keyword) => value[keyword] !== undefined)) {
      const { readOnly, writeOnly, deprecated, default: initial, description, title, ...rest } = value;
      const kept = Object.fromEntries(
        Object.entries({ readOnly, writeOnly, deprecated, default: initial, description, title }).filter(([, said]) => said !== undefined),
      );
      const inner = initial === undefined ? rest : { ...rest, default: initial };
      for (const keyword of Object.keys(value)) delete value[keyword];
      Object.assign(value, kept, { anyOf: [inner, { type: "null" }] });
      continue;
    }
    if (typeof value["type"] === "string") value["type"] = [value["type"], "null"];
    if (Array.isArray(value["enum"]) && !value["enum"].includes(null)) value["enum"] = [...value["enum"], null];
  }
}
