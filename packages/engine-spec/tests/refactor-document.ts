/** A pseudo-random choice, made again from its seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to `sides`, without it (mulberry32). */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * sides);
  }

  pick<Value>(values: readonly Value[]): Value | undefined {
    return values[this.roll(values.length)];
  }

  shuffle<Value>(values: readonly Value[]): Value[] {
    const left = [...values];
    return values.map(() => left.splice(this.roll(left.length), 1)[0]!);
  }
}

export type Node = Record<string, unknown>;

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A place that holds a schema: `holder[name]`. */
export interface Slot {
  readonly holder: Node | unknown[];
  readonly name: string;
  readonly schema: Node;
}

/** The schema slots that operations reach, of an OpenAPI 3 document. */
export function reachableSlots(document: Node): Slot[] {
  const slots: Slot[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || seen.has(value)) return;
    seen.add(value);
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    if (typeof value["$ref"] === "string") visit(targetOf(document, value["$ref"]));
    for (const [name, child] of Object.entries(value)) {
      if (name === "schema" && isNode(child)) addSchema(value, name, child);
      else if (!["example", "examples", "default", "enum"].includes(name) && !name.startsWith("x-")) visit(child);
    }
  };
  const addSchema = (holder: Node | unknown[], name: string, schema: Node): void => {
    slots.push({ holder, name, schema });
    if (seen.has(schema)) return;
    seen.add(schema);
    if (typeof schema["$ref"] === "string") {
      const target = targetOf(document, schema["$ref"]);
      const container = isNode(document["components"]) ? document["components"]["schemas"] : undefined;
      if (isNode(target) && isNode(container)) addSchema(container, schema["$ref"].split("/").at(-1)!, target);
      return;
    }
    for (const name of ["items", "additionalProperties", "not"]) if (isNode(schema[name])) addSchema(schema, name, schema[name]);
    for (const name of ["allOf", "anyOf", "oneOf"]) {
      // Under a discriminator the name of an arm's component is a value on the wire: renaming it changes the meaning.
      const arms = schema["discriminator"] === undefined ? schema[name] : undefined;
      if (Array.isArray(arms)) arms.forEach((arm: unknown, index) => isNode(arm) && addSchema(arms, String(index), arm));
    }
    const properties = schema["properties"];
    if (isNode(properties))
      for (const [name, property] of Object.entries(properties)) if (isNode(property)) addSchema(properties, name, property);
  };
  visit(document["paths"]);
  visit(document["webhooks"]);
  return slots;
}

