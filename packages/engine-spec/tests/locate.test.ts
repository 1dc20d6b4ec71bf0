import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawNode } from "../src/contract.ts";
import { joinPointer } from "@surety/model/pointer";
import { corpusBytes, hasCorpus, read } from "./read.ts";
import { readContract } from "../src/read-contract.ts";

const JSON_TEXT = `{
  "openapi": "3.1.0",
  "info": { "title": "t", "version": "1" },
  "paths": {
    "/orders/{id}": {
      "get": { "tags": ["a", "b"], "responses": { "200": { "description": "a } \\" { b" } } }
    }
  },
  "x-\\u0061": 1
}`;
const YAML_TEXT = `openapi: 3.1.0
info: { title: t, version: "1" }
paths:
  "/orders/{id}":
    get:
      tags: [a, b]
      responses:
        200:
          description: >-
            folded
      x-list:
        - a: 1
          b: 2
        - &two {c: 3}
        - *two
`;

const places = (text: string, pointers: readonly string[]): (readonly [number, number])[] =>
  [...read(text).locate(pointers).values()].map(({ line, column }) => [line, column]);

describe("locate", () => {
  it("finds members at their names and items at their values, in JSON", () => {
    expect(
      places(JSON_TEXT, [
        "",
        "/openapi",
        "/info/version",
        "/paths/~1orders~1{id}/get",
        "/paths/~1orders~1{id}/get/tags/1",
        "/paths/~1orders~1{id}/get/responses/200",
        "/x-a",
      ]),
    ).toEqual([
      [1, 1],
      [2, 3],
      [3, 27],
      [6, 7],
      [6, 30],
      [6, 51],
      [9, 3],
    ]);
  });

  it("finds them in YAML, also through aliases", () => {
    const get = "/paths/~1orders~1{id}/get";
    expect(
      places(YAML_TEXT, [
        "",
        "/openapi",
        "/info/version",
        get,
        `${get}/tags/1`,
        `${get}/responses/200`,
        `${get}/responses/200/description`,
        `${get}/x-list/0`,
        `${get}/x-list/0/b`,
        `${get}/x-list/1/c`,
        `${get}/x-list/2`,
        `${get}/x-list/2/c`,
      ]),
    ).toEqual([
      [1, 1],
      [1, 1],
      [2, 19],
      [5, 5],
      [6, 17],
      [8, 9],
      [9, 11],
      [12, 11],
      [13, 11],
      [14, 17],
      [15, 11],
      [14, 17],
    ]);
  });

  it("gives what does not exist the place of its nearest ancestor, under its own pointer", () => {
    for (const text of [JSON_TEXT, YAML_TEXT]) {
      const get = "/paths/~1orders~1{id}/get";
      const found = read(text).locate([`${get}/summary`, `${get}/tags/7/x`, "/nothing", "/openapi/deep/er", get]);
      expect([...found.keys()].sort()).toEqual([`${get}/summary`, `${get}/tags/7/x`, "/nothing", "/openapi/deep/er", get].sort());
      expect(found.get(`${get}/summary`)).toEqual({ ...found.get(get), pointer: `${get}/summary` });
      expect(found.get("/nothing")).toEqual({ pointer: "/nothing", line: 1, column: 1 });
    }
  });

  it("agrees with the data, for random documents", () => {
    /** What stands at each pointer: its own text, after its name when it is a member of an object. */
    const texts = (
      value: RawNode,
      pointer: string,
      name: string | null,
      into: Map<string, { name: string | null; text: string }>,
    ): void => {
      into.set(pointer, { name, text: typeof value === "object" ? "" : JSON.stringify(value) });
      if (Array.isArray(value)) value.forEach((item, index) => texts(item, joinPointer(pointer, index), null, into));
      else if (typeof value === "object" && value !== null)
        for (const key of Object.keys(value)) texts(value[key]!, joinPointer(pointer, key), key, into);
    };
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 }), fc.constantFrom(0, 2), (extra, indent) => {
        const text = JSON.stringify({ openapi: "3.0.0", info: { title: "", version: "" }, paths: {}, "x-a": extra }, null, indent);
        const contract = read(text);
        const expected = new Map<string, { name: string | null; text: string }>();
        texts(contract.document["x-a"]!, "/x-a", "x-a", expected);
        const lines = text.split("\n");
        for (const [pointer, { line, column }] of contract.locate(expected.keys())) {
          const rest = `${lines[line - 1]!.slice(column - 1)}\n${lines.slice(line).join("\n")}`;
          const { name, text: own } = expected.get(pointer)!;
          const label = name === null ? "" : `${JSON.stringify(name)}:`;
          expect(rest.slice(0, label.length)).toBe(label);
          expect(rest.slice(label.length).trimStart().startsWith(own)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  it.skipIf(!hasCorpus)("finds every operation of Stripe at its method, in JSON and in YAML", () => {
    for (const name of ["stripe.json", "stripe.yaml"]) {
      const bytes = corpusBytes(`documents/${name}.gz`);
      const result = readContract(bytes);
      if (!result.ok) throw new Error("not read");
      const lines = new TextDecoder().decode(bytes).split("\n");
      const { operations } = result.contract.api;
      const found = result.contract.locate(operations.map(({ pointer }) => pointer));
      expect(found.size).toBe(468);
      for (const { method, pointer } of operations) {
        const { line, column } = found.get(pointer)!;
        expect(lines[line - 1]!.slice(column - 1, column + 8).replace('"', "")).toMatch(new RegExp(`^${method.toLowerCase()}`));
      }
    }
  });
});

describe("snippet", () => {
  it("shows up to five lines around", () => {
    expect(read(JSON_TEXT).snippet(1, 1)).toEqual({ firstLine: 1, marked: 1, lines: JSON_TEXT.split("\n").slice(0, 3) });
    expect(read(JSON_TEXT).snippet(6, 7)).toEqual({ firstLine: 4, marked: 6, lines: JSON_TEXT.split("\n").slice(3, 8) });
    expect(read(JSON_TEXT).snippet(10, 1).lines).toHaveLength(3);
  });

  it("cuts a minified document around the column", () => {
    const contract = read(
      JSON.stringify({
        openapi: "3.0.0",
        info: { title: "t", version: "1" },
        paths: {},
        "x-before": "b".repeat(50_000),
        "x-here": 1,
        "x-after": "a".repeat(50_000),
      }),
    );
    const { line, column } = contract.locate(["/x-here"]).get("/x-here")!;
    const { lines } = contract.snippet(line, column);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.length).toBeLessThanOrEqual(164);
    expect(lines[0]).toContain('"x-here":1');
  });

  it("answers for places that do not exist", () => {
    expect(read(JSON_TEXT).snippet(0, 0).marked).toBe(1);
    expect(read(JSON_TEXT).snippet(999, 999).marked).toBe(10);
  });
});

describe("mayHave", () => {
  const json = (name: string): string => `{"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {}, "${name}": 1}`;
  const yaml = (member: string): string => `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths: {}\n${member}\n`;

  it("is true wherever a member has the name, however it is written", () => {
    for (const source of [
      json("x-a-name"),
      json("x\\u002da-name"),
      json("x-\\u0061-name"),
      yaml("x-a-name: 1"),
      yaml('"x\\x2Da-name": 1'),
      yaml('"\\U00000078-a-name": 1'),
      yaml('? "x-\\\n   a-name"\n: 1'),
      yaml("x-other: &a x-a-name\n*a : 1"),
    ]) {
      const contract = read(source);
      expect([source, Object.keys(contract.document), contract.mayHave("x-a-name")]).toEqual([
        source,
        expect.arrayContaining(["x-a-name"]),
        true,
      ]);
    }
  });

  it("is true wherever a text has it", () => {
    for (const source of [
      json("a").replace(": 1}", ': "an <i>"}'),
      json("a").replace(": 1}", ': "an \\u003Ci>"}'),
      yaml('a: "an \\x3ci>"'),
      yaml('a: "an <\\\n  i>"'),
    ])
      expect([source, read(source).mayHave("<i")]).toEqual([source, true]);
  });

  it("is false of a text without it", () => {
    expect(read(json("x-other")).mayHave("x-a-name")).toBe(false);
    expect(read(json("\\u003cb\\n\\tc")).mayHave("x-a-name")).toBe(false);
  });
});
