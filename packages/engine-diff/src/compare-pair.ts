import type { Answer } from "@surety/engine-schema/answer";
import type { JsonType, Schema } from "@surety/engine-spec/schema";
import { joinPointer } from "@surety/model/pointer";
import { isNever, isStripped } from "@surety/engine-schema/view";
import type { Flat } from "./flat.ts";
import { placeOf, takesNull } from "./flat.ts";
import { labelArm, matchArms } from "./match-arms.ts";
import type { ArmMatches } from "./match-arms.ts";
import type { Edge, Issue, Pair } from "./pair.ts";
import { compareAnnotations } from "./rules/annotations.ts";
import { prefixLengths } from "./rules/arrays.ts";
import { typeRule } from "./rules/json-types.ts";
import { restConstraint, restsOf } from "./rules/objects.ts";
import * as properties from "./rules/properties.ts";
import { unionRule } from "./rules/unions.ts";
import { schemaRules } from "./schema-rules.ts";
import type { SchemaRule } from "./schema-rule.ts";
import type { Session } from "./session.ts";

/** Finds what two schemas differ in by themselves, and which of their parts have to be compared. */
export class PairComparison {
  readonly #session: Session;
  readonly #pair: Pair;
  readonly #base: Flat;
  readonly #revision: Flat;
  readonly #pairOf: (base: Schema, revision: Schema) => Pair | null;

  /** `pairOf` gives the pair of two schemas in the same direction, or null when they are equal. */
  constructor(session: Session, pair: Pair, pairOf: (base: Schema, revision: Schema) => Pair | null) {
    this.#session = session;
    this.#pair = pair;
    this.#pairOf = pairOf;
    this.#base = session.flattener.of(pair.base);
    this.#revision = session.flattener.of(pair.revision);
  }

