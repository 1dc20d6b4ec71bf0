import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lintContract } from "../../src/lint-contract.ts";
import { loadRuleset } from "../../src/spectral/ruleset/load-ruleset.ts";
import {
  corpusDocuments,
  type Expectations,
  expectationsFile,
  expectationsOf,
  installedVersions,
  versionsFile,
} from "./corpus-expectations.ts";
import { deviations, deviationsOf } from "./corpus-deviations.ts";
import { publishedPorts, publishedRulesets } from "./published-rulesets.ts";
import { NO_RULES, readText } from "./spectral-oracle.ts";

const expectations: Expectations = existsSync(expectationsFile) ? JSON.parse(readFileSync(expectationsFile, "utf8")) : {};
const documents = corpusDocuments().filter(({ name }) => expectations[name] !== undefined);

describe.skipIf(documents.length === 0)("public contracts have the findings that Spectral has", () => {
  for (const { name, read } of documents) {
    test.each(Object.entries(expectations[name] ?? {}))(`${name}: %s`, async (title, expected) => {
      const source = publishedRulesets[title];
      if (source === undefined) throw new Error(`there is no ruleset ${title}`);
      const { findings, ruleErrors } = lintContract(readText(read()), { ruleset: await loadRuleset(source, publishedPorts) });
      // A function of theirs that throws stops Spectral, and is the error of its rule here.
      expect(ruleErrors.filter(({ rule }) => expected[rule] !== null)).toEqual([]);
      const found = expectationsOf(findings.filter(({ rule }) => !rule.startsWith("surety-document/")));
      const known = deviationsOf(name, title);
      const rules = [...new Set([...Object.keys(found), ...Object.keys(expected)])].filter(
        (rule) => expected[rule] !== null && !(rule in known) && !NO_RULES.has(rule),
      );
      const pick = (all: typeof expected) => Object.fromEntries(rules.map((rule) => [rule, all[rule]]));
      expect(pick(found)).toEqual(pick(expected));
      for (const [rule, count] of Object.entries(known)) expect([rule, found[rule]?.[0] ?? 0]).toEqual([rule, count]);
    });
  }
});

test("they were recorded with the versions that are installed", () => {
  expect(JSON.parse(readFileSync(versionsFile, "utf8"))).toEqual(installedVersions());
});

test("each deviation is explained in docs/rulesets.md", () => {
  const rows = readFileSync(new URL("../../../../docs/rulesets.md", import.meta.url), "utf8").split("\n");
  for (const { row } of deviations)
    expect(
      rows.filter((line) => line.startsWith(`| ${row}`)),
      row,
    ).toHaveLength(1);
});
