import type { DiffOptions } from "../diff-options.ts";
import { contractExamples } from "./contract-examples.ts";
import type { ChangeExample } from "./example.ts";
import { schemaExamples } from "./schema-examples.ts";

const examples: ReadonlyMap<string, ChangeExample> = new Map([...schemaExamples(), ...contractExamples()]);

/** The example of a kind of change, or null when there is none. */
export function exampleOf(kind: string): ChangeExample | null {
  return examples.get(kind) ?? null;
}

/** Fields that readers do not know matter only to readers that refuse them. */
const NEEDS_STRICT_READERS = new Set(["response-additional-properties-widened", "response-unevaluated-properties-widened"]);

/** The day and the notice that the example is compared with. */
export function exampleOptionsOf(kind: string): DiffOptions {
  const isAboutNotice = /-sunset-(missing|too-soon)$/.test(kind);
  return {
    today: "2026-06-01",
    ...(isAboutNotice ? { deprecationDays: { stable: 90 } } : {}),
    ...(NEEDS_STRICT_READERS.has(kind) ? { strictReaders: true } : {}),
  };
}
