import { describe, expect, test } from "vitest";
import { lintContract } from "../../src/lint-contract.ts";
import { loadRuleset } from "../../src/spectral/ruleset/load-ruleset.ts";
import type { RulesetPorts, RulesetSource } from "../../src/spectral/ruleset/ruleset-ports.ts";
import { readText } from "./spectral-oracle.ts";

const contract = readText(`
openapi: 3.0.3
info: {title: orders, version: "1", description: ""}
servers: [{url: "http://a.org"}]
paths:
  /orders/{id}:
    get:
      operationId: Get_order
      tags: [a, b]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: ok}}
`);

const file = (text: string, location = ".spectral.yaml"): RulesetSource => ({ location, text });
async function lint(text: string, ports?: RulesetPorts, path?: string) {
  const ruleset = await loadRuleset(file(text), ports);
  const { findings, ruleErrors } = lintContract(contract, { ruleset, ...(path === undefined ? {} : { path }) });
  return { lines: findings.map(({ rule, severity, pointer, message }) => `${severity} ${rule} ${pointer}: ${message}`), ruleErrors };
}

/** Files by name; `extends` is looked up beside each other. */
const files = (texts: Record<string, string>): RulesetPorts => ({
  async find(specifier) {
    const text = texts[specifier];
    if (text === undefined) throw new Error("there is no such file");
    return { location: specifier, text };
  },
});

