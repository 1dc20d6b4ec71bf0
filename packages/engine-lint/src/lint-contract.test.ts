import { expect, test } from "vitest";
import { lintContract } from "./lint-contract.ts";
import type { Report, Rule } from "./rule.ts";
import { MAX_REPORTS_PER_RULE } from "./run-rules.ts";
import { readYaml } from "../tests/lint-yaml.ts";

const text = { summary: "s", why: "w", bad: "b", good: "g", fix: "f", source: "https://example.com/why" };
const rule = (name: string, check: () => Iterable<Report>): Rule => ({ name, severity: "warning", ...text, check });
const orders = `
paths:
  /orders/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: limit, in: query, schema: {type: integer}}
      responses: {"200": {description: ok}}
`;

test("a rule that throws is a rule error; what it had found stays, and the others run", () => {
  const broken = rule("surety-broken", function* () {
    yield { pointer: "/paths", message: "Found." };
    throw new TypeError("nothing there");
  });
  const { findings, ruleErrors } = lintContract(readYaml(orders), {
    rules: [broken, rule("surety-works", () => [{ pointer: "/info", message: "Works." }])],
  });
  expect(findings.map((finding) => finding.rule)).toEqual(["surety-works", "surety-broken"]);
  expect(ruleErrors).toEqual([{ rule: "surety-broken", message: "stopped early: nothing there" }]);
});

test("findings have line, column and snippet, and come in document order", () => {
  const reports = ["/paths/~1orders~1{id}/get/parameters/1", "/info", "/paths/~1orders~1{id}/get"].map((pointer) => ({
    pointer,
    message: "m",
  }));
  const { findings } = lintContract(readYaml(orders), { rules: [rule("surety-a", () => reports)] });
  expect(findings.map(({ pointer, line }) => [pointer, line])).toEqual([
    ["/info", 2],
    ["/paths/~1orders~1{id}/get", 6],
    ["/paths/~1orders~1{id}/get/parameters/1", 9],
  ]);
  expect(findings[2]?.snippet?.lines.join("\n")).toContain("name: limit");
});

test("a place that several operations share is one finding of none of them", () => {
  const reports = ["GET /a", "GET /b"].map((operation) => ({ pointer: "/info", operation, message: "m" }));
  const { findings } = lintContract(readYaml(orders), { rules: [rule("surety-a", () => reports)] });
  expect(findings).toHaveLength(1);
  expect(findings[0]).not.toHaveProperty("operation");
});

test("a rule with too many findings says how many are not listed", () => {
  const reports = Array.from({ length: MAX_REPORTS_PER_RULE + 5 }, (_, index) => ({
    pointer: "/info",
    subject: String(index),
    message: "m",
  }));
  const { findings } = lintContract(readYaml(orders), { rules: [rule("surety-a", () => reports)] });
  expect(findings).toHaveLength(MAX_REPORTS_PER_RULE + 1);
  expect(findings.map((finding) => finding.message)).toContain("5 more findings of this rule are not listed.");
});

test("what is wrong with the document itself is a finding as well", () => {
  const contract = readYaml(`
paths:
  /a: {get: {responses: {"200": {$ref: "#/components/responses/Gone"}}}}
`);
  const { findings } = lintContract(contract, { rules: [] });
  expect(findings).toMatchObject([{ rule: expect.stringMatching(/^surety-document\//), severity: "error", line: expect.any(Number) }]);
});

test("a pointer to nowhere stands where its nearest ancestor is", () => {
  const { findings } = lintContract(readYaml(orders), {
    rules: [rule("surety-a", () => [{ pointer: "/components/schemas/Nope", message: "m" }])],
  });
  expect(findings).toMatchObject([{ line: 1 }]);
});
