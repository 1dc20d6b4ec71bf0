/**
 * Runs Spectral on the public contracts and writes down what it finds, as counts and digests. Takes an hour and 3 GB:
 * `NODE_OPTIONS=--max-old-space-size=6000 npx tsx tests/spectral/record-expectations.ts [part of a document's name] [ruleset]`.
 * Without a name only what is missing is run.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { joinPointer } from "@surety/model/pointer";
import { load } from "js-yaml";
import {
  corpusDocuments,
  type Expectations,
  expectationsFile,
  expectationsOf,
  installedVersions,
  versionsFile,
} from "./corpus-expectations.ts";
import { core, functions, parsers, rulesets as spectralRulesets } from "./spectral-modules.ts";
import { allOfOas, type RulesetDefinition } from "./spectral-oracle.ts";

const require = createRequire(import.meta.url);
const published = (name: string): RulesetDefinition => {
  const loaded: { readonly default?: RulesetDefinition } & RulesetDefinition = require(name);
  return loaded.default ?? loaded;
};
const rulesets: Readonly<Record<string, () => RulesetDefinition>> = {
  oas: () => allOfOas,
  owasp: () => published("@stoplight/spectral-owasp-ruleset"),
  documentation: () => published("@stoplight/spectral-documentation"),
  "apis-you-wont-hate": () => published("@apisyouwonthate/style-guide"),
  rhoas,
};

/** A ruleset in YAML as Spectral's command reads it: names stand for functions. */
function rhoas(): RulesetDefinition {
  const file = require.resolve("@rhoas/spectral-ruleset");
  const definition = JSON.parse(JSON.stringify(load(readFileSync(file, "utf8"))), (key, value: unknown) => {
    if (key !== "function" || typeof value !== "string") return value;
    const own = file.replace("ruleset.yaml", `functions/${value}.js`);
    return existsSync(own) ? require(own).default : Reflect.get(functions, value);
  });
  return { ...definition, functions: undefined, extends: [spectralRulesets.oas] };
}

interface Place {
  readonly rule: string;
  readonly pointer: string;
}

interface Places {
  readonly places: readonly Place[];
  /** Rules that make Spectral stop. */
  readonly stopped: readonly string[];
}

async function run(name: string, text: string, ruleset: InstanceType<typeof core.Ruleset>): Promise<Place[]> {
  const spectral = new core.Spectral();
  spectral.setRuleset(ruleset);
  const document = name.endsWith(".json")
    ? new core.Document(text, parsers.Json, `/${name}`)
    : new core.Document(text, parsers.Yaml, `/${name}`);
  const results = await spectral.run(document);
  return results.map(({ code, path }) => ({ rule: String(code), pointer: joinPointer("", ...path) }));
}

/** Halves until the rules are known that make the whole run stop. */
async function runInParts(name: string, text: string, definition: RulesetDefinition, rules: readonly string[]): Promise<Places> {
  const ruleset = new core.Ruleset(definition);
  for (const rule of Object.values(ruleset.rules)) if (!rules.includes(rule.name)) rule.enabled = false;
  const places = await run(name, text, ruleset).catch(() => null);
  if (places !== null) return { places, stopped: [] };
  if (rules.length === 1) return { places: [], stopped: rules };
  const half = Math.ceil(rules.length / 2);
  const [left, right] = [
    await runInParts(name, text, definition, rules.slice(0, half)),
    await runInParts(name, text, definition, rules.slice(half)),
  ];
  return { places: left.places.concat(right.places), stopped: [...left.stopped, ...right.stopped] };
}

const [wanted, onlyRuleset] = process.argv.slice(2);
writeFileSync(versionsFile, `${JSON.stringify(installedVersions(), undefined, 2)}\n`);
for (const { name, read } of corpusDocuments().filter((document) => document.name.includes(wanted ?? ""))) {
  for (const [title, definition] of Object.entries(rulesets)) {
    if (onlyRuleset !== undefined && onlyRuleset !== title) continue;
    if (wanted === undefined && readExpectations()[name]?.[title] !== undefined) continue;
    const enabled = Object.values(new core.Ruleset(definition()).rules).filter((rule) => rule.enabled);
    const { places, stopped } = await runInParts(
      name,
      read().toString(),
      definition(),
      enabled.map((rule) => rule.name),
    );
    const known = readExpectations();
    known[name] = { ...known[name], [title]: { ...expectationsOf(places), ...Object.fromEntries(stopped.map((rule) => [rule, null])) } };
    writeFileSync(expectationsFile, `${JSON.stringify(known, undefined, 2)}\n`);
    console.log(name, title, places.length, stopped);
  }
}

function readExpectations(): Expectations {
  return existsSync(expectationsFile) ? JSON.parse(readFileSync(expectationsFile, "utf8")) : {};
}
