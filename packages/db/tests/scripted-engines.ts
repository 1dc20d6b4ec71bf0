import { createHash } from "node:crypto";
import type {
  DiffConditions,
  DiffReport,
  EngineAnswer,
  Engines,
  LintReport,
  ReadAnswer,
  RulesetBundle,
  RulesetOutline,
} from "@surety/domain/engines";
import { type Change, countChanges } from "@surety/model/changes";
import type { Finding, Severity } from "@surety/model/findings";
import { Digest } from "@surety/model/ids";

/** A document for {@link createScriptedEngines}: it says itself what the engines answer. */
export interface ScriptedDocument {
  readonly operations?: readonly string[];
  readonly findings?: readonly { readonly rule: string; readonly severity: Severity }[];
  readonly title?: string;
  readonly note?: string;
  /** From that day on, its operations may go. */
  readonly sunset?: string;
  readonly operationId?: string;
}

export interface ScriptedEngines extends Engines {
  /** How often each was asked. */
  readonly asked: { read: number; lint: number; diff: number };
  /** What the next calls of a method answer instead. */
  readonly failures: { read: Failure[]; lint: Failure[]; diff: Failure[] };
}
export type Failure = Extract<EngineAnswer<never>, { ok: false }>;

export function write(document: ScriptedDocument): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(document));
}

/**
 * Engines whose answers tests can choose: operations that disappear are breaking, new ones are safe, and findings are
 * those that the document lists. What the real ones answer is tested where they are.
 */
export function createScriptedEngines(): ScriptedEngines {
  const asked = { read: 0, lint: 0, diff: 0 };
  const failures: ScriptedEngines["failures"] = { read: [], lint: [], diff: [] };
  const answer = async <Result>(method: keyof typeof asked, make: () => Result): Promise<EngineAnswer<Result>> => {
    asked[method] += 1;
    return failures[method].shift() ?? { ok: true, result: make() };
  };
  return {
    asked,
    failures,
    read: (document) => answer("read", () => readScripted(document)),
    lint: (document, ruleset) => answer("lint", () => lintScripted(document, ruleset)),
    readRuleset: async (ruleset) => ({ ok: true, result: outlineScripted(ruleset) }),
    previewLint: async () => ({ ok: false, reason: "crash", message: "Scripted engines preview nothing." }),
    diff: (base, revision, conditions) => answer("diff", () => diffScripted(base, revision, conditions)),
    changeKinds: async () => ({ ok: true, result: ["operation-added", "operation-removed", "operation-id-changed"] }),
  };
}

function parse(document: Uint8Array): ScriptedDocument | null {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(document));
  } catch {
    return null;
  }
}

function readScripted(document: Uint8Array): ReadAnswer {
  const parsed = parse(document);
  if (parsed === null) {
    return {
      readable: false,
      problems: [
        { code: "syntax", fatal: true, pointer: "", line: 3, column: 7, message: "Unexpected end of input.", hint: "Close the object." },
      ],
    };
  }
  const digest = Digest.parse(createHash("sha256").update(document).digest("hex"));
  const operations = (parsed.operations ?? []).map((key, index) => {
    const [method = "", path = ""] = key.split(" ");
    return { key, method, path, deprecated: false, line: index + 1 };
  });
  return {
    readable: true,
    summary: {
      rawDigest: digest,
      contractDigest: digest,
      syntax: "json",
      dialect: "openapi-3.1",
      title: parsed.title ?? "Scripted",
      apiVersion: "1",
      byteLength: document.byteLength,
      operations,
      problems: [],
    },
  };
}

const fingerprint = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);

/** Each line of a scripted ruleset is a rule that the document's findings are kept of, or `extends org:name`, or `fault`. */
function linesOf({ reference, sources }: RulesetBundle): string[] {
  const lines = sources.find((source) => source.reference === reference)?.text.split("\n") ?? [];
  return lines.flatMap((line) => (line.startsWith("extends ") ? linesOf({ reference: line.slice(8), sources }) : [line]));
}

function outlineScripted(ruleset: RulesetBundle): RulesetOutline {
  const lines = ruleset.sources[0]?.text.split("\n") ?? [];
  const problems = lines.flatMap((line, index) =>
    line === "fault" ? [{ rule: "faulty", message: "has a fault", line: index + 1, column: 1 }] : [],
  );
  return {
    problems,
    extends: lines.flatMap((line) => (line.startsWith("extends ") ? [line.slice(8)] : [])),
    ruleCount: linesOf(ruleset).length,
  };
}

function lintScripted(document: Uint8Array, ruleset: RulesetBundle | undefined): LintReport {
  const rules = ruleset === undefined || ruleset.sources.length === 0 ? null : new Set(linesOf(ruleset));
  const kept = (parse(document)?.findings ?? []).filter(({ rule }) => rules === null || rules.has(rule));
  const findings = kept.map(
    ({ rule, severity }): Finding => ({
      rule,
      severity,
      pointer: "",
      line: 1,
      column: 1,
      message: `${rule}\u0000\ud800`,
      fingerprint: fingerprint(rule),
    }),
  );
  return { engine: "scripted-1", findings, ruleErrors: [], score: null };
}

function diffScripted(base: Uint8Array, revision: Uint8Array, { today }: DiffConditions): DiffReport {
  const { sunset, operations: before = [] } = parse(base) ?? {};
  const isOver = sunset !== undefined && sunset <= today;
  const after = parse(revision)?.operations ?? [];
  const change = (key: string, level: Change["level"], kind: string, more: Partial<Change> = {}): Change => ({
    kind,
    level,
    direction: "response",
    coordinate: key,
    fingerprint: fingerprint(kind + key),
    message: `${kind} ${key}`,
    operations: [key],
    witness: null,
    base: null,
    revision: null,
    ...more,
  });
  const [id, newId] = [parse(base)?.operationId, parse(revision)?.operationId];
  const changes = [
    ...before.filter((key) => !after.includes(key)).map((key) => change(key, isOver ? "risky" : "breaking", "operation-removed")),
    ...after.filter((key) => !before.includes(key)).map((key) => change(key, "safe", "operation-added")),
    ...(id === newId ? [] : [change(`${id}`, "safe", "operation-id-changed", { category: "source", fullLevel: "breaking" })]),
  ];
  return {
    engine: "scripted-1",
    changes,
    counts: countChanges(changes),
    identical: changes.length === 0,
    partial: null,
    validUntil: isOver ? null : (sunset ?? null),
  };
}
