import { expect, test } from "vitest";
import { isPassingFailure } from "./is-passing-failure.ts";
import { problemOf } from "./problem-of.ts";

const coded = (code: string) => Object.assign(new Error("what the driver says"), { code });

test.each(["CONNECTION_CLOSED", "CONNECTION_SILENT", "ECONNREFUSED", "57P01", "57P03", "53100", "53300", "57014", "40P01"])(
  "%s passes: the answer is 503, says nothing of the database, and asks to come back",
  (code) => {
    const failed = new Error("Failed query: select secret", { cause: coded(code) });
    expect(isPassingFailure(failed)).toBe(true);
    expect(problemOf(failed)).toMatchObject({ status: 503, code: "overloaded" });
    expect(JSON.stringify(problemOf(failed))).not.toMatch(/secret|driver/);
  },
);

test.each(["23505", "42P01", "22P02", "ENOENT"])("%s is a fault of ours", (code) => {
  expect(problemOf(new Error("Failed query", { cause: coded(code) }))).toMatchObject({ status: 500, code: "internal" });
});
