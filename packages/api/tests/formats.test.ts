import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Verbs } from "@surety/domain/verbs";
import type { Change } from "@surety/model/changes";
import type { FindingPage } from "@surety/model/checks";
import { ExceptionId } from "@surety/model/ids";
import { ServiceName } from "@surety/model/names";
import { joinPointer } from "@surety/model/pointer";
import { renderJunit } from "@surety/report/render-junit";
import { renderMarkdown } from "@surety/report/render-markdown";
import { renderSarif } from "@surety/report/render-sarif";
import { reportOfDiff } from "@surety/report/report-of-diff";
import { Ajv } from "ajv";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { ANSWER_FORMATS } from "../src/rest/answer-formats.ts";
import { fakeVerbs } from "./fake-verbs.ts";
import { restApp } from "./rest-app.ts";

const { $schema, id, ...schema } = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8"),
);
const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

function isXml(text: string): boolean {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(text).close();
  return true;
}

const from = "a".repeat(64);
const to = "b".repeat(64);
const change = (index: number): Change => ({
  kind: "response-property-removed",
  level: "breaking",
  category: "wire",
  direction: "response",
  coordinate: `GET /orders/{}#response.200.items[].field${index}`,
  fingerprint: index.toString(16).padStart(12, "0"),
  message: "`sku` is gone from the response 200.",
  hint: "Keep sending it.",
  operations: ["GET /orders/{}"],
  witness: {
    subject: { part: "response-body", status: "200", mediaType: "application/json" },
    value: { items: [{}] },
    mark: "/items/0/sku",
    missing: true,
    acceptedBy: "revision",
    rejectedBy: "base",
    explanation: 'The revision may send this, and the base does not allow it: /items/0 lacks "sku".',
  },
  base: { pointer: "/a", line: 40, column: 7 },
  revision: null,
});
const all = Array.from({ length: 230 }, (_, index) => change(index));
const counts = { breaking: all.length, risky: 0, safe: 0 };

/** Verbs that page through `changes` as the real one does. */
function diffVerbs(changes: readonly Change[]): Verbs {
  const { verbs } = fakeVerbs({});
  return new Proxy(verbs, {
    get: (target, verb, receiver) =>
      verb !== "getDiff"
        ? Reflect.get(target, verb, receiver)
        : async (_who: unknown, { limit, cursor }: { limit: number; cursor?: string }) => {
            const start = Number(cursor ?? 0);
            const next = start + limit;
            const rest = { counts, identical: false, partial: null, validUntil: null };
            return { from, to, ...rest, items: changes.slice(start, next), nextCursor: next < changes.length ? String(next) : null };
          },
  });
}

const ask = async (query = "", accept?: string) => {
  const app = await restApp(diffVerbs(all));
  const headers = { authorization: "Bearer read", ...(accept === undefined ? {} : { accept }) };
  return app.inject({ url: `/v1/diffs?from=${from}&to=${to}${query}`, headers });
};

const whole = reportOfDiff({
  subject: { name: to.slice(0, 12), file: null, base: from.slice(0, 12) },
  changes: all,
  counts,
  partial: null,
});

