import { diffContracts } from "../src/diff-contracts.ts";
import { allKinds } from "../src/all-kinds.ts";
import { expect, test } from "vitest";
import { api, changesOf, read } from "./diff.ts";
import type { Node } from "./diff.ts";

const get = (operation: Node): Node => api({ "/a": { get: { responses: {}, ...operation } } });
const weights = (base: Node, revision: Node) =>
  changesOf(base, revision).map(({ kind, category, level, fullLevel }) => [kind, category, level, fullLevel]);

test("what goes over the line is wire, names of generated clients are source, announcements are all", () => {
  expect(weights(get({}), api({}))).toEqual([["operation-removed", "wire", "breaking", undefined]]);
  expect(weights(get({ operationId: "a" }), get({ operationId: "b" }))).toEqual([["operation-id-changed", "source", "safe", "breaking"]]);
  expect(weights(get({}), get({ deprecated: true }))).toEqual([["operation-deprecated", "all", "safe", "risky"]]);
  expect(weights(get({ deprecated: true }), get({}))).toEqual([["operation-reactivated", "all", "safe", undefined]]);
});

test("names of drafts and alphas are not promised either", () => {
  const alpha = (operationId: string): Node => get({ "x-stability-level": "alpha", operationId });
  expect(weights(alpha("a"), alpha("b"))).toEqual([["operation-id-changed", "source", "safe", undefined]]);
});

test("only kinds outside of wire have a full level", () => {
  expect(allKinds.filter(({ category, fullLevel }) => category === undefined && fullLevel !== undefined)).toEqual([]);
});

test("says until when the answer holds", () => {
  const until = (base: Node, revision: Node, today: string, stable = 0) =>
    diffContracts(read(base), read(revision), { today, deprecationDays: { stable } }).validUntil;
  const sunset = (day: string): Node => get({ deprecated: true, "x-sunset": day });
  expect(until(sunset("2027-06-30"), api({}), "2027-06-29")).toBe("2027-06-30");
  expect(until(sunset("2027-06-30"), api({}), "2027-06-30")).toBeNull();
  expect(until(get({}), sunset("2027-06-30"), "2027-01-01")).toBe("2027-07-01");
  expect(until(get({}), sunset("2027-06-30"), "2027-01-01", 30)).toBe("2027-06-01");
  expect(until(get({}), api({}), "2027-01-01")).toBeNull();
});

test("answers the same on each day before that one, and another on it", () => {
  const [base, revision] = [get({}), get({ deprecated: true, "x-sunset": "2027-06-30" })];
  const on = (today: string) => changesOf(base, revision, { today, deprecationDays: { stable: 30 } });
  expect(on("2027-05-31")).toEqual(on("2027-01-01"));
  expect(on("2027-06-01")).not.toEqual(on("2027-05-31"));
  expect(on("2027-06-02")).toEqual(on("2027-06-01"));
});
