import { access, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { z } from "zod";
import { DiffSettings } from "@surety/model/diff-settings";
import { Severity } from "@surety/model/findings";
import { CliError } from "./cli-error.ts";
import { isUrl } from "./is-url.ts";

export const CONFIG_FILE = "surety.json";

/** How findings of design rules count in a repository. */
const LintSettings = z.strictObject({
  failSeverity: Severity.optional().describe("the lowest severity that makes the exit code 1; by default error"),
  newSince: z
    .string()
    .min(1)
    .optional()
    .describe("what findings must be newer than to count: a git revision, REVISION:PATH, a file or an address"),
  newOperationsOnly: z
    .array(z.string().min(1).max(200))
    .max(1000)
    .optional()
    .describe("rules, or patterns of them, that bind only operations that newSince (or --against) does not have"),
});

/** `surety.json`: what a repository says once, so that commands need not. */
export const Config = z.strictObject({
  $schema: z.string().optional().describe("this schema, for editors: `SERVER/schemas/surety.schema.json`"),
  service: z.string().optional(),
  document: z.string().optional(),
  export: z.string().min(1).max(10_000).optional().describe("a shell command that writes `document`, run in the folder of surety.json"),
  environment: z.string().optional(),
  url: z.url().optional(),
  ruleset: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(20)])
    .optional()
    .describe(
      "the design rules: spectral:oas, surety:recommended, a file, an npm package, an address, or org:NAME of the server; several lie on top of each other",
    ),
  lint: LintSettings.optional().describe("how findings of design rules count"),
  diff: DiffSettings.optional().describe("how the differences of two contracts are found and weighed"),
});
export type Config = z.infer<typeof Config>;

const members = ({ shape }: z.ZodObject): string => {
  const names = Object.keys(shape).filter((name) => name !== "$schema");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
};
const MEMBERS = members(Config);

function settingsHint(member: PropertyKey | undefined): string | undefined {
  if (member === "diff") return `diff takes ${members(DiffSettings)}.`;
  return member === "lint" ? `lint takes ${members(LintSettings)}.` : undefined;
}

/** The nearest `surety.json`, upwards from `cwd`; `document` is made relative to `cwd`. An empty one when there is none. */
export async function findConfig(cwd: string): Promise<Config> {
  return (await locateConfig(cwd))?.config ?? {};
}

/** The same with the folder that it is in; null when there is none. */
export async function locateConfig(cwd: string): Promise<{ readonly config: Config; readonly folder: string } | null> {
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_FILE);
    const text = await readText(path);
    if (text !== null) return { config: parseConfig(text.replace(/^\uFEFF/, ""), path, cwd), folder };
    if (dirname(folder) === folder) return null;
  }
}

/** Null when there is no such file, or when its folder may not be looked into. */
async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) return null;
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === "EACCES" ? "permission denied" : code === "EISDIR" ? "it is a folder" : message;
    throw new CliError(`${path} cannot be read: ${why}.`, {
      code: "config_unreadable",
      file: path,
      hint: `It is a JSON file with ${MEMBERS}; \`surety init\` writes one.`,
      cause,
    });
  }
}

function parseConfig(text: string, path: string, cwd: string): Config {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new CliError(`${path} is not JSON: ${(cause as Error).message}`, {
      code: "config_invalid",
      file: path,
      hint: "Correct it, or write a new one with `surety init --force`.",
      cause,
    });
  }
  const parsed = Config.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new CliError(`${path}: ${issue?.path.join(".") || "the file"}: ${issue?.message}`, {
      code: "config_invalid",
      file: path,
      hint: settingsHint(issue?.path[0]) ?? `It takes ${MEMBERS}.`,
    });
  }
  const { document, ...rest } = parsed.data;
  return document === undefined
    ? rest
    : { ...rest, document: isUrl(document) ? document : relative(cwd, resolve(dirname(path), document)) };
}
