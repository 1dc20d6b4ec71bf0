import type { Contract } from "@surety/engine-spec/contract";
import { describe, expect, test } from "vitest";
import { lintContract } from "../src/lint-contract.ts";
import { suppressFindings } from "../src/suppress-findings.ts";
import { findingsSince, lintBaseline } from "../src/suppress-known.ts";
import { matchesRule } from "../src/suppress-rule-pattern.ts";
import { readYaml } from "./lint-yaml.ts";

const TODAY = "2026-11-22";
const VERB = "surety-paths-are-nouns";

function paths(ignore = "", below = ""): Contract {
  return readYaml(`paths:
  /getOrders:
${ignore}    get:
${below}      operationId: a
      responses: {"200": {description: ok}}
  /createOrder:
    post: {operationId: b, responses: {"201": {description: ok}}}
`);
}

function judged(contract: Contract, today = TODAY) {
  const { findings, ignored } = suppressFindings(contract, lintContract(contract).findings, today);
  const says = (rule: string) => findings.filter((finding) => finding.rule === rule);
  return { findings, ignored, says, notes: findings.filter(({ rule }) => rule.startsWith("surety-document/")) };
}

const all = lintContract(paths()).findings;

describe("x-surety-ignore", () => {
  test("takes what a rule finds at its object and below out of the count, with the reason", () => {
    const contract = paths(`    x-surety-ignore: [{rule: ${VERB}, reason: "Clients of 2019 call it so"}]\n`);
    const { ignored, says, notes, findings } = judged(contract);
    expect(ignored).toMatchObject([
      {
        finding: { rule: VERB, pointer: "/paths/~1getOrders" },
        reason: "Clients of 2019 call it so",
        expires: null,
        at: "/paths/~1getOrders",
      },
    ]);
    expect(says(VERB).map(({ pointer }) => pointer)).toEqual(["/paths/~1createOrder"]);
    expect(notes).toEqual([]);
    expect(findings).toHaveLength(all.length - 1);
  });

  test("takes patterns, several entries, reasons by rule, and one entry alone", () => {
    for (const ignore of [
      '[{rule: "surety-*", reason: legacy}]',
      '{"surety-*": legacy}',
      '{"surety-*": {reason: legacy, expires: 2030-01-01}}',
      '{rule: "surety-*", reason: legacy}',
      `[{rule: ${VERB}, reason: legacy}, {rule: "surety-*", reason: legacy}]`,
    ]) {
      const { ignored, findings } = judged(paths(`    x-surety-ignore: ${ignore}\n`));
      expect([ignore, ignored.length > 1, findings.some(({ pointer }) => pointer.startsWith("/paths/~1getOrders"))]).toEqual([
        ignore,
        true,
        false,
      ]);
    }
  });

  test("at the root of the document it covers all of it", () => {
    const contract = readYaml(
      `x-surety-ignore: {"*": an experiment}\npaths: {/getOrders: {get: {responses: {"200": {description: ok}}}}}\n`,
    );
    expect(judged(contract)).toMatchObject({ findings: [] });
  });

  test("without a reason it ignores nothing, and that is a finding where it stands", () => {
    for (const ignore of [`[{rule: ${VERB}}]`, `[{rule: ${VERB}, reason: "  "}]`, `{${VERB}: null}`]) {
      const { ignored, says, notes } = judged(paths(`    x-surety-ignore: ${ignore}\n`));
      expect(ignored).toEqual([]);
      expect(says(VERB)).toHaveLength(2);
      expect(notes).toMatchObject([{ rule: "surety-document/ignore-without-reason", severity: "warning", line: 5 }]);
    }
  });

  test("is read as what it is: what cannot be understood is said", () => {
    for (const ignore of [
      "true",
      "[surety]",
      "[{reason: legacy}]",
      `[{rule: ${VERB}, reason: legacy, expires: soon}]`,
      `[{rule: ${VERB}, reason: x, expires: 2026-13-01}]`,
    ]) {
      const { ignored, notes } = judged(paths(`    x-surety-ignore: ${ignore}\n`));
      expect([ignore, ignored]).toEqual([ignore, []]);
      expect(notes).toMatchObject([{ rule: "surety-document/ignore-unreadable" }]);
    }
  });

  test("counts again after its last day, and says so", () => {
    const contract = paths(`    x-surety-ignore: [{rule: ${VERB}, reason: moving, expires: 2026-11-22}]\n`);
    expect(judged(contract, "2026-11-22")).toMatchObject({ ignored: [{ expires: "2026-11-22" }], notes: [] });
    const late = judged(contract, "2026-11-23");
    expect(late.ignored).toEqual([]);
    expect(late.says(VERB)).toHaveLength(2);
    expect(late.notes).toMatchObject([{ rule: "surety-document/ignore-expired", severity: "info" }]);
  });

  test("that nothing needs is a hint", () => {
    const { notes } = judged(paths("", `      x-surety-ignore: [{rule: ${VERB}, reason: legacy}]\n`));
    expect(notes).toMatchObject([
      { rule: "surety-document/ignore-unused", severity: "hint", pointer: "/paths/~1getOrders/get/x-surety-ignore/0" },
    ]);
  });

  test("in a payload, or as the name of a property, is none", () => {
    const contract = readYaml(`components:
  schemas:
    Order:
      type: object
      properties:
        x-surety-ignore: {type: string}
      example: {x-surety-ignore: [{rule: "*"}]}
`);
    expect(judged(contract).notes).toEqual([]);
  });

  test("does not change what the contract means", () => {
    const { contractDigest } = paths();
    const ignore = `x-surety-ignore: [{rule: "*", reason: legacy}]\n`;
    expect(paths(`    ${ignore}`, `      ${ignore}`).contractDigest).toBe(contractDigest);
    const root = readYaml(`${ignore}paths: {}\ncomponents: {schemas: {A: {type: string, ${ignore.trim()}}}}\n`);
    expect(root.contractDigest).toBe(readYaml("paths: {}\ncomponents: {schemas: {A: {type: string}}}\n").contractDigest);
  });

  test("keeps the order of the document", () => {
    const { findings } = judged(paths(`    x-surety-ignore: [{rule: nothing, reason: x}]\n`));
    expect(findings.map(({ line }) => line)).toEqual(findings.map(({ line }) => line).toSorted((a, b) => a - b));
  });
});

