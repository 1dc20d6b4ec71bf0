import type { Dialect } from "@surety/model/contracts";
import { escapeToken, joinPointer, type Pointer, splitPointer } from "@surety/model/pointer";
import type { Header, Operation, Parameter, RequestBody, Response } from "./api.ts";
import type { RawNode, RawObject } from "./contract.ts";
import { findSharedParts } from "./find-shared-parts.ts";
import { once } from "./once.ts";
import { ProblemLog } from "./problem-log.ts";
import { describeRawNode, isRawObject } from "./raw-nodes.ts";
import { type Located, References } from "./references.ts";
import type { Schema } from "./schema.ts";
import { SchemaReader } from "./schema-reader.ts";

/** An object of the document and where it stands. */
export interface LocatedObject extends Located {
  readonly value: RawObject;
}

/** What the readers of one document share: typed access that reports what has the wrong type instead of failing. */
export class Reading {
  readonly dialect: Dialect;
  readonly log = new ProblemLog();
  readonly references: References;
  readonly schemas: SchemaReader;
  readonly root: LocatedObject;
  /** Operations of `paths` and `webhooks` that were read, by their places. */
  readonly operations = new Map<Pointer, Operation>();
  #shared: ReadonlySet<Pointer> = new Set();
  /** What was read of an object, for the references that lead to it: one object gives one value. */
  readonly memos = {
    parameters: new Map<RawObject, Parameter | undefined>(),
    headers: new Map<RawObject, Omit<Header, "name">>(),
    requestBodies: new Map<RawObject, RequestBody>(),
    responses: new Map<RawObject, Omit<Response, "status">>(),
    parameterKeywords: new Map<RawObject, RawObject>(),
    /** Media types of Swagger 2.0, by operation. */
    consumes: new Map<RawObject, readonly string[]>(),
    produces: new Map<RawObject, readonly string[]>(),
  };

  constructor(root: RawObject, dialect: Dialect, hasIds: boolean) {
    this.dialect = dialect;
    this.root = { value: root, pointer: "", base: "" };
    this.references = new References(root, hasIds, this.log);
    this.schemas = new SchemaReader(dialect, this.references, this.log);
  }

  /**
   * Takes over what was read of another document and holds here as well, at the same places; to be called before
   * anything is read. Neither document may have names of its own for schemas (`$id`, `$anchor`).
   */
  shareWith(other: Reading): void {
    if (other.log.isFull || other.dialect !== this.dialect) return;
    const doubted = other.log.remarks.map(({ pointer }) => pointer);
    this.#shared = findSharedParts(other.root.value, this.root.value, doubted);
    for (const pointer of this.#shared) {
      const operation = other.operations.get(pointer);
      if (operation) this.operations.set(pointer, operation);
      const [old, own] = [other, this].map(({ root }) => valueAt(root.value, pointer));
      if (!isRawObject(old) || !isRawObject(own)) continue;
      this.schemas.adopt(other.schemas, old, own);
      takeOver(other.memos.parameters, this.memos.parameters, old, own);
      takeOver(other.memos.headers, this.memos.headers, old, own);
      takeOver(other.memos.requestBodies, this.memos.requestBodies, old, own);
      takeOver(other.memos.responses, this.memos.responses, old, own);
    }
  }

  /** Whether all that there is to say about a part of the document holds for another that was read. */
  isShared(pointer: Pointer): boolean {
    return this.#shared.has(pointer);
  }

  get isSwagger(): boolean {
    return this.dialect === "swagger-2.0";
  }

  child(parent: Located, name: string, value: RawNode): Located {
    return { value, pointer: `${parent.pointer}/${escapeToken(name)}`, base: parent.base };
  }

  text(at: LocatedObject, name: string): string | undefined {
    const value = at.value[name];
    if (typeof value === "string" || value === undefined) return value;
    if (typeof value === "number") return String(value);
    this.#wrong(at, name, "text");
    return undefined;
  }

