import { describe, expect, test } from "vitest";
import { changesOf, read } from "./diff.ts";
import { readCorpusText } from "./corpus.ts";
import { refute } from "./witnesses.ts";

interface Case {
  readonly id: string;
  readonly class: "core" | "policy";
  readonly options: { readonly deprecation_days?: { readonly beta: number; readonly stable: number } };
  readonly breaking: boolean;
  readonly verdict: string;
  readonly base: { readonly text: string };
  readonly revision: { readonly text: string };
  readonly counterExamples: readonly unknown[];
}

const text = readCorpusText("changes/cases.json.gz");
const cases: readonly Case[] = text === null ? [] : JSON.parse(text).cases;
/** The day on which the answers were recorded. */
const today: string = text === null ? "" : JSON.parse(text).asOf;
const core = cases.filter((one) => one.class === "core");

/** As text, `?filter=0` is valid where a string is expected, so no request breaks; the lost types are reported as risky. */
const NOT_BREAKING = new Set(["TestListOfTypesSpecificPaths"]);

/** The deprecation had no date, so no consumer could know the day: risky, not breaking, and not safe either. */
const ANSWERED_BETTER = ["TestBreaking_PathDeprecationNoSunset"];

describe.skipIf(cases.length === 0)("small pairs with known answers", () => {
  test("recall is at least 99 %, and precision at least 97 %", { timeout: 60_000 }, () => {
    const found = core.map((one) => ({ one, reported: changesOf(one.base.text, one.revision.text).some(({ level }) => level !== "safe") }));
    const hits = found.filter(({ one, reported }) => one.breaking && reported).length;
    expect(found.filter(({ one, reported }) => one.breaking && !reported).map(({ one }) => one.id)).toEqual([]);
    expect(hits / found.filter(({ reported }) => reported).length).toBeGreaterThanOrEqual(0.97);
  });

  test("policies for the lifecycle are followed", () => {
    const policy = cases.filter((one) => one.class === "policy");
    const wrong = policy.filter((one) => {
      const deprecationDays = one.options.deprecation_days ?? {};
      const changes = changesOf(one.base.text, one.revision.text, { today, deprecationDays });
      return one.breaking !== changes.some(({ level }) => level !== "safe");
    });
    expect(wrong.map(({ id }) => id)).toEqual(ANSWERED_BETTER);
  });

  test.each(
    core.filter(({ verdict, counterExamples }) => verdict === "ERR" && counterExamples.length > 0).map((one) => [one.id, one] as const),
  )("%s is breaking, with witnesses that two validators confirm", async (id, one) => {
    const changes = changesOf(one.base.text, one.revision.text);
    const breaking = changes.filter(({ level }) => level === "breaking");
    expect(breaking.length > 0).toBe(!NOT_BREAKING.has(id));
    const [base, revision] = [read(one.base.text), read(one.revision.text)];
    for (const change of breaking)
      expect(await refute(change, base, revision), `${change.kind} ${change.coordinate} ${JSON.stringify(change.witness)}`).toBeNull();
  });
});
