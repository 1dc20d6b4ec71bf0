import { parseJson } from "@surety/engine-spec/parse-json";
import { parseYaml } from "@surety/engine-spec/parse-yaml";
import { UnreadableSource } from "@surety/engine-spec/source-note";
import { SourceText } from "@surety/engine-spec/source-text";
import { isSpectralOas, oasRuleset } from "../oas/oas-ruleset.ts";
import { recommendedTree } from "../recommended-tree.ts";
import { buildRuleset } from "./build-ruleset.ts";
import { functionsOfModule, type FunctionTable, isFunction } from "./function-table.ts";
import { readDefinition, type RulesetShape } from "./ruleset-definition.ts";
import { EXTENDS_ERROR, RulesetError } from "./ruleset-error.ts";
import type { RulesetPorts, RulesetSource } from "./ruleset-ports.ts";
import type { RulesetTree } from "./ruleset-tree.ts";
import type { FileOverride, RuleError, Ruleset } from "./ruleset.ts";

const MAX_DEPTH = 20;
const MAX_FILES = 100;
const LIMITS = { maxDepth: 60, maxNodes: 100_000 };

/**
 * Loads a ruleset of Spectral's format: a text (`.spectral.yaml`, `.yml`, `.json`), what a JavaScript module exports, or
 * a name (`spectral:oas`, `surety:recommended`, or anything that `ports.find` knows). A rule that cannot run is listed in
 * `errors`, and the others run; so is a circle of rulesets that extend each other, under {@link EXTENDS_ERROR}. Throws
 * {@link RulesetError} for a ruleset that cannot be read.
 */
export async function loadRuleset(source: string | RulesetSource, ports: RulesetPorts = {}): Promise<Ruleset> {
  const loader = new Loader(ports);
  const tree = await loader.load(source, "", []);
  if (tree === null) throw new Error("nothing is above the first ruleset");
  const ruleset = buildRuleset(tree, await loader.overrides(tree));
  if (loader.circles.length === 0) return ruleset;
  const withCircles = (each: Ruleset): Ruleset => ({ ...each, errors: [...loader.circles, ...each.errors] });
  const fileOverrides = ruleset.fileOverrides.map((override) => ({ ...override, ruleset: withCircles(override.ruleset) }));
  return { ...withCircles(ruleset), fileOverrides };
}

/** A ruleset that is being loaded; `module` is what a JavaScript ruleset is known by. */
interface Above {
  readonly location: string;
  readonly module?: unknown;
}

class Loader {
  /** Each circle once; the step that closes it is left out. */
  readonly circles: RuleError[] = [];
  readonly #ports: RulesetPorts;
  #files = 0;

  constructor(ports: RulesetPorts) {
    this.#ports = ports;
  }

  /** Null for what is being loaded already. */
  async load(given: string | RulesetSource, from: string, above: readonly Above[]): Promise<RulesetTree | null> {
    if (given === "spectral:oas") return { location: given, definition: oasRuleset, isOurs: true, functions: new Map(), parents: [] };
    if (given === "surety:recommended") return recommendedTree;
    if (typeof given === "string" && /^spectral:/.test(given))
      throw new RulesetError(
        from || given,
        "extends",
        `\`${given}\` is not for HTTP APIs; \`spectral:oas\` and \`surety:recommended\` are built in`,
      );
    const source = typeof given === "string" ? await this.#find(given, from) : given;
    const start = above.findIndex(({ location, module }) =>
      "module" in source && typeof source.module === "object" ? module === source.module : location === source.location,
    );
    if (start !== -1) {
      this.#noteCircle(above.slice(start).map(({ location }) => location));
      return null;
    }
    this.#files += 1;
    if (above.length >= MAX_DEPTH || this.#files > MAX_FILES)
      throw new RulesetError(
        source.location,
        "extends",
        `rulesets extend each other more than ${MAX_DEPTH} deep, or are more than ${MAX_FILES}`,
      );
    const value = "text" in source ? parseRuleset(source.text, source.location) : defaultExport(source.module);
    if (isSpectralOas(value)) return { location: source.location, definition: oasRuleset, isOurs: true, functions: new Map(), parents: [] };
    const definition = readDefinition(value, source.location);
    return this.#tree(definition, source.location, [...above, source]);
  }

  /** @param above the ruleset itself is the last */
  async #tree(definition: RulesetShape, location: string, above: readonly Above[]): Promise<RulesetTree> {
    const functions = await this.#functions(definition, location);
    const parents: RulesetTree["parents"][number][] = [];
    for (const [index, entry] of listOf(definition.extends).entries()) {
      const explicit = Array.isArray(entry);
      const [name, scope] = explicit ? entry : [entry, "recommended" as const];
      const given = typeof name === "string" ? name : { location: `${location} (extends ${index + 1})`, module: name };
      const tree = await this.load(given, location, above);
      if (tree !== null) parents.push({ tree, scope, explicit });
    }
    return { location, definition, functions, parents };
  }

