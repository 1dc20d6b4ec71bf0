import type { RulesetBundle } from "@surety/domain/engines";
import { afterAll, expect, test } from "vitest";
import { createSandbox } from "../src/create-sandbox.ts";

const sandbox = createSandbox({
  childPath: new URL("../src/child.ts", import.meta.url),
  execArgv: ["--import", "tsx"],
  concurrency: 1,
  customFunctions: true,
});
afterAll(() => sandbox.close());

const document = new TextEncoder().encode(`
openapi: 3.1.0
info: {title: Orders, version: 1.0.0}
paths:
  /orders:
    get: {operationId: listOrders, responses: {"200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Node"}}}}}}
components: {schemas: {Node: {type: object, properties: {next: {$ref: "#/components/schemas/Node"}}}}}
`);

function ruleset(code: string, more = ""): RulesetBundle {
  const text = JSON.stringify({
    functions: ["mine"],
    "x-surety-functions": { mine: code },
    rules: {
      custom: { given: "$.paths[*][*]", severity: "error", then: { function: "mine", functionOptions: { word: "list" } } },
      other: { given: "$.info", severity: "warn", then: { field: "contact", function: "truthy" } },
    },
  });
  return { reference: "org:a", sources: [{ reference: "org:a", text: text + more }] };
}

async function lint(code: string) {
  const answer = await sandbox.lint(document, ruleset(code));
  if (!answer.ok) throw new Error(`${answer.reason}: ${answer.message}`);
  return { findings: answer.result.findings.map(({ rule, message, line }) => ({ rule, message, line })), errors: answer.result.ruleErrors };
}
const OTHER = expect.objectContaining({ rule: "other" });

test("a function sees value, options, path and the document, cycles included", async () => {
  const { findings, errors } = await lint(`
    export default (value, { word }, { path, document, documentInventory, rule }) => {
      const { Node } = documentInventory.resolved.components.schemas;
      const isCyclic = Node.properties.next.properties.next.properties.next === Node.properties.next;
      return [{ message: [value.operationId.startsWith(word), path.join("/"), document.data.info.title, isCyclic, rule.name].join(" "), path: [...path, "operationId"] }];
    };
  `);
  expect(errors).toEqual([]);
  expect(findings).toEqual([OTHER, { rule: "custom", line: 6, message: "true paths//orders/get Orders true custom" }]);
});

test("CommonJS works too, and nothing to say is no finding", async () => {
  expect(await lint("module.exports = function mine() {};")).toEqual({ findings: [OTHER], errors: [] });
});

test.each([
  ["throws", 'export default () => { throw new TypeError("not today"); };', /not today/],
  ["hangs", "export default () => { for (;;); };", /did not answer within 1 s/],
  ["is asynchronous", "export default async () => [];", /asynchronous/],
  [
    "hangs in a microtask",
    "export default () => { Promise.resolve().then(() => { for (;;); }); };",
    /did not answer within 1 s|asynchronous/,
  ],
  ["gives no list", "export default () => 7;", /no list of results/],
  ["overflows the stack", "export default function f() { return f(); }", /stack/],
])("one that %s is a rule error, and the other rules run", async (_what, code, message) => {
  const { findings, errors } = await lint(code);
  expect(findings).toEqual([OTHER]);
  expect(errors).toEqual([{ rule: "custom", message: expect.stringMatching(message) }]);
});

test.each([
  ["process", "typeof process + typeof require + typeof fetch + typeof setTimeout"],
  ["the global's constructor", 'this?.constructor?.constructor ? "reached" : typeof globalThis.constructor.constructor'],
  ["code from text", 'globalThis.constructor.constructor("return process")().pid'],
  ["through the value", 'value.constructor.constructor("return process")().pid'],
  ["through the context", 'context.document.formats.constructor.constructor("return process")().pid'],
])("no function reaches the engine's world: %s", async (_what, expression) => {
  const { findings, errors } = await lint(`export default (value, options, context) => [{ message: "got " + (${expression}) }];`);
  const said = [...findings.filter(({ rule }) => rule === "custom"), ...errors].map(({ message }) => message).join();
  expect(said).toMatch(/got undefinedundefinedundefinedundefined|got function|Code generation from strings disallowed/);
});

test.each([
  ["no source", undefined, /put the function's source as text into `x-surety-functions`/],
  ["a syntax error", "export default (", /mine: /],
  ["an import", 'import fs from "node:fs";\nexport default () => [];', /cannot import anything/],
  ["no function", "export default 7;", /exports no function/],
  ["a loop while loading", "for (;;);", /did not answer within 1 s/],
])("a ruleset whose function has %s is refused", async (_what, code, message) => {
  const answer = await sandbox.readRuleset(ruleset(code ?? ""));
  if (code === undefined) {
    const text = JSON.stringify({ functions: ["mine"], rules: {} });
    const without = await sandbox.readRuleset({ reference: "org:a", sources: [{ reference: "org:a", text }] });
    expect(without.ok && without.result.problems).toEqual([expect.objectContaining({ message: expect.stringMatching(message) })]);
    return;
  }
  expect(answer.ok && answer.result.problems).toEqual([expect.objectContaining({ rule: null, message: expect.stringMatching(message) })]);
});
