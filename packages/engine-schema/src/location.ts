import type { Json } from "@surety/model/json";
import type { Cover, Choice, Fact, Literal, NameTest } from "./facts.ts";
import { demandsOf } from "./demands.ts";
import type { Setting } from "./own-demands.ts";
import { jsonEqual, typeOfValue } from "./json-values.ts";
import type { SchemaIndex } from "./schema-index.ts";
import { dereference } from "./view.ts";

/**
 * All that is known of one value of one type on one branch of the search.
 *
 * Invariant: `apply` returns false only when no value satisfies the facts so far.
 */
export class Location {
  readonly setting: Setting;
  readonly index: SchemaIndex;
  /** Why an answer "there is such a value" would not be reliable. */
  unknown: string | null = null;
  /** Defaults of this type: values that a reader recognises. */
  hints: Json[] = [];
  /** The only values possible, when a list was given. */
  listed: readonly Json[] | null = null;
  excluded: Json[] = [];
  choices: Choice[] = [];

  least = -Infinity;
  leastExclusive = false;
  most = Infinity;
  mostExclusive = false;
  integer: boolean | null = null;
  multiples: { readonly of: number; readonly holds: boolean }[] = [];
  texts: { readonly on: "pattern" | "format"; readonly text: string; readonly holds: boolean }[] = [];
  minSize = 0;
  maxSize = Infinity;

  /** Literals of single items, and of those that must be there. */
  itemLiterals: { readonly index: number; readonly literal: Literal }[] = [];
  itemsPresent = 0;
  restItems: { readonly from: number; readonly literal: Literal }[] = [];
  someItems: { readonly from: number; readonly literals: readonly Literal[] }[] = [];
  contains: { readonly literal: Literal; readonly minimum: number; readonly maximum: number }[] = [];
  unique = false;
  repeated = false;

  required = new Set<string>();
  absent = new Set<string>();
  members = new Map<string, readonly Literal[]>();
  matching: { readonly pattern: string; readonly literal: Literal }[] = [];
  others: { readonly cover: Cover; readonly literal: Literal }[] = [];
  nameLiterals: Literal[] = [];
  someMembers: { readonly name: NameTest; readonly literals: readonly Literal[] }[] = [];
  /** What senders declare here; null when nobody sends. */
  #declared: { readonly names: Set<string>; readonly patterns: string[] } | null = null;
  #open = false;

  #held = new Map<number, Literal["mode"]>();
  #refused = new Map<number, Literal["mode"]>();

  constructor(setting: Setting, index: SchemaIndex) {
    this.setting = setting;
    this.index = index;
  }

  /** For one branch of a choice: nothing that happens to it is seen here. */
  copy(): Location {
    const copy: Location = Object.assign(new Location(this.setting, this.index), this);
    copy.choices = this.choices.slice();
    copy.excluded = this.excluded.slice();
    copy.hints = this.hints.slice();
    copy.#held = new Map(this.#held);
    copy.#refused = new Map(this.#refused);
    if (this.setting.type === "array") this.#copyArray(copy);
    else if (this.setting.type === "object") this.#copyObject(copy);
    else {
      copy.multiples = this.multiples.slice();
      copy.texts = this.texts.slice();
    }
    return copy;
  }

