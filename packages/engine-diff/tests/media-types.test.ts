import { describe, expect, test } from "vitest";
import { diffContracts } from "../src/diff-contracts.ts";
import { read } from "./diff.ts";
import type { Node } from "./diff.ts";

type Content = { readonly [mediaType: string]: Node };
const text: Node = { schema: { type: "string" } };
const number: Node = { schema: { type: "integer" } };
const of = (...names: readonly string[]): Content => Object.fromEntries(names.map((name) => [name, text]));

const document = (request: Content, response: Content): Node => ({
  openapi: "3.1.0",
  info: { title: "Files", version: "1" },
  paths: { "/files": { post: { requestBody: { content: request }, responses: { "200": { description: "", content: response } } } } },
});

/** `level kind (media type)`: of safe changes none. */
function said(base: Node, revision: Node): string[] {
  return diffContracts(read(base), read(revision))
    .changes.filter(({ level }) => level !== "safe")
    .map(({ level, kind, coordinate }) => `${level} ${kind} ${/\((.*)\)$/.exec(coordinate)?.[1] ?? ""}`.trim());
}

const REMOVED = "request-media-type-removed";
const GONE = "response-media-type-removed";

/** What clients could send, or read, under the left one, and what is said when the right one takes its place. */
const TABLE: readonly (readonly [
  base: readonly string[],
  revision: readonly string[],
  request: readonly string[],
  response: readonly string[],
])[] = [
  [["application/json"], ["application/json"], [], []],
  [["application/json"], ["*/*"], [], ["risky response-media-type-added */*"]],
  [["*/*"], ["application/json"], [`risky ${REMOVED} */*`], []],
  [["*/*"], ["application/json", "application/xml"], [`risky ${REMOVED} */*`], []],
  [["*/*"], ["*/*", "application/json"], [], []],
  [["*/*"], ["text/*"], [`risky ${REMOVED} */*`], []],
  [["text/*"], ["*/*"], [], ["risky response-media-type-added */*"]],
  [["text/*"], ["application/json"], [`breaking ${REMOVED} text/*`], [`breaking ${GONE} text/*`]],
  [["text/*", "application/json"], ["text/plain", "application/json"], [`risky ${REMOVED} text/*`], []],
  [
    ["application/json", "application/xml"],
    ["application/json"],
    [`breaking ${REMOVED} application/xml`],
    [`breaking ${GONE} application/xml`],
  ],
  [["application/json"], ["application/json", "application/xml"], [], []],
  [["application/json"], ["application/xml"], [`breaking ${REMOVED} application/json`], [`breaking ${GONE} application/json`]],
  [["application/json; charset=utf-8"], ["application/json"], [], []],
  [["application/json"], ["application/json;charset=UTF-8"], [], []],
  [["application/json; charset=latin1"], ["application/json"], [], []],
  [["application/json"], ["application/json; charset=latin1"], [`risky ${REMOVED} application/json`], []],
  [
    ["application/json; version=1"],
    ["application/json; version=2"],
    [`breaking ${REMOVED} application/json; version=1`],
    [`breaking ${GONE} application/json; version=1`],
  ],
  [["application/json"], ["application/problem+json"], [`breaking ${REMOVED} application/json`], []],
  [
    ["application/problem+json"],
    ["application/json"],
    [`breaking ${REMOVED} application/problem+json`],
    [`breaking ${GONE} application/problem+json`],
  ],
  [["application/vnd.a+json"], ["application/*"], [], ["risky response-media-type-added application/*"]],
];

describe("media types, by what they cover", () => {
  test.each(TABLE)("of requests: %s → %s", (base, revision, expected) => {
    expect(said(document(of(...base), {}), document(of(...revision), {}))).toEqual(expected);
  });

  test.each(TABLE)("of responses: %s → %s", (base, revision, _request, expected) => {
    expect(said(document({}, of(...base)), document({}, of(...revision)))).toEqual(expected);
  });

  test("each media type that a range becomes is compared with it", () => {
    const base = document({ "*/*": text }, {});
    const revision = document({ "application/json": text, "application/xml": number }, {});
    expect(said(base, revision)).toEqual(["breaking request-type-narrowed application/xml", `risky ${REMOVED} */*`]);
  });

  test("what has an entry of its own is compared with the range that it came from", () => {
    const base = document({}, { "*/*": text });
    const revision = document({}, { "*/*": text, "application/xml": number });
    expect(said(base, revision)).toEqual(["breaking response-type-widened application/xml"]);
  });
});
