import { UnusableSchema } from "./schema-error.ts";

export type Members = Readonly<Record<string, unknown>>;
/** How a schema says that null is allowed too. */
export type NullableKeyword = "nullable" | "x-nullable";

export function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function typesOf(schema: Members, nullable: NullableKeyword): readonly string[] {
  const { type } = schema;
  const types = typeof type === "string" ? [type] : Array.isArray(type) ? type.filter((each) => typeof each === "string") : [];
  return schema[nullable] === true && types.length > 0 && !types.includes("null") ? [...types, "null"] : types;
}

export function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isMembers(value);
    case "integer":
      return typeof value === "number" && Number.isFinite(value) && value % 1 === 0;
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    case "string":
    case "boolean":
      return typeof value === type;
    default:
      throw new UnusableSchema(`type must be JSONType or JSONType[]: ${type}`);
  }
}
