import type { ServiceListItem } from "@surety/model/services";
import type { Verdict } from "@surety/model/verdicts";
import { expect, expectTypeOf, test } from "vitest";
import type { SuretyClient } from "./create-client.ts";

type Services = Awaited<ReturnType<SuretyClient["services"]["list"]["query"]>>;
type Decided = Awaited<ReturnType<SuretyClient["verdicts"]["get"]["query"]>>;

/** The type check judges this file: were a type lost on its way, each `@ts-expect-error` would be an error itself. */
test("a field that is renamed in a procedure fails the type check of whoever reads it", () => {
  expectTypeOf<keyof Decided>().toEqualTypeOf<keyof Verdict>();
  expectTypeOf<Decided["answer"]>().toEqualTypeOf<Verdict["answer"]>();
  expectTypeOf<keyof Services["items"][number]>().toEqualTypeOf<keyof ServiceListItem>();

  const read = (verdict: Decided): string => verdict.summary;
  // @ts-expect-error: no such field
  const misread = (verdict: Decided): unknown => verdict.sumary;
  // @ts-expect-error: `answer` is yes, no or unknown
  const wrong: Decided["answer"] = "maybe";
  const ask = (client: SuretyClient) =>
    // @ts-expect-error: the version is missing in the question
    client.verdicts.get.query({ service: "orders", environment: "production" });
  expect([typeof read, typeof misread, wrong, typeof ask]).toEqual(["function", "function", "maybe", "function"]);
});
