import { z } from "zod";
import { type SafePattern, safePattern } from "../safe-pattern.ts";
import { checkOptions } from "./options.ts";
import type { RuleFunction } from "./rule-function.ts";

const CASES = ["flat", "camel", "pascal", "kebab", "cobol", "snake", "macro"] as const;
type Case = (typeof CASES)[number];

const CasingOptions = z.strictObject({
  type: z.enum(CASES),
  disallowDigits: z.boolean().optional(),
  separator: z.strictObject({ char: z.string().length(1), allowLeading: z.boolean().optional() }).optional(),
});

export const casing: RuleFunction = {
  name: "casing",
  check: checkOptions("casing", CasingOptions, '{ "type": "camel" }'),
  run(value, options) {
    const given = CasingOptions.safeParse(options);
    if (typeof value !== "string" || value === "" || !given.success) return undefined;
    const { type, separator } = given.data;
    if (separator?.allowLeading === true && value === separator.char) return undefined;
    return patternOf(given.data).test(value) ? undefined : [{ message: `must be ${type} case` }];
  },
};

function patternOf({ type, disallowDigits, separator }: z.infer<typeof CasingOptions>): SafePattern {
  const word = wordOf(type, disallowDigits === true ? "" : "0-9");
  if (separator === undefined) return safePattern(`^${word}$`);
  const char = `[${separator.char.replaceAll(/[\\\]^-]/g, "\\$&")}]`;
  return safePattern(`^${separator.allowLeading === true ? `${char}?` : ""}${word}(?:${char}${word})*$`);
}

function wordOf(type: Case, digits: string): string {
  const humps = `(?:[A-Z${digits}](?:[a-z${digits}]+|$))*`;
  switch (type) {
    case "flat":
      return `[a-z][a-z${digits}]*`;
    case "camel":
      return `[a-z][a-z${digits}]*${humps}`;
    case "pascal":
      return `[A-Z][a-z${digits}]*${humps}`;
    case "kebab":
      return `[a-z][a-z${digits}]*(?:-[a-z${digits}]+)*`;
    case "cobol":
      return `[A-Z][A-Z${digits}]*(?:-[A-Z${digits}]+)*`;
    case "snake":
      return `[a-z][a-z${digits}]*(?:_[a-z${digits}]+)*`;
    case "macro":
      return `[A-Z][A-Z${digits}]*(?:_[A-Z${digits}]+)*`;
  }
}