  /** Overrides may extend and define rules themselves; they are rulesets of their own on top of the main one. */
  async overrides(tree: RulesetTree): Promise<FileOverride[]> {
    const overrides: FileOverride[] = [];
    for (const { files, ...definition } of tree.definition.overrides ?? []) {
      const whole = files.filter((file) => !file.includes("#"));
      if (whole.length === 0) continue;
      const { overrides: _, ...base } = tree.definition;
      const basis: RulesetTree = { ...tree, definition: base };
      const extra = await this.#tree({ ...definition, aliases: { ...base.aliases, ...definition.aliases } }, tree.location, [tree]);
      const merged: RulesetTree = {
        ...extra,
        functions: new Map([...tree.functions, ...extra.functions]),
        parents: [{ tree: basis, scope: "recommended", explicit: false }, ...extra.parents],
      };
      overrides.push({ files: whole, ruleset: buildRuleset(merged, []) });
    }
    return overrides;
  }

  #noteCircle(circle: readonly string[]): void {
    const message = `${[...circle, circle[0]].join(" → ")}: the ruleset extends itself; the last step is left out, and everything else counts`;
    if (!this.circles.some((known) => known.message === message)) this.circles.push({ rule: EXTENDS_ERROR, message });
  }

  async #find(specifier: string, from: string): Promise<RulesetSource> {
    if (this.#ports.find === undefined)
      throw new RulesetError(
        from === "" ? specifier : from,
        "extends",
        `\`${specifier}\` cannot be loaded here: only built-in rulesets can`,
      );
    try {
      return await this.#ports.find(specifier, from);
    } catch (error) {
      if (error instanceof RulesetError) throw error;
      throw new RulesetError(
        from === "" ? specifier : from,
        "extends",
        `\`${specifier}\`: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }

  async #functions({ functions, functionsDir }: RulesetShape, location: string): Promise<FunctionTable> {
    if (functions === undefined) return new Map();
    if (!Array.isArray(functions)) return functionsOfModule(functions);
    const table = new Map<string, FunctionTable extends ReadonlyMap<string, infer F> ? F : never>();
    for (const entry of functions) {
      const name = typeof entry === "string" ? entry : entry[0];
      const load = this.#ports.loadFunction;
      if (load === undefined) continue;
      try {
        const loaded = await load(name, functionsDir ?? "functions", location);
        if (isFunction(loaded)) table.set(name, loaded);
      } catch (error) {
        throw new RulesetError(location, `functions.${name}`, error instanceof Error ? error.message : String(error));
      }
    }
    return table;
  }
}

function listOf(extended: RulesetShape["extends"]): Exclude<RulesetShape["extends"], undefined | string> & unknown[] {
  if (extended === undefined) return [];
  return Array.isArray(extended) ? extended : [extended];
}

/** CommonJS output of transpilers puts the default export into a member, sometimes twice. */
function defaultExport(module: unknown): unknown {
  let value = module;
  for (let level = 0; level < 2; level += 1) {
    if (typeof value === "object" && value !== null && "default" in value && !("rules" in value) && !("extends" in value))
      value = value.default;
  }
  return value;
}

function parseRuleset(text: string, location: string): unknown {
  try {
    return /^\s*\{\s*["}]/.test(text) ? parseJson(text, LIMITS).value : parseYaml(text, LIMITS).value;
  } catch (error) {
    if (!(error instanceof UnreadableSource)) throw error;
    const { line, column } = new SourceText(text).lineAndColumn(error.note.offset);
    throw new RulesetError(location, `${line}:${column}`, error.note.message);
  }
}