  #copyArray(copy: Location): void {
    copy.itemLiterals = this.itemLiterals.slice();
    copy.restItems = this.restItems.slice();
    copy.someItems = this.someItems.slice();
    copy.contains = this.contains.slice();
  }

  #copyObject(copy: Location): void {
    copy.required = new Set(this.required);
    copy.absent = new Set(this.absent);
    copy.members = new Map(this.members);
    copy.matching = this.matching.slice();
    copy.others = this.others.slice();
    copy.nameLiterals = this.nameLiterals.slice();
    copy.someMembers = this.someMembers.slice();
    copy.#declared = this.#declared === null ? null : { names: new Set(this.#declared.names), patterns: this.#declared.patterns.slice() };
    copy.#open = this.#open;
  }

  applyAll(facts: readonly Fact[]): boolean {
    return facts.every((fact) => this.apply(fact));
  }

  apply(fact: Fact): boolean {
    switch (fact.on) {
      case "literal":
        return this.#applyLiteral(fact.literal);
      case "choice":
        if (fact.choice.length === 1) return this.applyAll(fact.choice[0] ?? []);
        this.choices.push(fact.choice);
        return fact.choice.length > 0;
      case "false":
        return false;
      case "unknown":
        this.unknown ??= fact.reason;
        return true;
      case "excluded":
        this.excluded.push(...fact.values);
        return true;
      case "least":
      case "most":
      case "multiple":
      case "integer":
        return this.#applyNumber(fact);
      case "pattern":
      case "format":
        if (this.texts.some((other) => other.on === fact.on && other.text === fact.text && other.holds !== fact.holds)) return false;
        this.texts.push(fact);
        return true;
      case "minSize":
        this.minSize = Math.max(this.minSize, fact.size);
        return this.minSize <= this.maxSize;
      case "maxSize":
        this.maxSize = Math.min(this.maxSize, fact.size);
        return this.minSize <= this.maxSize;
      default:
        return this.setting.type === "array" ? this.#applyArray(fact) : this.#applyObject(fact);
    }
  }

  #applyNumber(fact: Extract<Fact, { on: "least" | "most" | "multiple" | "integer" }>): boolean {
    if (fact.on === "least" || fact.on === "most") this.#bound(fact);
    else if (fact.on === "multiple") this.multiples.push(fact);
    else {
      if (this.integer !== null && this.integer !== fact.holds) return false;
      this.integer = fact.holds;
    }
    return this.least < this.most || (this.least === this.most && !this.leastExclusive && !this.mostExclusive);
  }

  #bound(fact: Extract<Fact, { on: "least" | "most" }>): void {
    if (fact.on === "least") {
      if (fact.value > this.least || (fact.value === this.least && fact.exclusive))
        [this.least, this.leastExclusive] = [fact.value, fact.exclusive];
    } else if (fact.value < this.most || (fact.value === this.most && fact.exclusive)) {
      [this.most, this.mostExclusive] = [fact.value, fact.exclusive];
    }
  }

  #applyArray(fact: Fact): boolean {
    if (fact.on === "item") this.itemLiterals.push({ index: fact.index, literal: fact.literal });
    else if (fact.on === "itemAt") {
      for (const literal of fact.literals) this.itemLiterals.push({ index: fact.index, literal });
      this.itemsPresent = Math.max(this.itemsPresent, fact.index + 1);
      return this.itemsPresent <= this.maxSize;
    } else if (fact.on === "items") this.restItems.push(fact);
    else if (fact.on === "someItem") this.someItems.push(fact);
    else if (fact.on === "contains") return this.#applyContains(fact);
    else if (fact.on === "unique") {
      if (fact.holds) this.unique = true;
      else this.repeated = true;
      return !(this.unique && this.repeated);
    }
    return true;
  }

  /** Counts of the same items must have a number in common. */
  #applyContains(fact: Extract<Fact, { on: "contains" }>): boolean {
    this.contains.push(fact);
    const { schema, positive, mode } = fact.literal;
    const number = this.index.of(schema);
    const { types } = dereference(schema);
    // Modes tell apart what is inside objects only.
    const scalar = types !== undefined && !types.has("object") && !types.has("array");
    const same = this.contains.filter(
      ({ literal }) => literal.positive === positive && (scalar || literal.mode === mode) && this.index.of(literal.schema) === number,
    );
    return Math.max(...same.map(({ minimum }) => minimum)) <= Math.min(...same.map(({ maximum }) => maximum));
  }

  #applyObject(fact: Fact): boolean {
    switch (fact.on) {
      case "property":
        this.#addMember(fact.name, [fact.literal]);
        return !this.required.has(fact.name) || !this.#contradicts(fact.name, [fact.literal]);
      case "member":
        this.required.add(fact.name);
        if (this.absent.has(fact.name) || this.#contradicts(fact.name, fact.literals)) return false;
        this.#addMember(fact.name, fact.literals);
        return true;
      case "absent":
        this.absent.add(fact.name);
        return !this.required.has(fact.name);
      case "matching":
        this.matching.push(fact);
        return true;
      case "others":
        this.others.push(fact);
        return true;
      case "names":
        this.nameLiterals.push(fact.literal);
        return true;
      case "someMember":
        this.someMembers.push(fact);
        return true;
      case "declared":
        this.#declared ??= { names: new Set(), patterns: [] };
        for (const name of fact.cover.names) this.#declared.names.add(name);
        this.#declared.patterns.push(...fact.cover.patterns);
        this.#open ||= fact.open;
        return true;
      default:
        return true;
    }
  }

  #addMember(name: string, literals: readonly Literal[]): void {
    if (literals.length === 0) return;
    this.members.set(name, [...(this.members.get(name) ?? []), ...literals]);
  }

  #contradicts(name: string, literals: readonly Literal[]): boolean {
    const known = this.members.get(name);
    return known !== undefined && literals.some((literal) => known.some((other) => this.opposite(literal, other)));
  }

  /** The same schema is held and refused. */
  opposite(left: Literal, right: Literal): boolean {
    if (left.positive === right.positive || this.index.of(left.schema) !== this.index.of(right.schema)) return false;
    const [held, refused] = left.positive ? [left, right] : [right, left];
    return !(held.mode === "lenient" && refused.mode !== "lenient");
  }

  /** The only names that are sent here; null when there is no such limit. An object of which nothing is declared is free. */
  get sendable(): Cover | null {
    const declared = this.#declared;
    return declared === null || this.#open || declared.names.size + declared.patterns.length === 0 ? null : declared;
  }

  /** The literal's opposite holds already. */
  refutesLiteral(literal: Literal): boolean {
    const opposite = (literal.positive ? this.#refused : this.#held).get(this.index.of(literal.schema));
    if (opposite === undefined) return false;
    const [held, refused] = literal.positive ? [literal.mode, opposite] : [opposite, literal.mode];
    return !(held === "lenient" && refused !== "lenient");
  }

  #applyLiteral(given: Literal): boolean {
    const literal = { ...given, schema: dereference(given.schema) };
    if (this.refutesLiteral(literal)) return false;
    const number = this.index.of(literal.schema);
    const own = literal.positive ? this.#held : this.#refused;
    const known = own.get(number);
    if (known !== undefined && (known === literal.mode || (literal.positive ? known === "sender" : known === "lenient"))) return true;
    own.set(number, literal.mode);
    if (literal.positive) this.#note(literal);
    return this.applyAll(demandsOf(literal, this.setting));
  }

  #note(literal: Literal): void {
    const { schema } = literal;
    const ofType = (value: Json): boolean => typeOfValue(value) === this.setting.type;
    if (schema.default !== undefined && ofType(schema.default)) this.hints.push(schema.default);
    if (schema.enum === undefined) return;
    const values = schema.enum.filter(ofType);
    this.listed = this.listed === null ? values : this.listed.filter((value) => values.some((other) => jsonEqual(value, other)));
  }
}
