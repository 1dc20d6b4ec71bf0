import { describe, expect, test } from "vitest";
import type { Contract } from "@surety/engine-spec/contract";
import { readContract } from "@surety/engine-spec/read-contract";
import { diffContracts } from "../src/diff-contracts.ts";
import { readCorpusText } from "./corpus.ts";
import { api, exchange, read } from "./diff.ts";
import type { Node } from "./diff.ts";
import { HOSTILE } from "./hostile-documents.ts";
import { SHOP } from "./shop.ts";

/** `ROBUST_RUNS=1` replaces each node of a document by all values, and the nodes of real documents as well. */
const LONG = process.env["ROBUST_RUNS"] !== undefined;
const shop = read(SHOP);
const STRANGE: readonly unknown[] = [null, 5, "text", [], {}, true, [null], { $ref: "#/nowhere" }, -1e300, "", [[]]];

/** Reads, and compares whatever is read with itself and with a small contract, both ways: nothing may throw or lie about where. */
function useAll(bytes: Uint8Array, against: Contract = shop): "read" | "refused" {
  const result = readContract(bytes);
  const problems = result.ok ? result.contract.problems : result.problems;
  for (const { message, line, column } of problems) {
    expect(message).not.toBe("");
    expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
  }
  if (!result.ok) return "refused";
  const { contract } = result;
  expect(contract.contractDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(diffContracts(contract, contract).changes).toEqual([]);
  for (const [base, revision] of [
    [against, contract],
    [contract, against],
  ] as const) {
    const { changes } = diffContracts(base, revision);
    for (const change of changes) {
      expect(change.level !== "breaking" || change.witness !== null).toBe(true);
      for (const place of [change.base, change.revision]) if (place !== null) expect(place.line).toBeGreaterThanOrEqual(1);
    }
  }
  return "read";
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
/** The same as YAML: JSON after a comment. */
const asYaml = (document: unknown): Uint8Array => encode(`# a comment\n${JSON.stringify(document, null, 1)}`);

function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const inner =
    typeof value === "object" && value !== null ? Object.entries(value).flatMap(([name, child]) => pathsIn(child, [...path, name])) : [];
  return [path, ...inner];
}

function replaced(value: unknown, [name, ...rest]: readonly string[], by: unknown): unknown {
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === name ? replaced(item, rest, by) : item));
  return { ...(value as Node), [name]: replaced((value as Node)[name], rest, by) };
}

describe("hostile documents", () => {
  test.each(Object.keys(HOSTILE))("%s: read or refused, and compared", { timeout: 120_000 }, (name) => {
    expect(() => useAll(HOSTILE[name]?.() ?? new Uint8Array())).not.toThrow();
  });
});

describe("each node replaced", () => {
  const places = pathsIn(SHOP);

  test.each([
    ["JSON", (document: unknown) => encode(JSON.stringify(document))],
    ["YAML", asYaml],
  ] as const)("of a shop in %s", { timeout: 600_000 }, (syntax, write) => {
    expect(useAll(write(SHOP))).toBe("read");
    places.forEach((place, at) => {
      const values = LONG ? STRANGE : STRANGE.filter((_, index) => (index + at) % STRANGE.length === (syntax === "JSON" ? 0 : 5));
      for (const value of values) useAll(write(replaced(SHOP, place, value)));
    });
  });

  const real = ["documents/petstore.json.gz", "pairs/adyen-webhook-v3-v4/base.json.gz"];
  test.each(LONG ? real : [])("of %s", { timeout: 3_600_000 }, (path) => {
    const document: unknown = JSON.parse(readCorpusText(path) ?? "");
    const against = read(document as Node);
    const all = pathsIn(document);
    const step = Math.max(1, Math.floor(all.length / 1500));
    const places = all.filter((_, index) => index % step === 0);
    expect(places.length).toBeGreaterThan(0);
    places.forEach((place, at) => useAll(encode(JSON.stringify(replaced(document, place, STRANGE[at % STRANGE.length]))), against));
  });
});

describe("a reference that leads nowhere", () => {
  const lost = { $ref: "#/components/nowhere/at%20all" };
  const ok = { "200": { description: "" } };
  const at = (members: Node): Node => api({ "/a": { get: { responses: ok, ...members } } });
  const PLACES: { readonly [name: string]: Node } = {
    "a path item": api({ "/a": lost }),
    "a webhook": api({}, { webhooks: { w: lost } }),
    "a common parameter": api({ "/a": { parameters: [lost], get: { responses: ok } } }),
    "a parameter": at({ parameters: [lost] }),
    "a parameter's schema": at({ parameters: [{ name: "a", in: "query", schema: lost }] }),
    "a parameter's example": at({ parameters: [{ name: "a", in: "query", schema: {}, examples: { e: lost } }] }),
    "a request body": at({ requestBody: lost }),
    "a media type's schema": at({ requestBody: { content: { "application/json": { schema: lost } } } }),
    "a media type's example": at({ requestBody: { content: { "application/json": { examples: { e: lost } } } } }),
    "a response": at({ responses: { "200": lost } }),
    "a header": at({ responses: { "200": { description: "", headers: { H: lost } } } }),
    "a header's schema": at({ responses: { "200": { description: "", headers: { H: { schema: lost } } } } }),
    "a link": at({ responses: { "200": { description: "", links: { l: lost } } } }),
    "a callback": at({ callbacks: { c: lost } }),
    "a callback's path item": at({ callbacks: { c: { "{$url}": lost } } }),
    "a security scheme": at({ security: [{ s: [] }] }),
    "a component": api({}, { components: { schemas: { A: lost } } }),
    ...Object.fromEntries(
      ["properties", "patternProperties", "dependentSchemas"].map((keyword) => [
        `a member of ${keyword}`,
        exchange({ [keyword]: { a: lost } }, true),
      ]),
    ),
    ...Object.fromEntries(
      ["allOf", "anyOf", "oneOf", "prefixItems"].map((keyword) => [`an item of ${keyword}`, exchange({ [keyword]: [lost, {}] }, true)]),
    ),
    ...Object.fromEntries(
      ["items", "contains", "additionalProperties", "propertyNames", "not", "if", "unevaluatedItems", "unevaluatedProperties"].map(
        (keyword) => [keyword, exchange({ [keyword]: lost }, true)],
      ),
    ),
    "a discriminator's mapping": exchange(
      { oneOf: [{}], discriminator: { propertyName: "a", mapping: { a: "#/components/nowhere" } } },
      true,
    ),
  };
  PLACES["a security scheme"]!["components"] = { securitySchemes: { s: lost } };

  test.each(Object.keys(PLACES))("in %s is reported with its place, and the rest is compared", (name) => {
    const text = JSON.stringify({ ...PLACES[name], tags: [{ name: "kept" }] }, null, 1);
    const contract = read(text);
    const [problem] = contract.problems.filter(({ code }) => code === "dangling-ref");
    expect(problem?.line).toBeGreaterThan(1);
    expect(text.split("\n")[(problem?.line ?? 1) - 1]).toContain("#/components/nowhere");
    expect(useAll(encode(text))).toBe("read");
  });
});
