import { describe, expect, test } from "vitest";
import { api, changesOf, exchange, outline } from "./diff.ts";
import type { Node } from "./diff.ts";

const get = (operation: Node): Node => api({ "/a": { get: { responses: {}, ...operation } } });
const gone = api({});
const stable = (day?: string): Node => get({ deprecated: true, ...(day === undefined ? {} : { "x-sunset": day }) });

describe("sunsets", () => {
  test.each([
    ["earlier", stable("2027-06-30"), stable("2027-01-31"), ["risky operation-sunset-changed GET /a"]],
    ["later", stable("2027-06-30"), stable("2027-12-31"), ["safe operation-sunset-changed GET /a"]],
    ["taken away", stable("2027-06-30"), stable(), ["risky operation-sunset-changed GET /a"]],
    ["given later", stable(), stable("2027-06-30"), ["safe operation-sunset-changed GET /a"]],
    ["no date any more", stable("2027-06-30"), stable("soon"), ["risky operation-sunset-invalid GET /a"]],
    ["no day of the calendar", stable("2027-06-30"), stable("2027-13-45"), ["risky operation-sunset-invalid GET /a"]],
    ["passed already", get({}), stable("2026-01-01"), ["risky operation-sunset-too-soon GET /a", "safe operation-deprecated GET /a"]],
  ])("%s", (_name, base, revision, expected) => {
    expect(outline(changesOf(base, revision, { today: "2026-06-01" }))).toEqual(expected);
  });

  test("removals before the sunset, after it, and without one", () => {
    const removal = (base: Node): readonly string[] => outline(changesOf(base, gone, { today: "2026-06-01" }));
    expect(removal(stable("2026-06-02"))).toEqual(["breaking operation-removed GET /a"]);
    expect(removal(stable("2026-06-01"))).toEqual(["risky operation-removed-after-deprecation GET /a"]);
    expect(removal(stable())).toEqual(["risky operation-removed-after-deprecation GET /a"]);
    expect(removal(stable("soon"))).toEqual(["breaking operation-removed GET /a"]);
  });

  test("days of notice depend on the stability level", () => {
    const options = { today: "2026-06-01", deprecationDays: { beta: 10, stable: 100 } };
    const found = (stability: string): readonly string[] =>
      outline(
        changesOf(
          get({ "x-stability-level": stability }),
          get({ "x-stability-level": stability, deprecated: true, "x-sunset": "2026-06-20" }),
          options,
        ),
      ).filter((line) => !line.startsWith("safe"));
    expect(found("stable")).toEqual(["risky operation-sunset-too-soon GET /a"]);
    expect(found("beta")).toEqual([]);
    expect(outline(changesOf(get({}), stable(), options))[0]).toBe("risky operation-sunset-missing GET /a");
  });
});

describe("stability levels", () => {
  const level = (stability: string, more: Node = {}): Node => get({ "x-stability-level": stability, ...more });

  test("less is risky, more is safe, and no level means stable", () => {
    expect(outline(changesOf(level("beta"), level("alpha")))).toEqual(["risky operation-stability-lowered GET /a"]);
    expect(outline(changesOf(get({}), level("beta")))).toEqual(["risky operation-stability-lowered GET /a"]);
    expect(outline(changesOf(level("draft"), level("stable")))).toEqual(["safe operation-stability-raised GET /a"]);
    expect(outline(changesOf(get({}), level("stable")))).toEqual([]);
    expect(outline(changesOf(level("beta"), level("final")))).toEqual(["risky operation-stability-invalid GET /a"]);
  });

  test("nothing is promised of drafts and alphas, whatever they become", () => {
    const parameter = { parameters: [{ in: "query", name: "q", required: true, schema: {} }] };
    expect(outline(changesOf(level("alpha"), gone))).toEqual(["safe operation-removed GET /a"]);
    expect(changesOf(level("draft"), level("stable", parameter)).map((change) => change.level)).toEqual(["safe", "safe"]);
    expect(outline(changesOf(level("stable"), level("draft", parameter)))).toContain(
      "breaking request-required-parameter-added GET /a#query.q",
    );
    expect(outline(changesOf(level("beta"), gone))).toEqual(["breaking operation-removed GET /a"]);
  });
});

test("parameters and properties have lifetimes too", () => {
  const parameter = (more: Node): Node => get({ parameters: [{ in: "query", name: "q", schema: {}, deprecated: true, ...more }] });
  expect(outline(changesOf(parameter({ "x-sunset": "2027-06-30" }), parameter({})))).toEqual([
    "risky request-parameter-sunset-changed GET /a#query.q",
  ]);
  expect(outline(changesOf(parameter({}), get({})))).toEqual(["safe request-parameter-removed-after-deprecation GET /a#query.q"]);
  expect(outline(changesOf(parameter({ "x-sunset": "2027-06-30" }), get({})))).toEqual(["risky request-parameter-removed GET /a#query.q"]);
  const property = (more: Node): Node => exchange({ type: "object", properties: { a: { type: "string", ...more } } }, {});
  expect(outline(changesOf(property({}), property({ "x-stability-level": "draft" })))).toEqual([
    "risky schema-stability-lowered POST /orders#request.body.a",
  ]);
  expect(
    outline(changesOf(property({ deprecated: true, "x-sunset": "2027-06-30" }), property({ deprecated: true, "x-sunset": "2027-01-01" }))),
  ).toEqual(["risky schema-sunset-changed POST /orders#request.body.a"]);
});
