import type { Change } from "@surety/model/changes";
import { Change as ChangeSchema } from "@surety/model/changes";
import type { Json } from "@surety/model/json";
import { splitPointer } from "@surety/model/pointer";
import { describe, expect, test } from "vitest";
import { allKinds } from "../src/all-kinds.ts";
import { diffContracts } from "../src/diff-contracts.ts";
import { listCorpus, readCorpusText } from "./corpus.ts";
import { read } from "./diff.ts";

/** The value at a pointer; undefined when it is not there. */
function at(value: Json, tokens: readonly string[]): Json | undefined {
  let current: Json | undefined = value;
  for (const token of tokens) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, token)) return undefined;
    current = Object.entries(current).find(([name]) => name === token)?.[1];
  }
  return current;
}

/** What a reader would miss in a change; empty when it is whole. */
function lackingIn(change: Change): string[] {
  const { message, hint, level, witness, base, revision, kind, operations, coordinate, undecided } = change;
  const lacks: string[] = [];
  const sentence = (text: string) => /^[A-Z`"#\d].*[.?!]$/s.test(text) && !/ {2}|undefined|\[object/.test(text);
  if (!sentence(message)) lacks.push(`a sentence: ${message}`);
  if (hint === undefined || !sentence(hint)) lacks.push("a hint");
  if (!allKinds.some(({ id }) => id === kind)) lacks.push(`an explanation of ${kind}`);
  if (base === null && revision === null) lacks.push("a position");
  for (const place of [base, revision]) if (place !== null && place.snippet === undefined) lacks.push("a snippet");
  // Servers are of the whole document, so they reach no single operation.
  if (!coordinate.startsWith("#") && operations.length === 0) lacks.push("operations");
  if (level === "breaking" && witness === null) lacks.push("a witness");
  if (witness !== null) {
    const steps = splitPointer(witness.mark);
    const there = at(witness.value, steps) !== undefined;
    if (witness.missing === true ? there || at(witness.value, steps.slice(0, -1)) === undefined : !there)
      lacks.push(`its mark ${witness.mark}`);
    if (!sentence(witness.explanation)) lacks.push(`why: ${witness.explanation}`);
    if (witness.acceptedBy === witness.rejectedBy) lacks.push("who rejects");
    if (JSON.stringify(witness.value).length > 20_000) lacks.push("a small witness");
  }
  if (undecided !== undefined && undecided.trim() === "") lacks.push("why it is undecided");
  if (!ChangeSchema.safeParse(change).success) lacks.push("the shape of the model");
  return lacks;
}

function flawsOf(changes: readonly Change[]): string[] {
  return changes.flatMap((change) => lackingIn(change).map((what) => `${change.kind} ${change.coordinate} lacks ${what}`));
}

const cases: readonly { readonly base: { readonly text: string }; readonly revision: { readonly text: string } }[] = JSON.parse(
  readCorpusText("changes/cases.json.gz") ?? '{"cases":[]}',
).cases;

describe.skipIf(cases.length === 0)("every change can be read and believed", () => {
  test("in the small cases", { timeout: 60_000 }, () => {
    expect(flawsOf(cases.flatMap(({ base, revision }) => diffContracts(read(base.text), read(revision.text)).changes))).toEqual([]);
  });

  test.each(listCorpus("pairs/"))("in %s", { timeout: 120_000 }, (name) => {
    const files = listCorpus(`pairs/${name}/`);
    const text = (side: string): string => readCorpusText(`pairs/${name}/${files.find((file) => file.startsWith(side)) ?? ""}`) ?? "";
    expect(flawsOf(diffContracts(read(text("base")), read(text("revision"))).changes)).toEqual([]);
  });
});
