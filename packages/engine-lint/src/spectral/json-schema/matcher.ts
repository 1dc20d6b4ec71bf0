import { safePattern } from "../safe-pattern.ts";
import { UnusableSchema } from "./schema-error.ts";

/** Whether a pattern occurs in a text. It is compiled when it is first needed; then it may throw {@link UnusableSchema}. */
export function matcherOf(pattern: string): (text: string) => boolean {
  const prefix = /^\^([\w-]+)$/.exec(pattern)?.[1];
  if (prefix !== undefined) return (text) => text.startsWith(prefix);
  let test: ((text: string) => boolean) | undefined;
  return (text) => (test ??= compile(pattern))(text);
}

function compile(pattern: string): (text: string) => boolean {
  try {
    return safePattern(pattern).test;
  } catch (error) {
    throw error instanceof Error && error.name === "PatternError" ? new UnusableSchema(error.message) : error;
  }
}
