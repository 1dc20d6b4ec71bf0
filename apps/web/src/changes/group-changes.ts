import type { Change } from "@surety/model/changes";
import { splitPointer } from "@surety/model/pointer";

export type Grouping = "schema" | "operation";

/** Changes of one schema, or of one operation. */
export interface ChangeGroup {
  /** Name of the schema, key of the operation, or empty for the document as a whole. */
  readonly name: string;
  readonly type: Grouping | "document";
  readonly changes: readonly Change[];
  /** All operations that the changes reach, sorted. */
  readonly operations: readonly string[];
}

/** Groups by the named schema that a change stands in, else by its operation; groups come in the order of their first change. */
export function groupChanges(changes: readonly Change[], by: Grouping): readonly ChangeGroup[] {
  const groups = new Map<string, { name: string; type: ChangeGroup["type"]; changes: Change[] }>();
  for (const change of changes) {
    const schema = by === "schema" ? schemaOf(change) : null;
    const name = schema ?? operationOf(change.coordinate);
    const type = schema !== null ? "schema" : name === "" ? "document" : "operation";
    const key = `${type} ${name}`;
    const group = groups.get(key) ?? { name, type, changes: [] };
    groups.set(key, group);
    group.changes.push(change);
  }
  return [...groups.values()].map((group) => ({
    ...group,
    operations: [...new Set(group.changes.flatMap(({ operations }) => operations))].sort(),
  }));
}

/** `GET /orders/{}#response.200` → `GET /orders/{}`. */
export function operationOf(coordinate: string): string {
  const hash = coordinate.indexOf("#");
  return hash < 0 ? coordinate : coordinate.slice(0, hash);
}

function schemaOf({ base, revision }: Change): string | null {
  const [first, second, third] = splitPointer((revision ?? base)?.pointer ?? "");
  if (first === "components" && second === "schemas") return third ?? null;
  return first === "definitions" ? (second ?? null) : null;
}
