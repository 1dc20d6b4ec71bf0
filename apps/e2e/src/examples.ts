import { fileURLToPath } from "node:url";
import { Change, type Level } from "@surety/model/changes";
import { type ExampleService, exampleServices } from "@surety/examples/example-documents";
import { expect } from "vitest";

export interface Example extends ExampleService {
  /** Absolute path of the document of a version. */
  readonly document: (version: "1.0.0" | "1.1.0") => string;
}

const [orders, ...others] = exampleServices.map(
  (example): Example => ({ ...example, document: (version) => documentOf(example, version) }),
);
if (orders === undefined) throw new Error("no example services");

/** The three example services: 1.1.0 has two breaking changes and one safe one against 1.0.0. */
export const examples = [orders, ...others] as const;
/** One of them, for tests to which it does not matter which. */
export const example = orders;

function documentOf({ service, versions }: ExampleService, version: string): string {
  const found = versions.find((known) => known.version === version);
  if (found === undefined) throw new Error(`${service} has no version ${version}`);
  return fileURLToPath(found.path);
}

/** Expects exactly the changes of `level` that the example has, each with its proof when it breaks. */
export function expectChanges(found: readonly unknown[], { expectedChanges }: Example, level: Level): void {
  const changes = found.map((change) => Change.parse(change)).filter((change) => change.level === level);
  const expected = expectedChanges.filter((change) => change.level === level);
  expect(changes.map(({ coordinate, message }) => `${coordinate}: ${message}`)).toHaveLength(expected.length);
  for (const { coordinateContains, direction, operations } of expected) {
    const change = changes.find(({ coordinate }) => coordinate.includes(coordinateContains));
    expect(change, `a ${level} change at ${coordinateContains}`).toMatchObject({ direction, operations: [...operations].sort() });
  }
  if (level === "breaking") expect(changes.filter(({ witness }) => witness === null)).toEqual([]);
}
