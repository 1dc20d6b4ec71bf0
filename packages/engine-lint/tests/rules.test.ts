import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { recommended } from "../src/recommended.ts";
import { lintContract } from "../src/lint-contract.ts";
import { oasAdvice } from "../src/spectral/oas/oas-advice.ts";
import { lintYaml, readYaml } from "./lint-yaml.ts";
import { pageName, rulePage, rulesPage } from "./rule-page.ts";

const rulesFolder = new URL("../src/rules/", import.meta.url);
const pagesFolder = new URL("../../../docs/rules/", import.meta.url);
const files = readdirSync(rulesFolder).filter((file) => !file.endsWith(".test.ts"));

test("every rule file is listed once, under the name of its file", () => {
  expect(recommended.map(({ name }) => `${name.replace(/^surety-/, "")}.ts`).sort()).toEqual(files.sort());
});

// SURETY_WRITE_PAGES=1 writes the pages; without it they must be what the rules say.
function pageText(file: string, text: string): string {
  const page = new URL(file, pagesFolder);
  if (process.env["SURETY_WRITE_PAGES"] !== undefined) {
    mkdirSync(pagesFolder, { recursive: true });
    writeFileSync(page, text);
  }
  return readFileSync(page, "utf8");
}

test("the list of rules is what the ruleset has", () => {
  const page = rulesPage(recommended, oasAdvice());
  expect(pageText("README.md", page)).toBe(page);
});

test("every page belongs to a rule", () => {
  const pages = readdirSync(pagesFolder).filter((file) => file !== "README.md");
  const ours = files.map((file) => file.replace(/\.ts$/, ".md"));
  expect(pages.sort()).toEqual([...ours, ...oasAdvice().map(({ name }) => `${pageName(name)}.md`)].sort());
});

describe.each(recommended.map((rule) => [rule.name.replace(/^surety-/, ""), rule] as const))("%s", (file, rule) => {
  test("its bad example breaks it, its good example does not", () => {
    expect(lintYaml(rule, rule.bad)).not.toEqual([]);
    expect(lintYaml(rule, rule.good)).toEqual([]);
  });

  test("its finding says what is wrong, where, and what to do", () => {
    for (const finding of lintYaml(rule, rule.bad)) {
      expect(finding).toMatchObject({
        rule: rule.name,
        severity: rule.severity,
        source: rule.source,
        fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/),
      });
      expect(finding.message).toMatch(/\.$/);
      expect(finding.line).toBeGreaterThan(0);
    }
  });

  test("it has a test of its own", () => {
    expect(existsSync(new URL(`${file}.test.ts`, rulesFolder))).toBe(true);
  });

  test("its page says what the rule says", () => {
    const page = rulePage(rule, `rules/${file}.ts`);
    expect(pageText(`${file}.md`, page)).toBe(page);
  });
});

describe.each(oasAdvice().map((rule) => [rule.name, rule] as const))("%s of spectral:oas", (name, rule) => {
  test("its bad example breaks it, its good example does not", () => {
    const found = (text: string) => lintContract(readYaml(text)).findings;
    const bad = found(rule.bad).filter((finding) => finding.rule === name);
    expect(bad).not.toEqual([]);
    for (const finding of bad) expect(finding.severity).toBe(rule.severity);
    expect(found(rule.good).filter((finding) => finding.rule === name || /schema$|^surety-document\//.test(finding.rule))).toEqual([]);
  });

  test("its page says what the advice says", () => {
    const page = rulePage(rule, "spectral/oas/oas-advice.ts and oas-examples.ts");
    expect(pageText(`${pageName(name)}.md`, page)).toBe(page);
  });
});
