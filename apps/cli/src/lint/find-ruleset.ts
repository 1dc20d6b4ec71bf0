import { access, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { locateConfig } from "../config.ts";
import type { DocumentFile } from "../documents.ts";
import { isUrl } from "../is-url.ts";

/** What is looked for beside a document, in this order, as Spectral does; `.cjs` and TypeScript too. */
const FILES = ["yaml", "yml", "json", "js", "mjs", "cjs", "ts", "mts"].map((ending) => `.spectral.${ending}`);

/** The rules that a document is to be judged by. */
export interface WantedRuleset {
  /** Built-in names, files, npm packages and addresses; later ones lie on top. */
  readonly names: readonly string[];
  /** Who says so. */
  readonly by: "option" | "surety.json" | "found" | "default";
  /** Relative names start here. */
  readonly folder: string;
  /** npm packages are looked for from here too: the document's folder. */
  readonly documentFolder: string;
}

export const DEFAULT_RULESET = "surety:recommended";

/** What options say, else surety.json, else a `.spectral.*` beside the document or above it, else `surety:recommended`. */
export async function findRuleset(options: readonly string[], { path }: DocumentFile): Promise<WantedRuleset> {
  const cwd = process.cwd();
  const documentFolder = path === null ? cwd : dirname(path);
  if (options.length > 0) return { names: options, by: "option", folder: cwd, documentFolder };
  const located = await locateConfig(cwd);
  const configured = located?.config.ruleset;
  if (located && configured !== undefined)
    return { names: typeof configured === "string" ? [configured] : configured, by: "surety.json", folder: located.folder, documentFolder };
  const found = await rulesetAbove(documentFolder, cwd);
  return found === null
    ? { names: [DEFAULT_RULESET], by: "default", folder: cwd, documentFolder }
    : { names: [`./${basename(found)}`], by: "found", folder: dirname(found), documentFolder };
}

/**
 * The nearest one, up to the top of the repository; outside of a repository up to the working directory only. A ruleset
 * can be code: what others put into folders above is not run.
 */
async function rulesetAbove(from: string, cwd: string): Promise<string | null> {
  const folders: string[] = [];
  let isRepository = false;
  for (let folder = from; ; folder = dirname(folder)) {
    folders.push(folder);
    isRepository = await exists(join(folder, ".git"));
    if (isRepository || dirname(folder) === folder) break;
  }
  const isBelow = from === cwd || from.startsWith(cwd.endsWith(sep) ? cwd : `${cwd}${sep}`);
  const allowed = isRepository ? folders : isBelow ? folders.slice(0, folders.indexOf(cwd) + 1) : [from];
  for (const folder of allowed.includes(cwd) ? allowed : [...allowed, cwd]) {
    for (const file of FILES) if (await isFile(join(folder, file))) return join(folder, file);
  }
  return null;
}

/** What a ruleset is called in reports: a path from the working directory where it is below. */
export function shownLocation(location: string): string {
  if (isUrl(location) || !location.startsWith(sep)) return location;
  const inside = relative(process.cwd(), location);
  return inside === ".." || inside.startsWith(`..${sep}`) ? location : inside;
}

/** The same, of a name as it was given. */
export function shownName(name: string, folder: string): string {
  return /^\.{1,2}[\\/]/.test(name) ? shownLocation(resolve(folder, name)) : name;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
