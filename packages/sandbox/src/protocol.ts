import type {
  DiffConditions,
  DiffReport,
  LintPreviewAnswer,
  LintReport,
  ReadAnswer,
  RulesetBundle,
  RulesetOutline,
} from "@surety/domain/engines";

/** Work that a child does. Documents travel as bytes. */
export type EngineRequest =
  | { readonly task: "read"; readonly document: Uint8Array }
  | {
      readonly task: "lint";
      readonly document: Uint8Array;
      readonly ruleset?: RulesetBundle | undefined;
      readonly allowsFunctions: boolean;
    }
  | { readonly task: "ruleset"; readonly ruleset: RulesetBundle; readonly allowsFunctions: boolean }
  | {
      readonly task: "preview";
      readonly document: Uint8Array;
      readonly before: RulesetBundle;
      readonly after: RulesetBundle;
      readonly allowsFunctions: boolean;
    }
  | { readonly task: "diff"; readonly base: Uint8Array; readonly revision: Uint8Array; readonly conditions: DiffConditions }
  | { readonly task: "kinds" };

export type EngineTask = EngineRequest["task"];
export type EngineResult = ReadAnswer | LintReport | RulesetOutline | LintPreviewAnswer | DiffReport | ChangeKinds;

export interface ChangeKinds {
  readonly kinds: readonly string[];
}

/** From parent to child. One at a time. */
export interface ParentMessage {
  readonly id: number;
  readonly request: EngineRequest;
}

/** From child to parent. `heapBytes` lets the parent replace a child that has grown. */
export type ChildMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly id: number; readonly result: EngineResult; readonly heapBytes: number }
  | { readonly kind: "failed"; readonly id: number; readonly message: string; readonly heapBytes: number };