export function targetOf(document: Node, reference: string): unknown {
  return reference
    .slice(2)
    .split("/")
    .reduce<unknown>(
      (at, token) => (isNode(at) ? at[decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~")] : undefined),
      document,
    );
}

function put(slot: Slot, schema: unknown): void {
  (slot.holder as Node)[slot.name] = schema;
}

function schemasOf(document: Node): Node {
  const components = (document["components"] ??= {}) as Node;
  return (components["schemas"] ??= {}) as Node;
}

type Refactoring = (document: Node, dice: Dice) => void;

/** Each changes how a document is written, never what it means. */
export const REFACTORINGS: Readonly<Record<string, Refactoring>> = {
  inline(document, dice) {
    const slot = dice.pick(
      reachableSlots(document).filter(({ schema }) => typeof schema["$ref"] === "string" && Object.keys(schema).length === 1),
    );
    if (slot) put(slot, structuredClone(targetOf(document, slot.schema["$ref"] as string)));
  },
  extract(document, dice) {
    const slot = dice.pick(reachableSlots(document).filter(({ schema }) => schema["$ref"] === undefined));
    if (!slot) return;
    const name = `Extracted${dice.roll(1_000_000_000)}`;
    schemasOf(document)[name] = slot.schema;
    put(slot, { $ref: `#/components/schemas/${name}` });
  },
  copyComponent(document, dice) {
    const slot = dice.pick(reachableSlots(document).filter(({ schema }) => typeof schema["$ref"] === "string"));
    if (!slot) return;
    const name = `Copy${dice.roll(1_000_000_000)}`;
    schemasOf(document)[name] = structuredClone(targetOf(document, slot.schema["$ref"] as string));
    put(slot, { ...slot.schema, $ref: `#/components/schemas/${name}` });
  },
  wrap(document, dice) {
    const slot = dice.pick(reachableSlots(document));
    if (slot) put(slot, { [dice.pick(["allOf", "anyOf", "oneOf"]) ?? "allOf"]: [slot.schema], description: "wrapped" });
  },
  split(document, dice) {
    const slot = dice.pick(
      reachableSlots(document).filter(
        ({ schema }) =>
          isNode(schema["properties"]) &&
          schema["additionalProperties"] === undefined &&
          schema["nullable"] !== true &&
          schema["allOf"] === undefined,
      ),
    );
    if (!slot) return;
    const { properties, required, ...rest } = slot.schema;
    const names = Object.keys(properties as Node);
    const cut = dice.roll(names.length + 1);
    const part = (some: string[]): Node => ({ properties: Object.fromEntries(some.map((name) => [name, (properties as Node)[name]])) });
    put(slot, {
      ...rest,
      allOf: [part(names.slice(cut)), { ...part(names.slice(0, cut)), ...(required === undefined ? {} : { required }) }],
    });
  },
  shuffle(document, dice) {
    for (const { schema } of reachableSlots(document)) {
      for (const name of ["required", "enum", "allOf", "anyOf", "oneOf"])
        if (Array.isArray(schema[name])) schema[name] = dice.shuffle(schema[name]);
      const entries = dice.shuffle(Object.entries(schema));
      for (const [name] of entries) delete schema[name];
      Object.assign(schema, Object.fromEntries(entries));
    }
  },
  prose(document, dice) {
    for (const { schema } of reachableSlots(document))
      if (schema["$ref"] === undefined && dice.roll(3) === 0)
        Object.assign(schema, { description: `Described ${dice.roll(100)}`, title: "Titled", "x-note": dice.roll(9) });
    (document["info"] as Node)["version"] = `v${dice.roll(100)}`;
  },
  pathParameters(document) {
    const paths = (document["paths"] ?? {}) as Node;
    for (const [path, item] of Object.entries(paths)) {
      if (!/\{/.test(path) || JSON.stringify(item).includes('"#/components/parameters')) continue;
      const renamed = path.replace(/\{([^{}]+)\}/g, "{$1Renamed}");
      const rename = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(rename);
        if (!isNode(value)) return value;
        const copy = Object.fromEntries(
          Object.entries(value).map(([name, child]) => [name, name === "schema" || name === "content" ? child : rename(child)]),
        );
        return copy["in"] === "path" ? { ...copy, name: `${String(copy["name"])}Renamed` } : copy;
      };
      delete paths[path];
      paths[renamed] = rename(item);
    }
  },
  paths(document, dice) {
    for (const name of ["paths", "webhooks"])
      if (isNode(document[name])) document[name] = Object.fromEntries(dice.shuffle(Object.entries(document[name])));
  },
};

/** Each changes what a document means at one place that operations reach. Gives whether there was such a place. */
export const MUTATIONS: Readonly<Record<string, (document: Node, dice: Dice) => boolean>> = {
  addProperty(document, dice) {
    const slot = dice.pick(reachableSlots(document).filter(({ schema }) => schema["type"] === "object" || isNode(schema["properties"])));
    if (!slot) return false;
    slot.schema["properties"] = {
      ...(slot.schema["properties"] as object | undefined),
      [`added${dice.roll(1_000_000_000)}`]: { type: "string" },
    };
    return true;
  },
  removeProperty(document, dice) {
    const slot = dice.pick(
      reachableSlots(document).filter(
        ({ schema, holder }) =>
          !Array.isArray(holder) &&
          isNode(schema["properties"]) &&
          Object.keys(schema["properties"]).length > 0 &&
          schema["allOf"] === undefined,
      ),
    );
    if (!slot) return false;
    const properties = slot.schema["properties"] as Node;
    delete properties[dice.pick(Object.keys(properties)) ?? ""];
    return true;
  },
  limitText(document, dice) {
    const slot = dice.pick(
      reachableSlots(document).filter(
        ({ schema }) => schema["type"] === "string" && schema["maxLength"] === undefined && schema["enum"] === undefined,
      ),
    );
    if (slot) slot.schema["maxLength"] = 31_337;
    return slot !== undefined;
  },
  changeFormat(document, dice) {
    const slot = dice.pick(reachableSlots(document).filter(({ schema }) => schema["type"] === "integer"));
    if (slot) slot.schema["format"] = "int31337";
    return slot !== undefined;
  },
  removeEnumValue(document, dice) {
    const slot = dice.pick(
      reachableSlots(document).filter(({ schema }) => Array.isArray(schema["enum"]) && new Set(schema["enum"]).size > 1),
    );
    if (slot) slot.schema["enum"] = [...new Set(slot.schema["enum"] as unknown[])].slice(1);
    return slot !== undefined;
  },
  addStatus(document, dice) {
    const operations = [document["paths"], document["webhooks"]]
      .flatMap((group) => (isNode(group) ? Object.values(group) : []))
      .flatMap((item) => (isNode(item) ? Object.entries(item) : []))
      .filter(([name, value]) => /^(?:get|put|post|delete|patch)$/.test(name) && isNode(value) && isNode(value["responses"]));
    const found = dice.pick(operations);
    if (found) ((found[1] as Node)["responses"] as Node)["599"] = { description: "new" };
    return found !== undefined;
  },
};
