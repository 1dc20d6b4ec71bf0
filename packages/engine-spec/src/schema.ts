import type { Json } from "@surety/model/json";
import type { Pointer } from "@surety/model/pointer";

export type JsonType = "null" | "boolean" | "integer" | "number" | "string" | "array" | "object";

/**
 * A JSON Schema with the meaning of 2020-12, whatever dialect it was written in: `nullable`, boolean
 * exclusive limits and `example` of OpenAPI 3.0 are already translated, `const` is an enum of one.
 *
 * Invariants: (1) `ref` is the target node itself, so the graph may be cyclic and is never expanded;
 * (2) under 3.0 and 2.0 a node with `ref` has no other constraint (siblings are ignored there);
 * (3) one source location gives one node, so identity is a memo key; (4) an absent keyword constrains nothing.
 */
export interface Schema {
  /** Where it is written; a synthetic node (for example a Swagger `formData` body) points at its origin. */
  readonly pointer: Pointer;
  /** The schema `false`: nothing is valid. (`true` is a node without keywords.) */
  readonly never?: true;

  ref?: Schema;
  /** The `$ref` text, for messages. */
  readonly refText?: string;

  readonly types?: ReadonlySet<JsonType>;
  readonly enum?: readonly Json[];

  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;

  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly contentEncoding?: string;
  readonly contentMediaType?: string;
  /** Of the content after decoding; an annotation, which no validator asserts. */
  readonly contentSchema?: Schema;

  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema;
  readonly contains?: Schema;
  readonly minContains?: number;
  readonly maxContains?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly unevaluatedItems?: Schema;

  readonly properties?: ReadonlyMap<string, Schema>;
  readonly patternProperties?: ReadonlyMap<string, Schema>;
  readonly additionalProperties?: Schema;
  readonly propertyNames?: Schema;
  readonly required?: ReadonlySet<string>;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly dependentRequired?: ReadonlyMap<string, readonly string[]>;
  readonly dependentSchemas?: ReadonlyMap<string, Schema>;
  readonly unevaluatedProperties?: Schema;

  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;

  readonly discriminator?: Discriminator;
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
  readonly deprecated?: boolean;
  /** `x-sunset`, as written. */
  readonly sunset?: Json;
  /** `x-stability-level`, as written. */
  readonly stability?: Json;
  readonly default?: Json;
  /** `x-extensible-enum`: readers must expect values beyond the listed ones. */
  readonly extensibleEnum?: readonly Json[];
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly Json[];
  /** Keywords that constrain and that this reader does not understand (for example `$dynamicRef`): subsumption is unknown. */
  readonly unsupported?: readonly string[];
  /** What those keywords say, as JSON: nodes that say something else are not the same. */
  readonly unsupportedText?: string;
}

export interface Discriminator {
  readonly propertyName: string;
  readonly mapping: ReadonlyMap<string, Schema>;
}
