import { expect, test } from "vitest";
import { applyDiffSettings } from "./apply-diff-settings.ts";
import type { Category, Change, Level } from "./changes.ts";
import { DiffSettings, type LevelSetting } from "./diff-settings.ts";
import { levelUnder, patternFor, unknownKinds } from "./level-under.ts";

const options = { today: "2027-01-15", source: "surety.json" };
const settings = (given: object) => DiffSettings.parse(given);

let count = 0;
const change = (kind: string, level: Level, more: Partial<Change> = {}): Change => ({
  kind,
  level,
  direction: "request",
  coordinate: `GET /${(count += 1)}`,
  fingerprint: count.toString(16).padStart(12, "0"),
  message: kind,
  operations: [],
  witness: null,
  base: null,
  revision: null,
  ...more,
});
const renamed = { category: "source", fullLevel: "breaking" } as const;
const announced = { category: "all", fullLevel: "risky" } as const;

test.each<[string, Partial<Change> & { kind: string; level: Level }, { category?: Category; levels?: object }, LevelSetting]>([
  ["the engine's level, by default", { kind: "request-enum-narrowed", level: "breaking" }, {}, "breaking"],
  ["an operationId, by default", { kind: "operation-id-changed", level: "safe", ...renamed }, {}, "safe"],
  [
    "an operationId, where generated clients count",
    { kind: "operation-id-changed", level: "safe", ...renamed },
    { category: "source" },
    "breaking",
  ],
  ["an operationId, where all counts", { kind: "operation-id-changed", level: "safe", ...renamed }, { category: "all" }, "breaking"],
  [
    "an announcement, where generated clients count",
    { kind: "operation-deprecated", level: "safe", ...announced },
    { category: "source" },
    "safe",
  ],
  ["an announcement, where all counts", { kind: "operation-deprecated", level: "safe", ...announced }, { category: "all" }, "risky"],
  ["a change of an older engine", { kind: "operation-removed", level: "breaking" }, { category: "wire" }, "breaking"],
  [
    "a kind that is raised",
    { kind: "response-enum-widened", level: "risky" },
    { levels: { "response-enum-widened": "breaking" } },
    "breaking",
  ],
  ["a kind that is lowered", { kind: "request-enum-narrowed", level: "breaking" }, { levels: { "request-enum-narrowed": "safe" } }, "safe"],
  ["a kind that is off", { kind: "operation-added", level: "safe" }, { levels: { "operation-*": "off" } }, "off"],
  ["a kind beats a pattern", { kind: "operation-added", level: "safe" }, { levels: { "*": "off", "operation-added": "risky" } }, "risky"],
  [
    "more letters beat fewer",
    { kind: "response-enum-widened", level: "risky" },
    { levels: { "response-*": "safe", "response-enum-*": "breaking" } },
    "breaking",
  ],
  [
    "a kind beats a category",
    { kind: "operation-id-changed", level: "safe", ...renamed },
    { category: "source", levels: { "operation-id-changed": "risky" } },
    "risky",
  ],
  [
    "a kind set to what it would be",
    { kind: "operation-id-changed", level: "safe", ...renamed },
    { category: "source", levels: { "operation-id-changed": "safe" } },
    "safe",
  ],
])("%s", (_name, given, set, expected) => {
  expect(levelUnder(given, settings(set), "surety.json").level).toBe(expected);
});

test("patterns match the whole kind", () => {
  const levels = { "response-*-widened": "safe", "*enum": "safe", "a*a": "safe" } as const;
  expect(patternFor("response-enum-widened", levels)).toBe("response-*-widened");
  expect(patternFor("response-enum-widened-more", levels)).toBeNull();
  expect(patternFor("a", levels)).toBeNull();
  expect(patternFor("aa", levels)).toBe("a*a");
  expect(patternFor("constructor", {})).toBeNull();
});

test("a pattern of many stars costs no more than its length", () => {
  expect(patternFor("a".repeat(5000), { [`${"*a".repeat(48)}*b`]: "safe" })).toBeNull();
});

test("a level that was set keeps its proof and says who has set it, and the worst come first", () => {
  const witness = {
    subject: { part: "request", method: "GET", path: "/" },
    value: {},
    mark: "",
    acceptedBy: "base",
    rejectedBy: "revision",
    explanation: "x",
  } as const;
  const [lowered, raised] = [change("request-enum-narrowed", "breaking", { witness }), change("response-enum-widened", "risky")];
  const applied = applyDiffSettings(
    [lowered, raised],
    { ...settings({ levels: { "request-enum-*": "safe", "response-enum-*": "breaking" } }) },
    options,
  );
  expect(applied.changes).toEqual([
    { ...raised, level: "breaking", adjusted: { from: "risky", why: "surety.json sets response-enum-* to breaking." } },
    { ...lowered, level: "safe", adjusted: { from: "breaking", why: "surety.json sets request-enum-* to safe." } },
  ]);
  expect(applied.counts).toEqual({ breaking: 1, risky: 0, safe: 1 });
});

test("what is ignored stays visible, what has expired counts again, what matches nothing is stale", () => {
  const [first, second, third] = [
    change("operation-removed", "breaking"),
    change("operation-removed", "breaking"),
    change("operation-added", "safe"),
  ];
  const ignore = [
    { fingerprint: first.fingerprint, reason: "Nobody uses it.", expires: "2027-01-15" },
    { fingerprint: second.fingerprint, reason: "Until the new year.", expires: "2027-01-14" },
    { fingerprint: "ffffffffffff", reason: "Long gone." },
  ];
  const applied = applyDiffSettings([first, second, third], settings({ ignore }), options);
  expect(applied).toMatchObject({
    changes: [second, third],
    counts: { breaking: 1, risky: 0, safe: 1 },
    ignored: [{ change: first, ignore: ignore[0] }],
    expired: [ignore[1]],
    stale: [ignore[2]],
    off: 0,
  });
});

test("kinds that do not exist are named with the nearest one", () => {
  const kinds = ["request-enum-narrowed", "response-enum-widened", "operation-removed"];
  expect(unknownKinds({ "request-enum-narowed": "safe", "operation-*": "safe", "cookie-*": "off" }, kinds)).toEqual([
    {
      pattern: "request-enum-narowed",
      message: "There is no kind of change called request-enum-narowed. Did you mean request-enum-narrowed?",
    },
    { pattern: "cookie-*", message: expect.stringMatching(/^No kind of change matches cookie-\*\./) },
  ]);
});

test.each([
  [{ levels: { Operation: "safe" } }],
  [{ levels: { "operation-removed": "fatal" } }],
  [{ ignore: [{ fingerprint: "b7e1c09a1234", reason: " " }] }],
  [{ ignore: [{ fingerprint: "b7e1", reason: "x" }] }],
  [{ ignore: [{ fingerprint: "b7e1c09a1234", reason: "x", expires: "31.01.2027" }] }],
  [{ categories: "wire" }],
])("%j is refused", (given) => expect(DiffSettings.safeParse(given).success).toBe(false));
