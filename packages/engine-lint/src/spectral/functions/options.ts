import type { z } from "zod";

/** Checks options against a shape; the first fault, as `"pattern" function …`. */
export function checkOptions(name: string, shape: z.ZodType, example: string): (options: unknown) => string | undefined {
  return (options) => {
    const result = shape.safeParse(options ?? {});
    if (result.success) return undefined;
    const [issue] = result.error.issues;
    const at = issue === undefined || issue.path.length === 0 ? "" : ` and its "${issue.path.join(".")}" option`;
    return `"${name}" function${at}: ${issue?.message ?? "not valid"}. Example: ${example}`;
  };
}

/** For functions without options. */
export function noOptions(name: string): (options: unknown) => string | undefined {
  return (options) =>
    options === undefined || options === null || (typeof options === "object" && Object.keys(options).length === 0)
      ? undefined
      : `"${name}" function does not accept any options`;
}