  get #request(): boolean {
    return this.#pair.direction === "request";
  }

  get #sender(): Flat {
    return this.#request ? this.#base : this.#revision;
  }

  get #reader(): Flat {
    return this.#request ? this.#revision : this.#base;
  }

  run(): void {
    for (const { kind, level, meaning, message, undecided, keyword } of compareAnnotations(
      this.#base,
      this.#revision,
      this.#pair.direction,
      this.#session,
    )) {
      this.#add({
        kind,
        level,
        proved: level,
        evidence: null,
        meaning,
        message,
        ...(undecided === undefined ? {} : { undecided }),
        label: "",
        base: placeOf(this.#base, keyword),
        revision: placeOf(this.#revision, keyword),
      });
    }
    const union = this.#compareUnions();
    if (union === "done") return;
    for (const rule of schemaRules) if (rule !== unionRule || union === "whole") this.#apply(rule);
    if (disjoint(this.#base.types, this.#revision.types)) return;
    this.#compareProperties();
    this.#compareRest();
    this.#compareItems();
  }

  #add(issue: Issue): void {
    this.#pair.issues.push(issue);
  }

  #step(label: string, base: Schema, revision: Schema, wrap: Edge["wrap"]): void {
    const to = this.#pairOf(base, revision);
    if (to !== null) this.#pair.edges.push({ label, wrap, to });
  }

  #written(flat: Flat): Flat {
    return this.#session.flattener.of(this.#session.texts.written(flat.schema));
  }

  /** A value that the sender sends and that `constraint` refuses. */
  #violates(constraint: Schema | null, undeclared: boolean): Answer {
    if (constraint === null) return { found: "no" };
    const comparer = this.#session.comparer(this.#pair.direction);
    const { schema } = this.#sender;
    return comparer.exists([undeclared ? comparer.valid(schema) : comparer.sent(schema), comparer.rejected(constraint)]);
  }

  /** Every valid value of one schema is valid under the other. */
  #isWithin(inner: Schema, outer: Schema): boolean {
    const comparer = this.#session.comparer(this.#pair.direction);
    return comparer.exists([comparer.valid(inner), { ...comparer.valid(outer), positive: false }]).found === "no";
  }

  #apply(rule: SchemaRule): void {
    const before = rule.constraint(this.#base, this.#revision);
    const after = rule.constraint(this.#revision, this.#base);
    const { index } = this.#session;
    if (before === after || (before !== null && after !== null && index.of(before) === index.of(after))) return;
    const [ofReader, ofSender] = this.#request ? [after, before] : [before, after];
    const undeclared = rule.undeclared === true;
    const breaks = this.#violates(ofReader, undeclared);
    const kinds = rule.kinds[this.#pair.direction];
    const [shownBase, shownRevision] = [this.#written(this.#base), this.#written(this.#revision)];
    const [from, to] = [rule.describe(shownBase), rule.describe(shownRevision)];
    const common = {
      label: "",
      meaning: `${from} → ${to}`,
      undeclared,
      message: rule.sentence?.(shownBase, shownRevision) ?? `allows %: ${rule.noun} changes from ${from} to ${to}`,
      base: placeOf(this.#base, ...rule.keywords),
      revision: placeOf(this.#revision, ...rule.keywords),
    };
    if (breaks.found !== "no") {
      const narrowed = this.#request;
      const kind = narrowed ? kinds.narrowed : kinds.widened;
      const level = rule.level?.(this.#base, this.#revision, this.#pair.direction) ?? "breaking";
      const message = common.message.replace("%", narrowed ? "less" : "more");
      if (breaks.found === "unknown")
        this.#add({
          ...common,
          kind,
          message,
          level: level === "safe" ? "safe" : "risky",
          proved: level,
          evidence: null,
          undecided: breaks.reason,
        });
      else
        this.#add({
          ...common,
          kind,
          message,
          level: level === "safe" ? "safe" : "prove",
          proved: level,
          evidence: { pointer: "", not: ofReader ?? NOTHING },
        });
      return;
    }
    // Of a value that has become another type, the type is all that there is to say.
    if (rule !== typeRule && disjoint(this.#base.types, this.#revision.types)) return;
    const comparer = this.#session.comparer(this.#pair.direction);
    const loosens =
      ofSender === null
        ? "no"
        : comparer.exists([comparer.valid(this.#reader.schema), { ...comparer.valid(ofSender), positive: false }]).found;
    // Read as text, a type can lose values by another keyword, which has its own rule.
    if (loosens === "no" || (rule === typeRule && from === to)) return;
    const kind = this.#request ? kinds.widened : kinds.narrowed;
    this.#add({
      ...common,
      kind,
      message: common.message.replace("%", this.#request ? "more" : "less"),
      level: "safe",
      proved: "safe",
      evidence: null,
    });
  }

  /** The schemas of a property that travels in this direction. */
  #property(flat: Flat, name: string): { readonly schema: Schema | undefined; readonly stripped: boolean } {
    const schema = this.#session.flattener.join(flat.properties.get(name) ?? []);
    const stripped = schema !== undefined && isStripped(schema, { direction: this.#pair.direction });
    if (schema === undefined && flat.required.has(name)) return { schema: { pointer: placeOf(flat, "required") }, stripped };
    return { schema: stripped ? undefined : schema, stripped };
  }

  #compareProperties(): void {
    const names = new Set([
      ...this.#base.properties.keys(),
      ...this.#revision.properties.keys(),
      ...this.#base.required,
      ...this.#revision.required,
    ]);
    for (const name of [...names].sort()) {
      const before = this.#property(this.#base, name);
      const after = this.#property(this.#revision, name);
      const required = [this.#base.required.has(name) && !before.stripped, this.#revision.required.has(name) && !after.stripped] as const;
      if (before.schema !== undefined && after.schema !== undefined) {
        this.#step(`.${name}`, before.schema, after.schema, (inner) => member(name, inner));
        this.#compareRequired(name, required);
      } else if (before.schema === undefined && after.schema !== undefined) this.#added(name, after.schema, required);
      else if (before.schema !== undefined && after.schema === undefined) this.#removed(name, before.schema, required, after.stripped);
    }
  }

  #placeOfProperty(flat: Flat, name: string): string {
    return flat.properties.get(name)?.[0]?.pointer ?? placeOf(flat, "required", "properties");
  }

  #compareRequired(name: string, [was, is]: readonly [boolean, boolean]): void {
    if (was === is) return;
    const places = { base: this.#placeOfProperty(this.#base, name), revision: this.#placeOfProperty(this.#revision, name) };
    const common = { ...places, label: `.${name}`, meaning: is ? "required" : "optional" };
    const harms = this.#request ? is : was;
    if (!harms) {
      const kind = this.#request ? properties.becameOptional : properties.responseBecameRequired;
      this.#add({
        ...common,
        kind,
        message: is ? "is always there from now on" : "may be left out from now on",
        level: "safe",
        proved: "safe",
        evidence: null,
      });
      return;
    }
    const kind = this.#request ? properties.becameRequired : properties.responseBecameOptional;
    this.#prove(
      { ...common, kind, message: this.#request ? "is required from now on" : "may be missing from now on" },
      { pointer: "", required: new Set([name]) },
      null,
    );
  }

  /** Breaking when what the sender sends can violate the constraint, else `otherwise`; null: not worth a word. */
  #prove(
    issue: Pick<Issue, "kind" | "label" | "meaning" | "message" | "base" | "revision">,
    constraint: Schema,
    otherwise: "risky" | "safe" | null,
    focus?: Schema,
  ): void {
    const comparer = this.#session.comparer(this.#pair.direction);
    const literals = [
      comparer.sent(this.#sender.schema),
      comparer.rejected(constraint),
      ...(focus === undefined ? [] : [comparer.valid(focus)]),
    ];
    const answer = comparer.exists(literals);
    const refusal: Schema = { pointer: "", not: constraint };
    const evidence: Schema = focus === undefined ? refusal : { pointer: "", allOf: [focus, refusal] };
    if (answer.found === "yes") this.#add({ ...issue, level: "prove", proved: "breaking", evidence });
    else if (answer.found === "unknown") this.#add({ ...issue, level: "risky", proved: "risky", evidence: null, undecided: answer.reason });
    else if (otherwise !== null) this.#add({ ...issue, level: otherwise, proved: otherwise, evidence: null });
  }

  #added(name: string, schema: Schema, [, required]: readonly [boolean, boolean]): void {
    const common = { label: `.${name}`, meaning: "added", base: null, revision: schema.pointer };
    if (!this.#request) {
      const issue = { ...common, kind: properties.responsePropertyAdded, message: "is new" };
      this.#prove(issue, restConstraint(this.#base, []) ?? NOTHING, "safe", { pointer: "", required: new Set([name]) });
      return;
    }
    if (required)
      this.#prove(
        { ...common, kind: properties.requiredPropertyAdded, message: "is new and required" },
        { pointer: "", required: new Set([name]) },
        "safe",
      );
    else
      this.#prove(
        { ...common, kind: properties.propertyAdded, message: "is new and optional" },
        { pointer: "", properties: new Map([[name, schema]]) },
        "safe",
      );
  }

  #removed(name: string, schema: Schema, [required]: readonly [boolean, boolean], stripped: boolean): void {
    const common = { label: `.${name}`, meaning: "removed", base: schema.pointer, revision: null };
    if (!this.#request) {
      if (required)
        this.#prove(
          { ...common, kind: properties.requiredPropertyRemoved, message: "is gone, and was always there" },
          { pointer: "", required: new Set([name]) },
          "safe",
        );
      else
        this.#add({
          ...common,
          kind: properties.optionalPropertyRemoved,
          message: "is gone, and was optional",
          level: "safe",
          proved: "safe",
          evidence: null,
        });
      return;
    }
    if (stripped) {
      this.#add({
        ...common,
        kind: properties.becameReadOnly,
        message: "is read-only from now on",
        level: "safe",
        proved: "safe",
        evidence: null,
        revision: this.#placeOfProperty(this.#revision, name),
      });
      return;
    }
    if (this.#revision.parts.length === 0) return;
    const rest = restConstraint(this.#revision, []);
    const issue = { ...common, kind: properties.requestPropertyRemoved, message: "is gone" };
    this.#prove(issue, rest ?? NOTHING, "risky", { pointer: "", required: new Set([name]) });
  }

  /** Schemas of undeclared properties on both sides. */
  #compareRest(): void {
    const [before, after] = [restsOf(this.#base), restsOf(this.#revision)];
    if (before.length === 0 && after.length === 0) return;
    if ([...before, ...after].some(isNever)) return;
    const { flattener } = this.#session;
    const taken = new Set([...this.#base.properties.keys(), ...this.#revision.properties.keys()]);
    const name = ["key", "other", "extra", "_"].find((candidate) => !taken.has(candidate)) ?? "__key__";
    const anything = (flat: Flat): Schema => ({ pointer: placeOf(flat) });
    this.#step(".*", flattener.join(before) ?? anything(this.#base), flattener.join(after) ?? anything(this.#revision), (inner) =>
      member(name, inner),
    );
  }

  #compareItems(): void {
    const count = prefixLengths(this.#base);
    if (count !== prefixLengths(this.#revision)) return;
    for (let index = 0; index < count; index += 1) {
      const [before, after] = [this.#base, this.#revision].map((flat) =>
        this.#session.flattener.join(flat.parts.flatMap((part) => part.prefixItems?.[index] ?? [])),
      );
      if (before !== undefined && after !== undefined) this.#step(`[${index}]`, before, after, (inner) => item(index, inner));
    }
    const [before, after] = [this.#base, this.#revision].map((flat) =>
      this.#session.flattener.join(flat.parts.flatMap((part) => part.items ?? [])),
    );
    if (before === undefined && after === undefined) return;
    const anything = (flat: Flat): Schema => ({ pointer: placeOf(flat) });
    this.#step("[]", before ?? anything(this.#base), after ?? anything(this.#revision), (inner) => item(count, inner));
  }

  /** `done`: alternatives explain everything. `arms`: compared one by one. `whole`: to be compared as a whole. */
  #compareUnions(): "done" | "arms" | "whole" {
    const [before, ...moreBefore] = this.#base.unions;
    const [after, ...moreAfter] = this.#revision.unions;
    if (before === undefined && after === undefined) return "arms";
    if (moreBefore.length > 0 || moreAfter.length > 0) return "whole";
    if (before === undefined || after === undefined) return this.#wrapped();
    if (before.oneOf !== after.oneOf) return "whole";
    const matches = matchArms(before.arms, after.arms, {
      index: this.#session.index,
      flattener: this.#session.flattener,
      isSame: (left, right) => this.#isWithin(left, right) && this.#isWithin(right, left),
    });
    for (const { base, revision } of matches.paired) {
      this.#step(labelArm(revision, this.#revision, this.#session.flattener, after.arms), base, revision, (inner) => ({
        pointer: "",
        allOf: [this.#request ? base : revision, inner],
      }));
    }
    this.#compareLoneArms(matches);
    return "arms";
  }

  /** Alternatives without a counterpart on the other side. */
  #compareLoneArms({ removed, added }: ArmMatches): void {
    if (removed.length === 0 && added.length === 0) return;
    const [sent, read] = this.#request ? [removed, added] : [added, removed];
    const kinds = unionRule.kinds[this.#pair.direction];
    const labels = (arms: readonly Schema[], flat: Flat): string =>
      arms.map((arm) => labelArm(arm, flat, this.#session.flattener, arms)).join(", ");
    const parts = [
      ...(removed.length > 0 ? [`without ${labels(removed, this.#base)}`] : []),
      ...(added.length > 0 ? [`with ${labels(added, this.#revision)}`] : []),
    ];
    const common = {
      label: "",
      meaning: parts.join(" "),
      base: placeOf(this.#base, ...unionRule.keywords),
      revision: placeOf(this.#revision, ...unionRule.keywords),
    };
    if (sent.length > 0) {
      const constraint = unionRule.constraint(this.#reader, this.#sender) ?? { pointer: "", allOf: [this.#reader.schema] };
      const kind = this.#request ? kinds.narrowed : kinds.widened;
      this.#prove(
        { ...common, kind, message: `has other alternatives: ${parts.join(", ")}` },
        constraint,
        read.length > 0 ? "safe" : null,
        { pointer: "", anyOf: sent },
      );
    } else
      this.#add({
        ...common,
        kind: this.#request ? kinds.widened : kinds.narrowed,
        message: `has other alternatives: ${parts.join(", ")}`,
        level: "safe",
        proved: "safe",
        evidence: null,
      });
  }

  /** Of the alternatives one has the type of the plain schema, and no other: that one is what it became. */
  #comparedWithOneArm(union: Flat): boolean {
    const plain = union === this.#base ? this.#revision : this.#base;
    const arms = union.unions[0]?.arms ?? [];
    const typed = (flat: Flat): boolean => flat.types !== undefined;
    const flats = arms.map((arm) => this.#session.flattener.of(arm));
    if (!typed(plain) || !flats.every(typed) || takesNull(plain)) return false;
    const twins = arms.filter((_arm, index) => !disjoint(flats[index]?.types, plain.types));
    const [twin] = twins;
    if (twin === undefined || twins.length > 1) return false;
    const others = arms.filter((arm) => arm !== twin);
    const [before, after] = union === this.#revision ? [plain.schema, twin] : [twin, plain.schema];
    this.#step("", before, after, (inner) => ({ pointer: "", allOf: [this.#request ? before : after, inner] }));
    this.#compareLoneArms(
      union === this.#revision ? { paired: [], removed: [], added: others } : { paired: [], removed: others, added: [] },
    );
    return true;
  }

  /** A plain schema on one side and nothing but alternatives on the other. */
  #wrapped(): "done" | "whole" {
    const union = this.#base.unions.length > 0 ? this.#base : this.#revision;
    const pure = union.parts.every((part) => Object.entries(part).every(([keyword, value]) => value === undefined || PURE.has(keyword)));
    if (!pure) return "whole";
    if (this.#comparedWithOneArm(union)) return "done";
    const whole: SchemaRule = { ...unionRule, constraint: (flat) => ({ pointer: flat.schema.pointer, allOf: [flat.schema] }) };
    this.#apply(whole);
    return "done";
  }
}

const PURE = new Set([
  "pointer",
  "refText",
  "title",
  "description",
  "examples",
  "anyOf",
  "oneOf",
  "discriminator",
  "default",
  "deprecated",
  "sunset",
  "stability",
  "readOnly",
  "writeOnly",
]);
const NOTHING: Schema = { pointer: "" };

function disjoint(left: ReadonlySet<JsonType> | undefined, right: ReadonlySet<JsonType> | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  const numeric = (types: ReadonlySet<JsonType>): boolean => types.has("number") || types.has("integer");
  if (numeric(left) && numeric(right)) return false;
  return ![...left].some((type) => type !== "null" && right.has(type));
}

function member(name: string, inner: Schema): Schema {
  return {
    pointer: joinPointer("", name),
    types: new Set<JsonType>(["object"]),
    required: new Set([name]),
    properties: new Map([[name, inner]]),
  };
}

function item(index: number, inner: Schema): Schema {
  return {
    pointer: joinPointer("", index),
    types: new Set<JsonType>(["array"]),
    minItems: index + 1,
    prefixItems: [...Array.from({ length: index }, () => NOTHING), inner],
  };
}