describe("since a baseline", () => {
  const before = paths();
  const after = readYaml(`paths:
  /getOrders:
    get: {operationId: a, responses: {"200": {description: ok}}}
    delete: {operationId: c, responses: {"200": {description: ok}}}
  /createOrder:
    post: {operationId: b, responses: {"201": {description: ok}}, requestBody: {content: {application/json: {}}}}
  /removeOrder:
    post: {operationId: d, responses: {"201": {description: ok}}}
`);
  const baseline = lintBaseline(before, lintContract(before).findings);
  const found = lintContract(after).findings;

  test("only findings count that it does not have", () => {
    const { fresh, known } = findingsSince(after, found, baseline);
    expect(fresh.length + known.length).toBe(found.length);
    expect(fresh.filter(({ rule }) => rule === VERB).map(({ pointer }) => pointer)).toEqual(["/paths/~1removeOrder"]);
    expect(findingsSince(before, lintContract(before).findings, baseline).fresh).toEqual([]);
  });

  test("a rule can bind new operations only: what an edit of an old one brings does not count either", () => {
    const inOld = ({ pointer }: { readonly pointer: string }) => pointer.startsWith("/paths/~1createOrder/post");
    expect(findingsSince(after, found, baseline).fresh.some(inOld)).toBe(true);
    const { fresh } = findingsSince(after, found, baseline, ["surety-*"]);
    expect(fresh.some(inOld)).toBe(false);
    expect(fresh.some(({ pointer }) => pointer.startsWith("/paths/~1getOrders/delete"))).toBe(true);
    expect(fresh.some(({ pointer }) => pointer.startsWith("/paths/~1removeOrder"))).toBe(true);
  });
});

test.each([
  ["a-b", "a-b", true],
  ["a-b", "a", false],
  ["a-b", "a*", true],
  ["a-b", "*b", true],
  ["a-b", "*", true],
  ["a-b", "a*-*b", true],
  ["ab", "ab*b", false],
  ["a-b-c", "a*x*c", false],
])("%s fits %s: %s", (rule, pattern, fits) => expect(matchesRule(rule, pattern)).toBe(fits));
