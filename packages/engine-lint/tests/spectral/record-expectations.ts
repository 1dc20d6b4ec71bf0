/**
 * Runs Spectral on the public contracts and writes down what it finds, as counts and digests. Takes half an hour:
 * `npx tsx tests/spectral/record-expectations.ts [part of a document's name] [ruleset]`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { joinPointer } from "@surety/model/pointer";
import { corpusDocuments, type Expectations, expectationsFile, expectationsOf } from "./corpus-expectations.ts";
import { core, parsers } from "./spectral-modules.ts";
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
};

interface Place {
  readonly rule: string;
  readonly pointer: string;
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

/** One rule after the other when one of them makes the whole run stop. */
async function runOneByOne(name: string, text: string, definition: RulesetDefinition): Promise<{ places: Place[]; stopped: string[] }> {
  const places: Place[] = [];
  const stopped: string[] = [];
  for (const only of Object.keys(new core.Ruleset(definition).rules)) {
    const ruleset = new core.Ruleset(definition);
    for (const rule of Object.values(ruleset.rules)) if (rule.name !== only) rule.enabled = false;
    await run(name, text, ruleset).then(
      (found) => places.push(...found),
      () => stopped.push(only),
    );
  }
  return { places, stopped };
}

const [wanted = "", onlyRuleset] = process.argv.slice(2);
const known: Expectations = existsSync(expectationsFile) ? JSON.parse(readFileSync(expectationsFile, "utf8")) : {};
for (const { name, read } of corpusDocuments().filter((document) => document.name.includes(wanted))) {
  for (const [title, definition] of Object.entries(rulesets)) {
    if (onlyRuleset !== undefined && onlyRuleset !== title) continue;
    const text = read().toString();
    const { places, stopped } = await run(name, text, new core.Ruleset(definition())).then(
      (found) => ({ places: found, stopped: [] as string[] }),
      () => runOneByOne(name, text, definition()),
    );
    known[name] = { ...known[name], [title]: { ...expectationsOf(places), ...Object.fromEntries(stopped.map((rule) => [rule, null])) } };
    writeFileSync(expectationsFile, `${JSON.stringify(known, undefined, 1)}\n`);
  }
}
