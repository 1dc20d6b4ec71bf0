import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { Script } from "node:vm";
import { importUrl } from "../lint/import-url.ts";
import { CodeCache } from "./code-cache.ts";

/** A part as build.mjs writes it: a function that gives what the part exports. */
type Part<Exports> = (
  require: (id: string) => unknown,
  loadBeside: (file: string, shared: Shared) => unknown,
  importUrl: (url: string) => Promise<object>,
) => Exports;
/** Modules of the loading part, by the ids by which the loaded one requires them. */
type Shared = Readonly<Record<string, unknown>>;

const cache = new CodeCache();
const fresh = new Map<string, Script>();

/**
 * Runs a file that build.mjs made of one part, in ASCII, and gives what it exports. What V8 has compiled of it is taken from the
 * cache of this use of it: other commands call other functions.
 */
export function loadPart<Exports>(path: string, shared: Shared = {}, use = "any"): Exports {
  const key = `${basename(path, ".cjs")}-${use}`;
  const cachedData = cache.read(key);
  const script = new Script(readFileSync(path, "latin1"), {
    filename: path,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  if (cachedData === undefined || script.cachedDataRejected === true) fresh.set(key, script);
  const part: Part<Exports> = script.runInThisContext();
  const require = createRequire(path);
  return part(
    (id) => (Object.hasOwn(shared, id) ? shared[id] : require(id)),
    (file, known) => loadPart(join(dirname(path), file), known),
    importUrl,
  );
}

/** Keeps what was compiled in this run, for the next: at its end, as V8 compiles a function when it is first called. */
export function keepCompiled(): void {
  for (const [key, script] of fresh) cache.write(key, () => script.createCachedData());
}