  flag(at: LocatedObject, name: string): boolean {
    const value = at.value[name];
    if (value === undefined || typeof value === "boolean") return value ?? false;
    this.#wrong(at, name, "true or false");
    return value === "true";
  }

  texts(at: LocatedObject, name: string): readonly string[] | undefined {
    const value = at.value[name];
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) {
      this.#wrong(at, name, "a list of texts");
      return undefined;
    }
    const texts = value.filter((item) => typeof item === "string");
    if (texts.length < value.length) this.#wrong(at, name, "a list of texts only");
    return texts;
  }

  /** The member as an object; reported when it is something else, and undefined then or when it is missing. */
  object(at: LocatedObject, name: string): LocatedObject | undefined {
    const value = at.value[name];
    if (value === undefined) return undefined;
    return this.asObject(this.child(at, name, value), `\`${name}\``);
  }

  asObject(node: Located, what: string): LocatedObject | undefined {
    if (isLocatedObject(node)) return node;
    this.log.add("wrong-type", node.pointer, `${what} should be an object, not ${describeRawNode(node.value)}.`);
    return undefined;
  }

  /** Members of the member `name`, in document order. */
  entries(at: LocatedObject, name: string): readonly (readonly [string, Located])[] {
    const object = this.object(at, name);
    return object ? this.members(object) : [];
  }

  members(object: LocatedObject): readonly (readonly [string, Located])[] {
    return Object.keys(object.value).map((key) => [key, this.child(object, key, object.value[key]!)]);
  }

  /** Items of the member `name`. */
  items(at: LocatedObject, name: string): readonly Located[] {
    const value = at.value[name];
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.#wrong(at, name, "a list");
      return [];
    }
    const list = this.child(at, name, value);
    return value.map((item, index) => this.child(list, String(index), item));
  }

  /** The object that a place means after its `$ref`s, or undefined with the reason reported. */
  follow(node: Located, what: string): LocatedObject | undefined {
    const target = this.references.follow(node);
    return target && this.asObject(target, what);
  }

  schema(at: LocatedObject, name: string): Schema | undefined {
    const value = at.value[name];
    return value === undefined ? undefined : this.schemas.draft(this.child(at, name, value));
  }

  /** The schema that the type keywords of a Swagger 2.0 parameter or header make; its `required` and lifecycle are about the parameter. */
  parameterSchema(at: LocatedObject): Schema {
    const value = once(this.memos.parameterKeywords, at.value, () => {
      const { required: _, deprecated: _deprecated, "x-sunset": _sunset, "x-stability-level": _stability, ...keywords } = at.value;
      const own: RawObject = Object.setPrototypeOf(keywords, null); // much faster than members that are deleted
      return own;
    });
    return this.schemas.draft({ ...at, value });
  }

  extensions(at: LocatedObject): ReadonlyMap<string, RawNode> {
    let extensions: Map<string, RawNode> | undefined;
    for (const name of Object.keys(at.value)) if (name.startsWith("x-")) (extensions ??= new Map()).set(name, at.value[name]!);
    return extensions ?? NO_EXTENSIONS;
  }

  #wrong(at: LocatedObject, name: string, expected: string): void {
    this.log.add("wrong-type", joinPointer(at.pointer, name), `\`${name}\` should be ${expected}, not ${describeRawNode(at.value[name])}.`);
  }
}

function isLocatedObject(node: Located): node is LocatedObject {
  return isRawObject(node.value);
}

function valueAt(root: RawObject, pointer: Pointer): RawNode | undefined {
  let node: RawNode | undefined = root;
  for (const token of splitPointer(pointer)) node = isRawObject(node) ? node[token] : undefined;
  return node;
}

function takeOver<Value>(from: ReadonlyMap<RawObject, Value>, to: Map<RawObject, Value>, old: RawObject, own: RawObject): void {
  const value = from.get(old);
  if (value !== undefined) to.set(own, value);
}

const NO_EXTENSIONS: ReadonlyMap<string, RawNode> = new Map();
