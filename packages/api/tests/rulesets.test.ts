import { SuretyError } from "@surety/model/errors";
import { expect, it } from "vitest";
import { fakeVerbs } from "./fake-verbs.ts";
import { restApp } from "./rest-app.ts";

const ruleset = {
  name: "base",
  version: 3,
  digest: "a".repeat(64),
  extends: ["surety:recommended"],
  inherits: ["surety:recommended"],
  ruleCount: 2,
  author: "Ada",
  createdAt: "2026-01-01T00:00:00Z",
  source: "rules: {}\n",
  etag: '"3-aaaaaaaaaaaaaaaa"',
};

it("gives a ruleset with its own ETag, and 304 to those who have it", async () => {
  const app = await restApp(fakeVerbs({ getRuleset: ruleset }).verbs);
  const first = await app.inject({ url: "/v1/rulesets/base?version=3", headers: { authorization: "Bearer read,admin" } });
  expect([first.statusCode, first.headers.etag, first.json()]).toEqual([200, expect.stringMatching(/^"3-a{16}\.[\w-]{27}"$/), ruleset]);
  const again = await app.inject({
    url: "/v1/rulesets/base",
    headers: { authorization: "Bearer read,admin", "if-none-match": String(first.headers.etag) },
  });
  expect(again.statusCode).toBe(304);
});

it("passes the text and the preconditions on, and answers with the new ETag", async () => {
  const { verbs, calls } = fakeVerbs({ putRuleset: { created: false, changed: true, ruleset } });
  const app = await restApp(verbs);
  const answer = await app.inject({
    method: "PUT",
    url: "/v1/rulesets/base",
    headers: { authorization: "Bearer read,admin", "content-type": "application/yaml", "if-match": '"2-bbbb"', "if-none-match": "*" },
    payload: "rules: {}\n",
  });
  expect([answer.statusCode, answer.headers.etag]).toEqual([200, ruleset.etag]);
  expect(calls).toMatchObject([{ verb: "putRuleset", input: { ruleset: "base", ifMatch: '"2-bbbb"', ifNoneMatch: "*" } }]);
});

it.each(["precondition_failed", "not_a_ruleset", "ruleset_in_use"] as const)("answers %s as a problem", async (code) => {
  const statuses = { precondition_failed: 412, not_a_ruleset: 422, ruleset_in_use: 409 };
  const errors = [{ pointer: "/source", detail: "no", line: 2, column: 3 }];
  const app = await restApp(fakeVerbs({ putRuleset: new SuretyError(code, "Why.", { errors }) }).verbs);
  const answer = await app.inject({
    method: "PUT",
    url: "/v1/rulesets/base",
    headers: { authorization: "Bearer read,admin", "content-type": "text/yaml" },
    payload: "rules: {}\n",
  });
  expect(answer.statusCode).toBe(statuses[code]);
  expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  expect(answer.json()).toMatchObject({ code, detail: "Why.", errors });
});

it("refuses another media type", async () => {
  const app = await restApp(fakeVerbs({}).verbs);
  const answer = await app.inject({
    method: "PUT",
    url: "/v1/rulesets/base",
    headers: { authorization: "Bearer read,admin", "content-type": "application/javascript" },
    payload: "x",
  });
  expect(answer.statusCode).toBe(415);
});
