import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { DiffReport, EngineAnswer, Engines, LintPreviewAnswer, LintReport, ReadAnswer, RulesetOutline } from "@surety/domain/engines";
import { ChildPool } from "./child-pool.ts";
import type { ChangeKinds, EngineResult, EngineTask } from "./protocol.ts";

export interface SandboxOptions {
  /** The child's entry: `src/child.ts` of this package (with `execArgv` for TypeScript), or its bundle. */
  readonly childPath: string | URL;
  /** Node flags of the child, for example `["--import", "tsx"]`. */
  readonly execArgv?: readonly string[];
  /** Children at the same time. Default: one less than there are processors, at least one. */
  readonly concurrency?: number;
  /** Longest time of one piece of work, its wait in the queue not counted. Default: read, ruleset and kinds 10 s, preview 20 s, lint and diff 60 s. */
  readonly timeoutMs?: Partial<Record<EngineTask, number>>;
  /** Heap of one child. Default 1024, enough for a diff of two 7 MB contracts; 512 is enough to read 10 MB. */
  readonly memoryMb?: number;
  /** Work that waits for a child; what comes on top is answered `overloaded`. Default 64. */
  readonly maxQueue?: number;
  /** A child without work is ended after this time, so that memory goes back. Default 60 s. */
  readonly idleMs?: number;
  /** Whether somebody waits for the answers (default), or others go first on a machine that is busy. */
  readonly priority?: "normal" | "background";
  /** Whether functions that come with a ruleset are run: code of whoever may store rulesets. Default false. */
  readonly customFunctions?: boolean;
}

export interface Sandbox extends Engines {
  /** Ends all children at once. Work that is under way or waiting is answered `crash`. */
  close(): Promise<void>;
}

const DEFAULT_TIMEOUT_MS: Record<EngineTask, number> = {
  read: 10_000,
  lint: 60_000,
  ruleset: 10_000,
  preview: 20_000,
  diff: 60_000,
  kinds: 10_000,
};

/**
 * Engine work in child processes with limits of time and memory: a document that hangs, fills the memory or crashes an
 * engine costs its own answer, and nothing else. Children are reused, see no environment of the parent, and die with it.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const { childPath, execArgv = [], memoryMb = 1024, customFunctions: allowsFunctions = false } = options;
  const timeoutMs = { ...DEFAULT_TIMEOUT_MS, ...options.timeoutMs };
  const pool = new ChildPool({
    child: {
      path: childPath instanceof URL ? fileURLToPath(childPath) : childPath,
      execArgv,
      memoryMb,
      priority: options.priority ?? "normal",
    },
    concurrency: options.concurrency ?? Math.max(1, availableParallelism() - 1),
    maxQueue: options.maxQueue ?? 64,
    idleMs: options.idleMs ?? 60_000,
  });
  return {
    read: async (document) => expect(isReadAnswer, await pool.run({ task: "read", document }, timeoutMs.read)),
    lint: async (document, ruleset) =>
      expect(isLintReport, await pool.run({ task: "lint", document, ruleset, allowsFunctions }, timeoutMs.lint)),
    readRuleset: async (ruleset) =>
      expect(isRulesetOutline, await pool.run({ task: "ruleset", ruleset, allowsFunctions }, timeoutMs.ruleset)),
    previewLint: async (document, before, after) =>
      expect(isLintPreview, await pool.run({ task: "preview", document, before, after, allowsFunctions }, timeoutMs.preview)),
    diff: async (base, revision, conditions) =>
      expect(isDiffReport, await pool.run({ task: "diff", base, revision, conditions }, timeoutMs.diff)),
    changeKinds: async () => {
      const answer = expect(isChangeKinds, await pool.run({ task: "kinds" }, timeoutMs.kinds));
      return answer.ok ? { ok: true, result: answer.result.kinds } : answer;
    },
    close: () => pool.close(),
  };
}

/** The child is our own code: only the kind of its answer is looked at. */
function expect<Result extends EngineResult>(
  isExpected: (result: EngineResult) => result is Result,
  answer: EngineAnswer<EngineResult>,
): EngineAnswer<Result> {
  if (!answer.ok) return answer;
  return isExpected(answer.result)
    ? { ok: true, result: answer.result }
    : { ok: false, reason: "crash", message: "The engine process answered something else than it was asked." };
}

const isReadAnswer = (result: EngineResult): result is ReadAnswer => "readable" in result;
const isLintReport = (result: EngineResult): result is LintReport => "findings" in result;
const isRulesetOutline = (result: EngineResult): result is RulesetOutline => "ruleCount" in result;
const isLintPreview = (result: EngineResult): result is LintPreviewAnswer => "outline" in result;
const isChangeKinds = (result: EngineResult): result is ChangeKinds => "kinds" in result;
const isDiffReport = (result: EngineResult): result is DiffReport => "changes" in result;
