import { type Change, countChanges } from "@surety/model/changes";
import { CheckId } from "@surety/model/ids";
import { countFindings, type Finding } from "@surety/model/findings";
import type { Reason } from "@surety/model/verdicts";
import type { Report } from "../src/report.ts";

export const finding = (part: Partial<Finding> = {}): Finding => ({
  rule: "surety-paths-are-nouns",
  severity: "error",
  pointer: "/paths/~1createOrder",
  line: 12,
  column: 3,
  message: "`/createOrder` is a verb.",
  hint: "Name the resource: POST /orders.",
  fingerprint: "aaaaaaaaaaaa",
  ...part,
});

export const change = (part: Partial<Change> = {}): Change => ({
  kind: "response-property-removed",
  level: "breaking",
  direction: "response",
  coordinate: "GET /orders/{}#response.200.items[].sku",
  fingerprint: "bbbbbbbbbbbb",
  message: "`sku` is gone from the response 200.",
  hint: "Keep sending it.",
  operations: ["GET /orders/{}"],
  witness: {
    subject: { part: "response-body", status: "200", mediaType: "application/json" },
    value: { page: 1, items: [{ sku: "a" }, { id: 2, name: "b" }], total: 2 },
    mark: "/items/1",
    acceptedBy: "revision",
    rejectedBy: "base",
    explanation: 'It lacks "sku".',
  },
  base: { pointer: "/a", line: 40, column: 7 },
  revision: { pointer: "/b", line: 41, column: 9 },
  ...part,
});

export const no: Reason = {
  type: "check-failed",
  effect: "no",
  message: "The lint check failed.",
  fixes: [{ text: "Correct it.", command: "surety lint" }],
  kind: "lint",
  check: CheckId.parse("0193b2f0-7a3c-7cc1-8d55-2b1a5f0c9e11"),
};

export function report(part: Partial<Report> = {}): Report {
  const { findings, changes } = part;
  return {
    command: "check",
    subject: { name: "openapi.yaml", file: "openapi.yaml", base: "origin/main:openapi.yaml" },
    answer: "no",
    counts: { ...(findings ? { findings: countFindings(findings) } : {}), ...(changes ? { changes: countChanges(changes) } : {}) },
    stopsAt: ["breaking"],
    partial: null,
    notes: [],
    help: new Map(),
    ...part,
  };
}

/** What a document may say to leave its place in a format. */
export const hostile: readonly (readonly [what: string, text: string])[] = [
  ["line breaks", "a\nb\r\nc\u2028d\u0085e"],
  ["a workflow command", "x\n::set-output name=a::b\r::error::owned %0A::stop-commands::t"],
  ["an old workflow command", "##[set-env name=PATH;]/tmp"],
  ["the end of CDATA", "a]]>b<![CDATA[c"],
  ["an element", '</testcase><script>alert("1")</script>&amp;&#0;'],
  ["the end of details", "</details></summary><img src=x onerror=alert(1)>"],
  ["a code fence", "```\n# heading\n```` ` ``"],
  ["links and mentions", "[click](javascript:alert(1)) ![x](https://evil.example/x.png) @everyone #1 www.evil.example"],
  ["controls", "a\u0000b\u001b[2Jc\u0008\u007f\u009b\uFFFE\uFFFF"],
  ["half a character", "\uD800x\uDC00"],
  ["writing direction", "\u202egnp.exe\u2066"],
  ["a table and emphasis", "| a | *b* _c_ ~~d~~ $e$ \\"],
  ["nothing", ""],
  ["very much", "x".repeat(100_000)],
  ["many backticks", "`".repeat(5000)],
];

/** A report that says the same text everywhere. */
export function saying(text: string): Report {
  const findings = [finding({ rule: text, message: text, hint: text, operation: text, pointer: text })];
  const witness = {
    subject: { part: "parameter", in: "query", name: text } as const,
    value: { [text]: text, list: [text, { [text]: [text] }] },
    mark: "/list/1",
    acceptedBy: "base",
    rejectedBy: "revision",
    explanation: text,
  } as const;
  const changes = [
    change({ kind: text, coordinate: text, message: text, hint: text, operations: [text, text], witness }),
    change({ level: "risky", coordinate: text, message: text, undecided: text, witness: null, revision: null }),
    change({ level: "safe", coordinate: text, message: text, witness: null, base: null }),
  ];
  return report({
    subject: { name: text, file: text, base: text },
    findings,
    changes,
    reasons: [{ ...no, message: text, fixes: [{ text, command: text }] }],
    partial: text,
    notes: [text],
    help: new Map([[text, { summary: text, why: text, fix: text }]]),
  });
}