describe("the formats of a diff", () => {
  it.each([
    ["markdown", "text/markdown", renderMarkdown(whole)],
    ["sarif", "application/sarif+json", renderSarif(whole)],
    ["junit", "application/xml", renderJunit(whole)],
  ] as const)("%s has all changes, by Accept and by ?format", async (format, mediaType, expected) => {
    for (const response of [
      await ask("", mediaType),
      await ask(`&format=${format}`, "application/json"),
      await ask(`&format=${format}&limit=1`),
    ]) {
      expect(response.statusCode).toBe(200);
      expect(response.headers["content-type"]).toBe(`${mediaType}; charset=utf-8`);
      expect(response.headers.vary).toContain("Accept");
      expect(response.headers.link).toBeUndefined();
      expect(response.body).toBe(expected);
    }
  });

  it("are what they say they are", async () => {
    const sarif = (await ask("&format=sarif")).json();
    expect([isSarif(sarif), isSarif.errors]).toEqual([true, null]);
    expect(sarif.runs[0].results).toHaveLength(all.length);
    expect(isXml((await ask("&format=junit")).body)).toBe(true);
    expect((await ask("&format=markdown")).body.length).toBeLessThan(65_536);
  });

  it.each([
    [undefined, "json"],
    ["*/*", "json"],
    ["application/json", "json"],
    ["application/*", "json"],
    ["text/*", "markdown"],
    ["text/xml", "junit"],
    ["text/markdown;q=0.5, application/sarif+json", "sarif"],
    ["application/json;q=0, */*", "markdown"],
    ["Text/Markdown", "markdown"],
    ["text/csv, */*;q=0.1", "json"],
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "json"],
  ] as const)("answers Accept: %s with %s", async (accept, format) => {
    const response = await ask("", accept);
    expect(response.headers["content-type"]).toMatch(ANSWER_FORMATS[format].mediaTypes[0]);
  });

  it.each(["text/csv", "image/*", "application/json;q=0", "nonsense"])("refuses Accept: %s, and says what there is", async (accept) => {
    const response = await ask("", accept);
    expect(response.statusCode).toBe(406);
    expect(response.headers["content-type"]).toMatch("application/problem+json");
    expect(response.json()).toMatchObject({ code: "not_acceptable", detail: expect.stringContaining("application/sarif+json") });
  });

  it("refuses a format that does not exist, and the parameter where there is but one", async () => {
    expect((await ask("&format=pdf")).json()).toMatchObject({ status: 400, code: "invalid_input", errors: [{ pointer: "/format" }] });
    const app = await restApp(fakeVerbs({}).verbs);
    const other = await app.inject({ url: "/v1/services?format=json", headers: { authorization: "Bearer read" } });
    expect(other.json()).toMatchObject({ status: 400, errors: [{ pointer: "/format" }] });
  });

  it("are cached each by itself", async () => {
    const [json, markdown] = [await ask("", "*/*"), await ask("", "text/markdown")];
    expect(json.headers.etag).not.toBe(markdown.headers.etag);
    const app = await restApp(diffVerbs(all));
    const headers = { authorization: "Bearer read", accept: "text/markdown", "if-none-match": String(markdown.headers.etag) };
    expect((await app.inject({ url: `/v1/diffs?from=${from}&to=${to}`, headers })).statusCode).toBe(304);
  });

  it("say when they do not hold everything", async () => {
    const many = Array.from({ length: 2500 }, (_, index) => change(index));
    const app = await restApp(diffVerbs(many));
    const response = await app.inject({ url: `/v1/diffs?from=${from}&to=${to}&format=junit`, headers: { authorization: "Bearer read" } });
    expect(response.body).toContain("There is more than this report holds");
  });
});

it("never calls a version clean whose lint has not settled", async () => {
  const app = await restApp(
    fakeVerbs({
      listFindings: { items: [], nextCursor: null, settled: false, baseline: null, ruleset: null, ruleErrors: [], ignored: 0, score: null },
    }).verbs,
  );
  const url = "/v1/services/orders/versions/1.0.0/findings?format=junit";
  const response = await app.inject({ url, headers: { authorization: "Bearer read" } });
  expect(response.statusCode).toBe(200);
  expect(response.body).toContain("<error");
});

it("gives ignored and accepted findings as suppressed, with the reasons, and does not count them", async () => {
  const finding = {
    severity: "error" as const,
    pointer: joinPointer("", "paths"),
    line: 3,
    column: 1,
    message: "It is a verb.",
    isNew: true,
  };
  const exception = {
    id: ExceptionId.parse("0196f3a0-0000-7000-8000-000000000001"),
    subject: "finding" as const,
    fingerprint: "b7e1c09a0001",
    service: ServiceName.parse("orders"),
    environment: null,
    reason: "Until v2",
    author: "Ada",
    expires: "2027-01-31",
    live: true,
    createdAt: "2026-11-01T00:00:00.000Z",
  };
  const page: FindingPage = {
    items: [
      { ...finding, rule: "a", fingerprint: "b7e1c09a0001", state: "accepted", ignore: null, exceptions: [exception] },
      {
        ...finding,
        rule: "b",
        fingerprint: "b7e1c09a0002",
        state: "ignored",
        ignore: { reason: "Legacy", expires: null, at: finding.pointer },
        exceptions: [],
      },
    ],
    nextCursor: null,
    settled: true,
    baseline: null,
    ruleset: null,
    ruleErrors: [],
    ignored: 1,
    score: null,
  };
  const app = await restApp(fakeVerbs({ listFindings: page }).verbs);
  const ask = async (format: string) => {
    const url = `/v1/services/orders/versions/1.0.0/findings?state=all&format=${format}`;
    return app.inject({ url, headers: { authorization: "Bearer read" } });
  };
  const sarif = await ask("sarif");
  expect(isSarif(sarif.json()), JSON.stringify(isSarif.errors)).toBe(true);
  expect(sarif.json()).toMatchObject({
    runs: [
      {
        results: [
          { ruleId: "a", suppressions: [{ kind: "external", status: "accepted", justification: "Until v2 (Ada, until 2027-01-31)" }] },
          { ruleId: "b", suppressions: [{ kind: "inSource", status: "accepted", justification: "Legacy" }] },
        ],
        properties: { answer: "yes" },
      },
    ],
  });
  expect((await ask("junit")).body).toContain('failures="0" errors="0" skipped="2"');
  expect((await ask("markdown")).body).toContain("Ignored or accepted (2)");
});
