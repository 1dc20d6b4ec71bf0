import { createRequire } from "node:module";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import type { CustomFunction, RulesetPorts, RulesetSource } from "@surety/engine-lint/spectral/ruleset/ruleset-ports";
import { RulesetError } from "@surety/engine-lint/spectral/ruleset/ruleset-error";
import { isUrl } from "../is-url.ts";
import { OrgRulesets } from "../rulesets/org-rulesets.ts";
import { shownLocation } from "./find-ruleset.ts";

const MAX_BYTES = 2 * 1024 * 1024;
const TEXT = /\.(?:ya?ml|json)$/i;
const CODE = /\.[cm]?[jt]s$/i;
const FUNCTION_FILES = ["", ".js", ".mjs", ".cjs", ".ts", ".mts"];

/** Where rulesets come from: files, npm packages, addresses, modules, the server. Remembers the files, to watch them. */
export class RulesetFiles implements RulesetPorts {
  /** Absolute paths. */
  readonly files = new Set<string>();
  /** Those of the server. */
  readonly org = new OrgRulesets();
  readonly #folder: string;
  readonly #documentFolder: string;

  /** @param folder relative names without a ruleset around them start here */
  constructor(folder: string, documentFolder: string) {
    this.#folder = folder;
    this.#documentFolder = documentFolder;
  }

  /** `from` is a location that this gave, or empty. */
  async find(specifier: string, from: string): Promise<RulesetSource> {
    try {
      return await this.#find(specifier, from);
    } catch (error) {
      if (error instanceof RulesetError) throw error;
      throw notFound(specifier, from, error instanceof Error ? error.message : String(error));
    }
  }

  async #find(specifier: string, from: string): Promise<RulesetSource> {
    if (isOrg(specifier)) return { location: specifier, text: await this.org.textOf(specifier) };
    if (isOrg(from)) throw new Error("a ruleset of the server extends rulesets of the server and built-in ones only");
    if (isUrl(specifier)) return fetchRuleset(specifier, specifier);
    if (isUrl(from)) {
      if (/^(?:\.{1,2})?[\\/]/.test(specifier)) return fetchRuleset(new URL(specifier, from).href, specifier);
      throw new Error("a ruleset at an address can extend addresses and built-in rulesets, no packages");
    }
    const folder = from === "" ? this.#folder : dirname(resolve(from));
    const path = resolve(folder, specifier);
    if (await isFile(path)) return this.#read(path);
    if (/^\.{0,2}[\\/]/.test(specifier) || TEXT.test(specifier) || (CODE.test(specifier) && !specifier.startsWith("@")))
      throw notFound(specifier, from, `there is no file ${shownLocation(path)}`);
    return this.#read(this.#package(specifier, [folder, this.#documentFolder], from));
  }

  readonly loadFunction = async (name: string, directory: string, from: string): Promise<CustomFunction> => {
    if (isOrg(from)) throw new Error("functions of a ruleset of the server are not run here; the server runs them, where it is allowed to");
    if (isUrl(from))
      throw new Error("functions of a ruleset at an address are not run; put the ruleset and its functions into the repository");
    const base = resolve(dirname(resolve(from)), directory, name);
    for (const ending of FUNCTION_FILES) {
      const path = `${base}${ending}`;
      if (!(await isFile(path))) continue;
      const loaded = functionOf(await this.#import(path));
      if (loaded === undefined) throw new Error(`${shownLocation(path)} exports no function by default`);
      return loaded;
    }
    throw new Error(`there is no file ${shownLocation(base)}.js`);
  };

  async #read(path: string): Promise<RulesetSource> {
    const location = shownLocation(path);
    if (CODE.test(path)) return { location, module: await this.#import(path) };
    if (!TEXT.test(path))
      throw new Error(`${location} is no ruleset: they are YAML (.yaml, .yml), JSON, JavaScript (.js, .mjs, .cjs) or TypeScript (.ts)`);
    this.files.add(path);
    const bytes = await readFile(path);
    if (bytes.byteLength > MAX_BYTES) throw new Error(`${location} has more than 2 MiB; is it a ruleset?`);
    return { location, text: bytes.toString("utf8").replace(/^\uFEFF/, "") };
  }

  async #import(path: string): Promise<unknown> {
    const { filesOfModule, importModule } = await import("./import-module.ts");
    try {
      return await importModule(path);
    } finally {
      for (const file of filesOfModule(path)) this.files.add(file);
    }
  }

  #package(name: string, folders: readonly string[], from: string): string {
    for (const folder of folders) {
      try {
        return createRequire(join(folder, "ruleset.js")).resolve(name);
      } catch (error) {
        const esm = codeOf(error) === "ERR_PACKAGE_PATH_NOT_EXPORTED" ? esmEntry(name, folder) : undefined;
        if (esm !== undefined) return esm;
      }
    }
    throw notFound(
      name,
      from,
      `there is no such file, and no npm package ${name} from ${shownFolders(folders)}; is it installed? \`npm install --save-dev ${name}\``,
    );
  }
}

