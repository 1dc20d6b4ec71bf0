import { z } from "zod";
import { RulesetError } from "./ruleset-error.ts";

export const SeverityWord = z.union([z.enum(["error", "warn", "info", "hint", "off"]), z.literal([-1, 0, 1, 2, 3])], {
  error: "is `error`, `warn`, `info`, `hint` or `off`, or a number from 0 (error) to 3 (hint)",
});
export type SeverityWord = z.infer<typeof SeverityWord>;

const functionValue = z.custom<(...given: never[]) => unknown>((value) => typeof value === "function", "is a function");
const Given = z.string().regex(/^[$#]/, "begins with `$`, or with `#` and the name of an alias");
const GivenList = z.union([Given, z.array(Given).min(1)], { error: "is a JSONPath (`$.paths[*]`) or a list of them" });
const FormatNames = z.union([z.array(z.union([z.string(), functionValue])), z.set(z.union([z.string(), functionValue]))], {
  error: "is a list of formats: `[oas2, oas3_0, oas3_1]`",
});

const ThenShape = z.object({
  field: z.string().optional(),
  function: z.union([z.string(), functionValue], { error: "names a function: `truthy`, `pattern`, …" }),
  functionOptions: z.unknown().optional(),
});

export const RuleShape = z
  .strictObject({
    description: z.string().optional(),
    message: z.string().nullish(),
    documentationUrl: z.string().optional(),
    recommended: z.boolean().optional(),
    enabled: z.boolean().optional(),
    given: GivenList.optional(),
    resolved: z.boolean().optional(),
    severity: SeverityWord.optional(),
    tags: z.array(z.string()).optional(),
    formats: FormatNames.optional(),
    then: z
      .union([ThenShape, z.array(ThenShape).min(1)], { error: "says what to check: `{ field, function }` or a list of them" })
      .optional(),
    type: z.string().optional(),
    extensions: z.record(z.string(), z.unknown()).optional(),
  })
  .partial();
export type RuleShape = z.infer<typeof RuleShape>;

export const RuleEntry = z.union([SeverityWord, z.boolean(), RuleShape]);

const AliasShape = z.union([
  z.array(Given).min(1),
  z.object({
    description: z.string().optional(),
    targets: z.array(z.object({ formats: FormatNames, given: z.array(Given).min(1) })).min(1),
  }),
]);

const ParserOptionsShape = z.strictObject({ duplicateKeys: SeverityWord.optional(), incompatibleValues: SeverityWord.optional() });
/** Kept as it is, not copied: a module that extends itself is known by its identity. */
const Extension = z.union([z.string(), z.custom<object>((value) => typeof value === "object" && value !== null && !Array.isArray(value))]);
const Extensions = z.union([Extension, z.array(z.union([Extension, z.tuple([Extension, z.enum(["all", "recommended", "off"])])]))], {
  error: 'is a ruleset\'s name or a list: `spectral:oas`, `./base.yaml`, `["spectral:oas", "all"]`',
});

const shared = {
  description: z.string().optional(),
  documentationUrl: z.string().optional(),
  formats: FormatNames.optional(),
  extends: Extensions.optional(),
  aliases: z
    .record(z.string().regex(/^[A-Za-z][\w-]*$/, "begins with a letter and has letters, digits, `_` and `-` only"), AliasShape, {
      error: "gives names to paths: `{ Operation: [$.paths[*][get,put,post]] }`",
    })
    .optional(),
  parserOptions: ParserOptionsShape.optional(),
  rules: z.record(z.string(), z.unknown(), { error: "is an object: rules by their names" }).optional(),
};

export const RulesetShape = z.looseObject({
  ...shared,
  functions: z.union([z.array(z.union([z.string(), z.tuple([z.string()], z.unknown())])), z.record(z.string(), functionValue)]).optional(),
  functionsDir: z.string().optional(),
  except: z.record(z.string(), z.array(z.string())).optional(),
  overrides: z
    .array(z.object({ files: z.array(z.string().min(1)).min(1), ...shared }), { error: "is a list of `{ files, rules }`" })
    .optional(),
});
export type RulesetShape = z.infer<typeof RulesetShape>;

/** Our own member; other tools pass over what begins with `x-`. */
export const NEW_OPERATIONS_ONLY = "x-surety-new-operations-only";
const NewOperationsOnly = z.array(z.string().min(1).max(200).regex(/^\S+$/)).max(1000, "has at most 1000 entries").optional();

/** The rules that a ruleset itself lets bind new operations only. Throws {@link RulesetError}. */
export function readNewOperationsOnly(definition: RulesetShape, location: string): readonly string[] {
  const result = NewOperationsOnly.safeParse(definition[NEW_OPERATIONS_ONLY]);
  if (result.success) return result.data ?? [];
  throw new RulesetError(location, NEW_OPERATIONS_ONLY, "is a list of rules, or of patterns such as `surety-paths-*`");
}

const KNOWN = new Set(Object.keys(RulesetShape.shape));

/** Checks the shape of a ruleset; rules are checked one by one later. Throws {@link RulesetError}. */
export function readDefinition(value: unknown, location: string): RulesetShape {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new RulesetError(location, "", "a ruleset is an object with `extends`, `rules` or `overrides`");
  const result = RulesetShape.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new RulesetError(location, placeOf(issue?.path ?? []), issueMessage(issue));
  }
  const unknown = Object.keys(result.data).find((name) => !KNOWN.has(name) && !name.startsWith("x-") && name !== "$schema");
  if (unknown !== undefined)
    throw new RulesetError(location, unknown, `a ruleset has no member \`${unknown}\`; its members are ${[...KNOWN].join(", ")}`);
  const { extends: extended, rules, overrides } = result.data;
  if (extended === undefined && rules === undefined && overrides === undefined)
    throw new RulesetError(location, "", "a ruleset needs at least one of `extends`, `rules` and `overrides`");
  return result.data;
}

export function placeOf(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}

export function issueMessage(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return "not valid";
  if (issue.code === "unrecognized_keys") return `there is no \`${issue.keys.join("`, `")}\` here`;
  return issue.message;
}
