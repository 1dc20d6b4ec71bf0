import type { Change, Level } from "@surety/model/changes";

export interface ChangeFilter {
  readonly level?: Level | undefined;
  readonly kind?: string | undefined;
  /** Key of an operation that the change reaches. */
  readonly operation?: string | undefined;
}

/** The changes that meet every part of a filter. */
export function filterChanges(changes: readonly Change[], { level, kind, operation }: ChangeFilter): readonly Change[] {
  return changes.filter(
    (change) =>
      (level === undefined || change.level === level) &&
      (kind === undefined || change.kind === kind) &&
      (operation === undefined || change.operations.includes(operation)),
  );
}
