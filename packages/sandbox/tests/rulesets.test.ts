import type { RulesetBundle } from "@surety/domain/engines";
import { afterAll, expect, test } from "vitest";
import { createSandbox } from "../src/create-sandbox.ts";

const sandbox = createSandbox({
  childPath: new URL("../src/child.ts", import.meta.url),
  execArgv: ["--import", "tsx"],
  concurrency: 1,
});
afterAll(() => sandbox.close());

const document = new TextEncoder().encode(`
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get: {operationId: ListOrders, responses: {"200": {description: Orders}}}
`);
const bundle = (texts: Readonly<Record<string, string>>): RulesetBundle => {
  const sources = Object.entries(texts).map(([reference, text]) => ({ reference, text }));
  return { reference: sources[0]?.reference ?? "", sources };
};
const LOWER = `
rules:
  ids-are-lower-case:
    message: "{{value}} begins with a capital"
    severity: error
    given: $.paths[*][*].operationId
    then: { function: pattern, functionOptions: { match: '^[a-z]' } }
`;

async function read(ruleset: RulesetBundle) {
  const answer = await sandbox.readRuleset(ruleset);
  if (!answer.ok) throw new Error(answer.message);
  return answer.result;
}

test("lints by a stored ruleset with what it extends", async () => {
  const ruleset = bundle({ "org:team": "extends: [org:base]\nrules: { ids-are-lower-case: warn }", "org:base": LOWER });
  expect(await read(ruleset)).toEqual({ problems: [], extends: ["org:base"], ruleCount: 1 });
  expect(await sandbox.lint(document, ruleset)).toMatchObject({
    ok: true,
    result: {
      findings: [{ rule: "ids-are-lower-case", severity: "warning", line: 6, message: "ListOrders begins with a capital" }],
      ruleErrors: [],
      score: { operations: 1, rules: [{ rule: "ids-are-lower-case" }] },
    },
  });
});

test("lints by surety:recommended when nothing else is said, and by spectral:oas by name", async () => {
  const usual = await sandbox.lint(document);
  expect(await sandbox.lint(document, { reference: "surety:recommended", sources: [] })).toEqual(usual);
  expect(await sandbox.lint(document, { reference: "spectral:oas", sources: [] })).toMatchObject({
    ok: true,
    result: { findings: expect.arrayContaining([expect.objectContaining({ rule: "oas3-api-servers" })]) },
  });
});

test.each<[string, Readonly<Record<string, string>>, object]>([
  ["YAML that breaks off", { "org:a": "rules:\n  x: [" }, { rule: null, line: 2 }],
  ["JSON with a key twice", { "org:a": '{"rules": {},\n "rules": {}}' }, { rule: null, line: 2, message: expect.stringMatching(/rules/) }],
  [
    "a member that there is not",
    { "org:a": "rules: {}\nrulez: {}" },
    { rule: null, line: 2, message: expect.stringMatching(/no member `rulez`/) },
  ],
  [
    "a rule without given",
    { "org:a": "rules:\n  fine: { given: $, then: { function: truthy } }\n  bad: { then: { function: truthy } }" },
    { rule: "bad", line: 3, column: 3, message: expect.stringMatching(/given/) },
  ],
  ["a function that there is not", { "org:a": "rules:\n  bad: { given: $, then: { function: wish } }" }, { rule: "bad", line: 2 }],
  ["a bad JSONPath", { "org:a": 'rules:\n  bad: { given: "$..[", then: { function: truthy } }' }, { rule: "bad", line: 2 }],
  ["itself", { "org:a": "rules: {}\nextends: [org:a]" }, { rule: null, line: 2, message: expect.stringMatching(/org:a → org:a/) }],
  [
    "a cycle",
    { "org:a": "extends: [org:b]", "org:b": "extends: org:a" },
    { rule: null, line: 1, message: expect.stringMatching(/org:a → org:b → org:a: the ruleset extends itself/) },
  ],
  [
    "one that is not stored",
    { "org:a": "extends: [org:gone]" },
    { line: 1, message: expect.stringMatching(/no ruleset gone in this organization/) },
  ],
  [
    "an address",
    { "org:a": "extends: [https://example.com/rules.yaml]" },
    { line: 1, message: expect.stringMatching(/extend it as `org:NAME`/) },
  ],
  ["a file", { "org:a": "extends: ./base.yaml" }, { line: 1, message: expect.stringMatching(/cannot be extended on the server/) }],
  ["a package", { "org:a": 'extends: ["@stoplight/spectral-owasp-ruleset"]' }, { message: expect.stringMatching(/cannot be extended/) }],
  ["functions of one's own", { "org:a": "functions: [mine]\nrules: {}" }, { line: 1, message: expect.stringMatching(/does not run any/) }],
])("says where the fault is: %s", async (_name, texts, problem) => {
  expect((await read(bundle(texts))).problems).toEqual([expect.objectContaining(problem)]);
});

test("previews what appears, what goes and what the score becomes", async () => {
  const before = bundle({ "org:a": LOWER });
  const after = bundle({
    "org:a": `${LOWER}  needs-servers: { severity: warn, given: $, then: { field: servers, function: truthy } }\n`,
  });
  const answer = await sandbox.previewLint(document, before, after);
  expect(answer).toMatchObject({
    ok: true,
    result: {
      outline: { problems: [], ruleCount: 2 },
      result: {
        counts: { error: 1, warning: 1 },
        rules: [
          { rule: "needs-servers", findings: 1, before: 0, appeared: 1, gone: 0 },
          { rule: "ids-are-lower-case", findings: 1, before: 1, appeared: 0, gone: 0 },
        ],
        findings: [
          { rule: "needs-servers", isNew: true },
          { rule: "ids-are-lower-case", isNew: false },
        ],
        gone: [],
      },
    },
  });
  const score = answer.ok ? answer.result.result?.score : undefined;
  expect(score?.after.value).toBeLessThan(score?.before.value ?? 0);
  const back = await sandbox.previewLint(document, after, before);
  expect(back.ok && back.result.result?.gone.map(({ rule }) => rule)).toEqual(["needs-servers"]);
});

test("previews the rules that can run beside one that cannot, and nothing of a ruleset that cannot be read", async () => {
  const usual = { reference: "surety:recommended", sources: [] };
  const partly = await sandbox.previewLint(
    document,
    usual,
    bundle({ "org:a": `${LOWER}  bad: { given: "$..[", then: { function: truthy } }` }),
  );
  expect(partly).toMatchObject({ ok: true, result: { outline: { problems: [{ rule: "bad" }] }, result: { counts: { error: 1 } } } });
  expect(await sandbox.previewLint(document, usual, bundle({ "org:a": "rules: [" }))).toMatchObject({
    ok: true,
    result: { outline: { problems: [{ rule: null }] }, result: null },
  });
});
