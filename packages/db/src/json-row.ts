import { type Column, type InferColumnsDataTypes, type SQL, sql } from "drizzle-orm";

/** Some columns as one JSON object inside a statement, and back to the row that a select of them would give. */
export interface JsonRow<Row> {
  readonly sql: SQL<unknown>;
  /** Throws when `value` is not such an object. */
  read(value: unknown): Row;
}

export function jsonRow<Columns extends Record<string, Column>>(columns: Columns): JsonRow<InferColumnsDataTypes<Columns>> {
  const pairs = Object.entries(columns).map(([key, column]) => sql`${sql.raw(`'${key}'`)}, ${column}`);
  return {
    sql: sql`json_build_object(${sql.join(pairs, sql`, `)})`,
    read(value) {
      if (typeof value !== "object" || value === null) throw new Error("a row is a JSON object");
      const row = Object.entries(columns).map(([key, column]) => {
        const field: unknown = Reflect.get(value, key);
        if (field === undefined) throw new Error(`a row has no ${key}`);
        return [key, field === null ? null : column.mapFromDriverValue(field)];
      });
      // Invariant: the columns' own types are what a select of them has, and each field has been read by its column.
      return Object.fromEntries(row) as InferColumnsDataTypes<Columns>;
    },
  };
}