describe("rulesets", () => {
  test("a rule of one's own beside spectral:oas, with placeholders", async () => {
    const { lines } = await lint(`
extends: [[spectral:oas, "off"]]
rules:
  operation-singular-tag: warn
  server-https:
    message: "{{property}} is {{value}}: {{error}}"
    severity: error
    given: $.servers[*].url
    then: {function: pattern, functionOptions: {match: "^https:"}}
`);
    expect(lines).toEqual([
      'error server-https /servers/0/url: url is http://a.org: "http://a.org" must match the pattern "^https:"',
      "warning operation-singular-tag /paths/~1orders~1{id}/get/tags: Operation must not have more than a single tag.",
    ]);
  });

  test("severities by word, number, false and definition; recommended ones only", async () => {
    const base = await loadRuleset(file("extends: spectral:oas"));
    const rules = ["info-license", "info-contact"].map((name) => base.rules.get(name)?.enabled);
    expect(rules).toEqual([false, true]);
    const { rules: changed } = await loadRuleset(
      file(
        "extends: spectral:oas\nrules: {info-contact: false, info-license: 3, info-description: off, license-url: true, tag-description: {severity: info, recommended: false}}",
      ),
    );
    const settings = ["info-contact", "info-license", "info-description", "license-url", "tag-description"].map((name) => {
      const rule = changed.get(name);
      return `${rule?.enabled} ${rule?.severity}`;
    });
    expect(settings).toEqual(["false warning", "true hint", "false off", "true warning", "true info"]);
  });

  test("surety:recommended is extended and configured the same way", async () => {
    const { rules } = await loadRuleset(
      file('extends: [spectral:oas, ["surety:recommended", "off"]]\nrules: {surety-https-only: info, operation-tag-defined: off}'),
    );
    const ruleset = await loadRuleset(file('extends: [["surety:recommended", "off"]]\nrules: {surety-https-only: info}'));
    expect(lintContract(contract, { ruleset }).findings.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      "info surety-https-only",
    ]);
    expect([rules.get("surety-https-only")?.enabled, rules.get("surety-paths-are-nouns")?.enabled]).toEqual([true, false]);
  });

  test("a bad path, an unknown function and bad options are errors of their rules; the others run", async () => {
    const { lines, ruleErrors } = await lint(`
rules:
  bad-path: {given: "$.paths[?(process.exit())]", then: {function: truthy}}
  bad-function: {given: $, then: {function: nope}}
  bad-options: {given: $, then: {function: pattern, functionOptions: {macth: a}}}
  bad-pattern: {given: $, then: {function: pattern, functionOptions: {match: "("}}}
  bad-member: {gven: $, then: {function: truthy}}
  not-there: error
  good: {given: $, then: {field: externalDocs, function: defined}, message: missing}
`);
    expect(lines).toEqual(["warning good : missing"]);
    expect(ruleErrors.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      "bad-path: .spectral.yaml: `process.exit` may not be used in a filter at character 1 of `process.exit()`",
      expect.stringMatching(/^bad-function: .*`nope` is not known; known are alphabetical, casing/),
      expect.stringMatching(/^bad-options: .*"pattern" function/),
      expect.stringMatching(/^bad-pattern: .*Invalid regular expression/),
      expect.stringMatching(/^bad-member: .*`gven`/),
      expect.stringMatching(/^not-there: .*there is no rule `not-there`/),
    ]);
  });

  test("a ruleset that extends itself is an error of the ruleset; all rules run", async () => {
    const rule = (name: string): string => `rules: {${name}: {given: $, then: {field: externalDocs, function: truthy}}}`;
    const ports = files({ "a.yaml": `extends: b.yaml\n${rule("of-a")}`, "b.yaml": `extends: [a.yaml, spectral:oas]\n${rule("of-b")}` });
    const { lines, ruleErrors } = await lint(`extends: a.yaml\n${rule("own")}`, ports);
    expect(ruleErrors).toEqual([
      {
        rule: "surety-ruleset/extends",
        message: "a.yaml → b.yaml → a.yaml: the ruleset extends itself; the last step is left out, and everything else counts",
      },
    ]);
    expect(lines.map((line) => line.split(" ", 2)[1])).toEqual(expect.arrayContaining(["own", "of-a", "of-b", "info-contact"]));
    const own = { "a.yaml": `extends: a.yaml\n${rule("of-a")}` };
    const { errors, rules } = await loadRuleset({ location: "a.yaml", text: own["a.yaml"] }, files(own));
    expect(errors.map(({ message }) => message)).toEqual([expect.stringMatching(/^a\.yaml → a\.yaml: the ruleset extends itself/)]);
    expect([...rules.keys()]).toEqual(["of-a"]);
  });

  test("a JavaScript ruleset that extends itself is one too", async () => {
    const module = { rules: { own: { given: "$", then: { field: "externalDocs", function: "truthy" } } }, extends: [] as unknown[] };
    module.extends.push({ extends: [module], rules: {} });
    const { errors, rules } = await loadRuleset({ location: "rules.mjs", module });
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^rules\.mjs → rules\.mjs \(extends 1\) → rules\.mjs: the ruleset extends itself/),
    ]);
    expect([...rules.keys()]).toEqual(["own"]);
  });

  test("errors name the file and the place", async () => {
    await expect(loadRuleset(file("rules: {a: [b"))).rejects.toThrow(/^\.spectral\.yaml at 1:\d+: /);
    await expect(loadRuleset(file("rulez: {}\nrules: {}"))).rejects.toThrow("no member `rulez`");
    await expect(loadRuleset(file("aliases: {1a: [$]}\nrules: {}"))).rejects.toThrow(/at aliases/);
    await expect(loadRuleset(file("rules: null"))).rejects.toThrow("at rules: is an object: rules by their names");
    await expect(loadRuleset(file("rules: {}\nformats: null"))).rejects.toThrow("at formats: is a list of formats");
    await expect(loadRuleset(file("extends: gone.yaml"), files({}))).rejects.toThrow("`gone.yaml`: there is no such file");
    await expect(loadRuleset(file("extends: spectral:asyncapi"))).rejects.toThrow("not for HTTP APIs");
  });

  test("aliases, simple and by format, also of a ruleset that is extended", async () => {
    const ports = files({
      "base.yaml":
        "aliases: {Op: ['$.paths[*][get,post]'], Tag: {targets: [{formats: [oas2], given: [$.no]}, {formats: [oas3], given: ['#Op.tags[*]']}]}}\nrules: {}",
    });
    const { lines } = await lint(
      "extends: base.yaml\nrules: {no-b: {given: '#Tag', message: '{{value}}', then: {function: pattern, functionOptions: {notMatch: b}}}, loop: {given: '#Nope', then: {function: truthy}}}",
      ports,
    );
    expect(lines).toEqual(["warning no-b /paths/~1orders~1{id}/get/tags/1: b"]);
  });

  test("overrides by file and by place", async () => {
    const text = `
rules:
  op: {given: "$.paths[*][*]", then: {field: operationId, function: casing, functionOptions: {type: camel}}}
  info: {given: $.info, then: {field: description, function: truthy}}
overrides:
  - {files: ["legacy/**/*.yaml"], rules: {info: off}}
  - {files: ["v1/*.yaml#/paths/~1orders~1{id}"], rules: {op: hint}}
`;
    expect((await lint(text, {}, "api.yaml")).lines.map((line) => line.split(" ", 2).join(" "))).toEqual(["warning info", "warning op"]);
    expect((await lint(text, {}, "legacy/a/b.yaml")).lines.map((line) => line.split(" ", 2).join(" "))).toEqual(["warning op"]);
    expect((await lint(text, {}, "v1/a.yaml")).lines.map((line) => line.split(" ", 2).join(" "))).toEqual(["warning info", "hint op"]);
  });

  test("functions of one's own see plain objects; one that throws is a rule error", async () => {
    const ports: RulesetPorts = {
      async loadFunction(name) {
        if (name === "broken")
          return () => {
            throw new Error("oh no");
          };
        return (value, options, { path }) =>
          typeof value === "object" && value !== null && Object.hasOwn(value, "get")
            ? [{ message: `has ${JSON.stringify(options)}`, path: [...path, "get"] }]
            : [];
      },
    };
    const { lines, ruleErrors } = await lint(
      "functions: [own, broken]\nrules: {a: {given: '$.paths[*]', then: {function: own, functionOptions: {x: 1}}}, b: {given: $, then: {function: broken}}}",
      ports,
    );
    expect(lines).toEqual(['warning a /paths/~1orders~1{id}/get: has {"x":1}']);
    expect(ruleErrors).toEqual([{ rule: "b", message: "stopped early: oh no" }]);
  });

  test("a function that returns a promise is a rule error, also when the promise fails later", async () => {
    const ports: RulesetPorts = { loadFunction: async () => () => Promise.reject(new Error("late")) };
    const { ruleErrors } = await lint("functions: [own]\nrules: {a: {given: $, then: {function: own}}}", ports);
    expect(ruleErrors).toEqual([{ rule: "a", message: 'stopped early: "own" is asynchronous, and rules run synchronously' }]);
    await new Promise((resolve) => setImmediate(resolve)); // an unhandled rejection would end the process here
  });

  test("a catastrophic regular expression does not hang", async () => {
    const evil = readText(`{"openapi":"3.0.3","info":{"title":"${"a".repeat(5000)}!","version":"1"},"paths":{}}`);
    const ruleset = await loadRuleset(
      file(
        "rules: {a: {given: '$.info[?(@.match && @.match(/^(a+)+$/))]', then: {function: truthy}}, b: {given: $.info.title, then: {function: pattern, functionOptions: {match: '^(a|a)*(a+)+$'}}}}",
      ),
    );
    expect(lintContract(evil, { ruleset }).findings.map(({ rule }) => rule)).toEqual(["b"]);
  });

  test("nor does one in the document, beside an example", async () => {
    const media = { schema: { type: "string", pattern: "^([a-z]+)+$" }, example: `${"a".repeat(5000)}!` };
    const evil = readText(
      JSON.stringify({
        openapi: "3.0.3",
        info: { title: "A", version: "1" },
        paths: { "/a": { get: { responses: { 200: { description: "ok", content: { "text/plain": media } } } } } },
      }),
    );
    const ruleset = await loadRuleset(file("extends: [[spectral:oas, off]]\nrules: {oas3-valid-media-example: error}"));
    const { findings, ruleErrors } = lintContract(evil, { ruleset });
    expect(findings.map(({ pointer }) => pointer)).toEqual(["/paths/~1a/get/responses/200/content/text~1plain/example"]);
    expect(ruleErrors).toEqual([]);
  });

  test("an alias that refers to itself is an error of its rules; the others run", async () => {
    const { lines, ruleErrors } = await lint(
      "aliases: {A: ['#B.x'], B: ['#A.y']}\nrules: {a: {given: '#A', then: {function: truthy}}, good: {given: $, then: {field: externalDocs, function: defined}, message: missing}}",
    );
    expect(lines).toEqual(["warning good : missing"]);
    expect(ruleErrors).toEqual([{ rule: "a", message: ".spectral.yaml: the alias `A` refers to itself: A → B → A" }]);
  });

  test("a filter for one key is that key, and no entry of a list", async () => {
    const { lines } = await lint(
      "rules: {a: {given: \"$..[?(@property === 'operationId')]\", then: {function: falsy}, message: '{{value}}'}, b: {given: \"$..[?(@property === '0')]\", then: {function: falsy}}}",
    );
    expect(lines).toEqual(["warning a /paths/~1orders~1{id}/get/operationId: Get_order"]);
  });

  test("null anywhere stops no filter", async () => {
    const nulls = readText(
      '{"openapi":"3.0.3","info":null,"paths":{"/a":null,"/b":{"get":null,"post":{"responses":{"200":null},"parameters":[null]}}},"components":{"schemas":{"A":null}}}',
    );
    const ruleset = await loadRuleset(file('extends: [[spectral:oas, all], "surety:recommended"]'));
    expect(lintContract(nulls, { ruleset }).ruleErrors).toEqual([]);
  });
});
