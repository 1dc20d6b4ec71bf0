import type { Dialect } from "@surety/model/contracts";
import { escapeToken, joinPointer, type Pointer } from "@surety/model/pointer";
import type { RawNode, RawObject } from "./contract.ts";
import type { ProblemLog } from "./problem-log.ts";
import { describeRawNode, isRawObject } from "./raw-nodes.ts";
import type { Located, References } from "./references.ts";
import { readSchemaKeywords } from "./read-schema-keywords.ts";
import type { Schema } from "./schema.ts";

/** A {@link Schema} while it is being read. */
export type SchemaDraft = { -readonly [Name in keyof Omit<Schema, "ref">]: Schema[Name] } & { ref?: SchemaDraft };

interface Pending {
  readonly draft: SchemaDraft;
  readonly raw: RawObject;
  readonly base: string;
}

/**
 * Makes schema nodes of the places of one document: one node for each source object, found again by its identity.
 * Nodes are made empty and filled by {@link SchemaReader.settle} from a list, so that neither nesting nor reference chains use the stack.
 */
export class SchemaReader {
  readonly dialect: Dialect;
  readonly log: ProblemLog;
  /** The mappings of the nodes with a discriminator, to be completed when all names are known. */
  readonly discriminators = new Map<SchemaDraft, Map<string, Schema>>();
  readonly #references: References;
  readonly #drafts = new Map<RawObject, SchemaDraft>();
  readonly #pending: Pending[] = [];

  constructor(dialect: Dialect, references: References, log: ProblemLog) {
    this.dialect = dialect;
    this.#references = references;
    this.log = log;
  }

  /** From 3.1 on `$ref` may have siblings, and schemas are those of JSON Schema 2020-12. */
  get isModern(): boolean {
    return this.dialect === "openapi-3.1" || this.dialect === "openapi-3.2";
  }

  /** The node of a schema, which is filled by {@link settle}. */
  draft({ value, pointer, base }: Located): SchemaDraft {
    if (!isRawObject(value)) return this.#draftOfOther(value, pointer);
    return this.#drafts.get(value) ?? this.#open(value, pointer, base);
  }

  member(parent: { readonly pointer: Pointer; readonly base: string }, name: string, value: RawNode): SchemaDraft {
    if (!isRawObject(value)) return this.#draftOfOther(value, `${parent.pointer}/${escapeToken(name)}`);
    return this.#drafts.get(value) ?? this.#open(value, `${parent.pointer}/${escapeToken(name)}`, parent.base);
  }

  /** Lets the node of an object of another document, if there is one, be that of an object of this one. */
  adopt(other: SchemaReader, from: RawObject, to: RawObject): void {
    const draft = other.#drafts.get(from);
    if (draft) this.#drafts.set(to, draft);
  }

  #open(raw: RawObject, pointer: Pointer, base: string): SchemaDraft {
    const draft: SchemaDraft = { pointer };
    this.#drafts.set(raw, draft);
    this.#pending.push({ draft, raw, base });
    return draft;
  }

  /** The schema that a `$ref` text means, or undefined when it was reported. */
  target(text: string, from: Located, member = "$ref"): SchemaDraft | undefined {
    const target = this.#references.resolve(text, from, member);
    return target && this.draft(target);
  }

  /** Every node that was made, in the order of discovery. */
  get nodes(): Iterable<SchemaDraft> {
    return this.#drafts.values();
  }

  #draftOfOther(value: RawNode, pointer: Pointer): SchemaDraft {
    if (value === false) return { pointer, never: true };
    if (value !== true)
      this.log.add(
        "wrong-type",
        pointer,
        `Here should be a schema, not ${describeRawNode(value)}.`,
        "Write an object; {} accepts everything.",
      );
    return { pointer };
  }

  /** Fills every node that was made. */
  settle(): void {
    for (let next = this.#pending.pop(); next; next = this.#pending.pop()) this.#fill(next);
  }

  #fill({ draft, raw, base }: Pending): void {
    const text = raw["$ref"];
    const source = { value: raw, pointer: draft.pointer, base };
    const inside = this.#references.enter(source).base;
    const at = inside === base ? source : { ...source, base: inside };
    if (typeof text === "string") this.#fillReference(draft, text, at);
    if (typeof text === "string" && !this.isModern) return;
    if (text !== undefined && typeof text !== "string")
      this.log.add("wrong-type", joinPointer(source.pointer, "$ref"), `\`$ref\` should be text, not ${describeRawNode(text)}.`);
    readSchemaKeywords(this, draft, at);
  }

  #fillReference(draft: SchemaDraft, text: string, source: Located): void {
    draft.refText = text;
    const target = this.target(text, source);
    if (target) draft.ref = target;
    else draft.unsupported = ["$ref"];
  }
}