function isOrg(name: string): boolean {
  return name.startsWith("org:");
}

/** The entry of a package that has one for `import` only. */
function esmEntry(name: string, folder: string): string | undefined {
  const require = createRequire(join(folder, "ruleset.js"));
  for (const modules of require.resolve.paths(name) ?? []) {
    try {
      const manifest: unknown = require(join(modules, name, "package.json"));
      const entry = importTarget(typeof manifest === "object" && manifest !== null ? Reflect.get(manifest, "exports") : undefined);
      if (entry !== undefined) return join(modules, name, entry);
    } catch (error) {
      if (codeOf(error) !== "MODULE_NOT_FOUND") throw error;
    }
  }
  return undefined;
}

function importTarget(exported: unknown): string | undefined {
  if (typeof exported === "string") return exported;
  if (typeof exported !== "object" || exported === null) return undefined;
  for (const condition of [".", "node", "import", "default"]) {
    const target = importTarget(Reflect.get(exported, condition));
    if (target !== undefined) return target;
  }
  return undefined;
}

async function fetchRuleset(url: string, name: string): Promise<RulesetSource> {
  const [{ Egress }, { localPolicy }, { shownUrl }] = await Promise.all([
    import("@surety/egress/egress"),
    import("@surety/egress/egress-policy"),
    import("@surety/egress/shown-url"),
  ]);
  const egress = new Egress({ policy: localPolicy(), resolveWithinMs: 10_000 });
  const response = await egress.request({ organization: "local", url, headers: { "user-agent": "surety" }, maxBytes: MAX_BYTES });
  const shown = shownUrl(name);
  if (response.status !== 200) throw notFound(shown, "", `it answers HTTP ${response.status} ${response.statusText}`.trimEnd());
  const text = new TextDecoder().decode(response.body);
  if (/^\s*<(?:!doctype|html)/i.test(text)) throw notFound(shown, "", "an HTML page is there, no ruleset");
  if (CODE.test(new URL(response.url).pathname))
    throw notFound(shown, "", "code at an address is not run; put the ruleset into the repository, or publish it as an npm package");
  return { location: response.url, text };
}

function notFound(specifier: string, from: string, message: string): RulesetError {
  return from === "" ? new RulesetError(specifier, "", message) : new RulesetError(from, "extends", `\`${specifier}\`: ${message}`);
}

function functionOf(module: unknown): CustomFunction | undefined {
  let value = module;
  for (let level = 0; level < 3; level += 1) {
    if (isFunction(value)) return value;
    value = typeof value === "object" && value !== null ? Reflect.get(value, "default") : undefined;
  }
  return undefined;
}

function isFunction(value: unknown): value is CustomFunction {
  return typeof value === "function";
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
}

function shownFolders(folders: readonly string[]): string {
  return [...new Set(folders)].map((folder) => shownLocation(folder) || basename(folder)).join(" or ");
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
